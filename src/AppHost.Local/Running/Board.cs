using System.Globalization;

namespace Platform.AppHost.Local.Running;

/// <summary>What a person sees: a live table while everything starts, then the resources' output with a coloured name in front.</summary>
internal sealed class Board(bool interactive, bool showOutput) : IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(150);
    private static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly Lock _gate = new();
    private IReadOnlyList<Supervisor> _supervisors = [];
    private int _nameWidth;
    private int _drawn;
    private bool _starting;
    private Timer? _timer;

    public void Begin(IReadOnlyList<Supervisor> supervisors)
    {
        lock (_gate)
        {
            _supervisors = supervisors;
            _nameWidth = supervisors.Count == 0 ? 0 : supervisors.Max(supervisor => supervisor.Unit.Name.Length);
            _starting = true;
        }

        if (interactive)
            _timer = new Timer(_ => Draw(), null, TimeSpan.Zero, Redraw);
    }

    public void Changed(Supervisor supervisor)
    {
        if (interactive && _starting)
            return;
        // After the start only what is out of the ordinary is worth a line.
        if (_starting ? supervisor.State != UnitState.Waiting : supervisor.State is not (UnitState.Stopping or UnitState.Stopped))
            Say(Row(supervisor));
    }

    public void Output(Supervisor supervisor, string line)
    {
        if (!showOutput || (interactive && _starting))
            return;
        var index = _supervisors.TakeWhile(other => other != supervisor).Count();
        var name = supervisor.Unit.Name.PadRight(_nameWidth);
        Say(interactive ? $"\e[{Colours[index % Colours.Length]}m{name}\e[0m {line}" : $"{name} {line}");
    }

    public void Finish(string text)
    {
        _timer?.Dispose();
        _timer = null;
        if (interactive && _starting)
            Draw();
        _starting = false;
        if (text.Length > 0)
            Say(text);
    }

    public void Say(string text)
    {
        lock (_gate)
            Console.Out.WriteLine(text);
    }

    public void Dispose() => _timer?.Dispose();

    private void Draw()
    {
        lock (_gate)
        {
            if (_drawn > 0)
                Console.Out.Write($"\e[{_drawn}A");
            foreach (var supervisor in _supervisors)
                Console.Out.WriteLine($"\e[2K\e[{Colour(supervisor.State)}m{Cut(Row(supervisor))}\e[0m");
            _drawn = _supervisors.Count;
        }
    }

    private string Row(Supervisor supervisor)
    {
        var state = StatePage.NameOf(supervisor.State).Replace('_', ' ');
        var address = StatePage.AddressesOf(supervisor).FirstOrDefault();
        var seconds = supervisor.ReadyAfter ?? supervisor.Elapsed;
        var time = seconds > TimeSpan.Zero ? seconds.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture) : "";
        return $"  {supervisor.Unit.Name.PadRight(_nameWidth)}  {state,-11}  {time,7}  {address.Url ?? "",-28} {supervisor.Note}".TrimEnd();
    }

    // A line that wraps would spoil the count of lines to go up.
    private static string Cut(string row) => row.Length < Console.WindowWidth || Console.WindowWidth == 0 ? row : row[..(Console.WindowWidth - 1)];

    private static int Colour(UnitState state) => state switch
    {
        UnitState.Running or UnitState.Finished => 32,
        UnitState.Failed or UnitState.Unhealthy => 31,
        UnitState.Starting or UnitState.Restarting or UnitState.Stopping => 33,
        _ => 90,
    };
}
