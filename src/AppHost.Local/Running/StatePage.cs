using System.Net;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Platform.AppHost.Local.Running;

/// <summary>The state of all resources as JSON: at the AppHost's own address and in <c>state.json</c>. It holds no secrets.</summary>
internal sealed class StatePage : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };
    private readonly LocalSettings _settings;
    private readonly IReadOnlyList<Supervisor> _supervisors;
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private TimeSpan? _readyAfter;
    private bool _closed;

    public StatePage(LocalSettings settings, IReadOnlyList<Supervisor> supervisors)
    {
        _settings = settings;
        _supervisors = supervisors;
        Address = $"http://{LocalSettings.Loopback}:{PortAllocator.Allocate()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
        Refresh();
    }

    public string Address { get; }

    private string FilePath => Path.Combine(_settings.Folder, "state.json");

    public static string NameOf(UnitState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    public static IEnumerable<(string Name, string Url, string? Text)> AddressesOf(Supervisor supervisor)
    {
        var plan = Resource.PlanOf(supervisor.Unit.Resource);
        foreach (var endpoint in plan.Endpoints.Where(endpoint => endpoint.Ports.Count > supervisor.Unit.Replica))
        {
            var url = new ResourceUrlAnnotation { Url = endpoint.UrlOf(supervisor.Unit.Replica) };
            foreach (var change in plan.Urls.Where(change => change.EndpointName == endpoint.Name))
                change.Apply(url);
            yield return (endpoint.Name, url.Url, url.DisplayText);
        }
    }

    public void BecomeReady(TimeSpan after)
    {
        _readyAfter = after;
        Refresh();
    }

    /// <summary>Writes the file anew.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            if (!_closed)
                OwnerFile.Write(FilePath, Describe());
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            File.Delete(FilePath);
        }

        _listener.Close();
    }

    private string Describe() => JsonSerializer.Serialize(
        new
        {
            ready = _readyAfter is not null,
            ready_after_s = _readyAfter?.TotalSeconds,
            started_at = _startedAt,
            pid = Environment.ProcessId,
            address = Address,
            folder = _settings.Folder,
            resources = _supervisors.Select(supervisor => new
            {
                name = supervisor.Unit.Name,
                resource = supervisor.Unit.Resource.Name,
                type = supervisor.Unit.Kind,
                state = NameOf(supervisor.State),
                note = supervisor.Note,
                pid = supervisor.Pid,
                restarts = supervisor.Restarts,
                exit_code = supervisor.ExitCode,
                started_at = supervisor.StartedAt,
                ready_after_s = supervisor.ReadyAfter?.TotalSeconds,
                endpoints = AddressesOf(supervisor).Select(address => new { name = address.Name, url = address.Url }),
                log = supervisor.Log.FilePath,
            }),
        },
        Json);

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var body = Encoding.UTF8.GetBytes(Describe());
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.Headers["Cache-Control"] = "no-store";
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // A reader that went away, or our own end.
            }
        }
    }
}
