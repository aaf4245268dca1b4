using Platform.Contracts.Telemetry;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// Turns refused readings into events, at most one per device, reason and minute however much a device sends; and into
/// the call to cut a device off when it still publishes ten seconds after its license was switched off.
/// </summary>
internal sealed class ViolationThrottle
{
    /// <summary>How long a device has to obey DISABLE before it is cut off at the broker.</summary>
    public static readonly TimeSpan ObeysWithin = TimeSpan.FromSeconds(10);

    private const int MaxRemembered = 50_000;
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CutOffAgainAfter = TimeSpan.FromSeconds(30);
    private readonly Dictionary<(string DeviceId, string Reason), Told> told = [];
    private readonly Dictionary<string, DateTimeOffset> cutOff = new(StringComparer.Ordinal);

    /// <summary>The events that this batch gives cause for.</summary>
    public IEnumerable<object> Due(Dictionary<(string DeviceId, string Reason), ViolationCount> violations, DateTimeOffset now)
    {
        foreach (var ((deviceId, reason), violation) in violations)
        {
            var last = told.GetValueOrDefault((deviceId, reason));
            if (now - last.At >= OncePer) yield return new LicenseViolationSeen(deviceId, violation.TenantId, reason, last.Since + violation.Count, violation.LastAt);
            if (SwitchedOffAt(violation) is { } since && now - since >= ObeysWithin && now - cutOff.GetValueOrDefault(deviceId) >= CutOffAgainAfter)
                yield return new DeviceDisobeyed(deviceId, since, violation.LastAt);
        }
    }

    /// <summary>Remembers what was told once the batch is committed.</summary>
    public void Commit(Dictionary<(string DeviceId, string Reason), ViolationCount> violations, DateTimeOffset now)
    {
        if (told.Count > MaxRemembered) told.Clear();
        if (cutOff.Count > MaxRemembered) cutOff.Clear();
        foreach (var ((deviceId, reason), violation) in violations)
        {
            var last = told.GetValueOrDefault((deviceId, reason));
            told[(deviceId, reason)] = now - last.At >= OncePer ? new Told(now, 0) : last with { Since = last.Since + violation.Count };
            if (SwitchedOffAt(violation) is { } since && now - since >= ObeysWithin && now - cutOff.GetValueOrDefault(deviceId) >= CutOffAgainAfter) cutOff[deviceId] = now;
        }
    }

    /// <summary>When the license was switched off, if the device is itself and that is what it violates.</summary>
    private static DateTimeOffset? SwitchedOffAt(ViolationCount violation) =>
        violation.Device is { IsLicensed: false, License: { } license } ? license.ChangedAt : null;

    private readonly record struct Told(DateTimeOffset At, int Since);
}
