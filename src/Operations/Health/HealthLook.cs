using System.Diagnostics;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;

namespace Platform.Operations.Health;

/// <summary>Asks every service how it is, all at the same time.</summary>
internal sealed class HealthLook(Peers peers, TimeProvider time)
{
    /// <summary>An answer that takes longer is not well, whatever it says.</summary>
    private const double SlowMs = 1000;

    public async Task<PlatformHealth> TakeAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var token = await peers.TokenAsync(ct);
        var services = await Task.WhenAll(peers.All.Select(p => AskAsync(p, token, ct)));
        var postgres = Verdicts.Seen(services, "database");
        var messaging = Verdicts.Seen(services, "masstransit-bus");
        var (verdict, reasons) = Verdicts.Of(services, postgres, messaging);
        return new PlatformHealth(verdict, reasons, now, services, postgres, messaging);
    }

    private async Task<ServiceHealth> AskAsync(Peer peer, string? token, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await peers.AskAsync(peer, "health", token, ct);
            var health = await answer.Content.ReadFromJsonAsync<HealthAnswer>(Json.Options, ct);
            var ms = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
            if (health?.Checks is null) return Unhealthy(peer, ms, $"It answers {(int)answer.StatusCode} and not how it is.");
            var checks = health.Checks.Select(c => CheckOf(c.Key, c.Value)).OrderBy(c => c.Name, StringComparer.Ordinal).ToArray();
            var state = StateOf(health.Status);
            if (state == ServiceState.Healthy && ms > SlowMs) state = ServiceState.Degraded;
            return new ServiceHealth(
                peer.Name, state, ms > SlowMs ? $"It took {ms:0} ms to answer." : null, checks, ms,
                health.Process?.StartedAt, health.Process?.UptimeS, health.Process?.Version, health.Process?.MemoryBytes);
        }
        catch (System.Text.Json.JsonException)
        {
            return Unhealthy(peer, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1), "Its answer could not be read.");
        }
        catch (Exception exception) when (Peers.IsAbsence(exception, ct))
        {
            var detail = exception is OperationCanceledException ? $"No answer within {Peers.Patience.TotalSeconds:0} s." : "Nothing answers at its address.";
            return new ServiceHealth(peer.Name, ServiceState.Unreachable, detail, [], ResponseMs: null, StartedAt: null, UptimeS: null, Version: null, MemoryBytes: null);
        }
    }

    /// <summary>What a check says while all is well ("Ready") is no news.</summary>
    private static ServiceCheck CheckOf(string name, HealthCheckAnswer check)
    {
        var state = StateOf(check.Status);
        return new ServiceCheck(name, state, state == ServiceState.Healthy ? null : check.Detail, check.DurationMs);
    }

    private static ServiceHealth Unhealthy(Peer peer, double ms, string detail) =>
        new(peer.Name, ServiceState.Unhealthy, detail, [], ms, StartedAt: null, UptimeS: null, Version: null, MemoryBytes: null);

    private static ServiceState StateOf(string word) => word switch
    {
        "healthy" => ServiceState.Healthy,
        "degraded" => ServiceState.Degraded,
        _ => ServiceState.Unhealthy,
    };
}
