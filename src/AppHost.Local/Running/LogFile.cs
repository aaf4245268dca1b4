namespace Platform.AppHost.Local.Running;

/// <summary>One resource's output: a file that is rotated at every start and when it grows, and the last lines for messages.</summary>
internal sealed class LogFile : IDisposable
{
    private const int KeptFiles = 3;
    private const long LargestBytes = 64 * 1024 * 1024;
    private const int KeptLines = 25;
    private readonly Lock _gate = new();
    private readonly Queue<string> _last = new();
    private StreamWriter? _writer;

    public LogFile(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        FilePath = Path.Combine(folder, $"{name}.log");
        Open();
    }

    public string FilePath { get; }

    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_gate)
                return [.. _last];
        }
    }

    public void Write(string line)
    {
        lock (_gate)
        {
            if (_writer is null)
                return;
            if (_last.Count == KeptLines)
                _last.Dequeue();
            _last.Enqueue(line);
            _writer.WriteLine(line);
            if (_writer.BaseStream.Length > LargestBytes)
            {
                _writer.Dispose();
                Open();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void Open()
    {
        for (var number = KeptFiles - 1; number >= 0; number--)
        {
            var from = number == 0 ? FilePath : Path.ChangeExtension(FilePath, $"{number}.log");
            if (File.Exists(from))
                File.Move(from, Path.ChangeExtension(FilePath, $"{number + 1}.log"), overwrite: true);
        }

        _writer = new StreamWriter(new FileStream(FilePath, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }
}
