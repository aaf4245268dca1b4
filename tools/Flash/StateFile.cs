using System.Text.Json;

namespace Platform.Flash;

/// <summary>
/// Results that the platform may not have yet: a line of JSON each, on the disk before the next device is begun. A run that is
/// killed loses at most what was on the port.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, UnitResult> newest = new(StringComparer.Ordinal);
    private readonly FileStream file;

    private StateFile(FileStream file) => this.file = file;

    /// <summary>The newest result of each unit.</summary>
    public IReadOnlyCollection<UnitResult> Results
    {
        get
        {
            lock (gate) return [.. newest.Values];
        }
    }

    /// <summary>Opens the file, with what is in it when a former run goes on; two runs never write the same file.</summary>
    /// <exception cref="FactoryException">It is there and nobody asked to go on, or it is in use.</exception>
    public static StateFile Open(string path, bool resume)
    {
        if (!resume && File.Exists(path) && new FileInfo(path).Length > 0)
            throw new FactoryException($"{path} is from a former run: go on with it by --resume, or remove it.");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            var state = new StateFile(new FileStream(path, options));
            state.Read();
            return state;
        }
        catch (IOException exception)
        {
            throw new FactoryException($"{path} cannot be opened: {exception.Message}");
        }
    }

    /// <summary>Adds a result; it is on the disk when this returns.</summary>
    public void Add(UnitResult result)
    {
        lock (gate)
        {
            newest[result.SerialNumber] = result;
            JsonSerializer.Serialize(file, result);
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>A last line that was cut off by a power failure is written over: its device is done again.</summary>
    private void Read()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (JsonSerializer.Deserialize<UnitResult>(line) is { SerialNumber.Length: > 0 } result) newest[result.SerialNumber] = result;
            }
            catch (JsonException exception)
            {
                throw new FactoryException($"{file.Name} is not a file of this tool: {exception.Message}");
            }
        }

        file.SetLength(end);
        file.Position = end;
    }
}
