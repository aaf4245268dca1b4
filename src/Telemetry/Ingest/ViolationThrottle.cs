using Platform.Contracts.Telemetry;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// Turns refused readings into events, at most one per device, reason and minute however much a device sends; and into
/// the call to cut a device off when it still publishes ten seconds after its license was switched off.
/// </summary>
internal sealed class ViolationThrottle
{
    /// <summary>
    /// How long a device may go on publishing before it is cut off at the broker. Counted from the first refused reading:
    /// a device that was off when the switch fell hears DISABLE only when it is back.
    /// </summary>
    public static readonly TimeSpan ObeysWithin = TimeSpan.FromSeconds(10);

    private const int MaxRemembered = 50_000;
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CutOffAgainAfter = TimeSpan.FromSeconds(30);
    private readonly Dictionary<(string DeviceId, string Reason), Told> told = [];
    private readonly Dictionary<string, Disobedience> disobedient = new(StringComparer.Ordinal);

    /// <summary>The events that this batch gives cause for.</summary>
    public IEnumerable<object> Due(Dictionary<(string DeviceId, string Reason), ViolationCount> violations, DateTimeOffset now)
    {
        foreach (var ((deviceId, reason), violation) in violations)
        {
            var last = told.GetValueOrDefault((deviceId, reason));
            if (now - last.At >= OncePer) yield return new LicenseViolationSeen(deviceId, violation.TenantId, reason, last.Since + violation.Count, violation.LastAt);
            if (SwitchedOffAt(violation) is { } since && IsToBeCutOff(Known(deviceId, since, now), now)) yield return new DeviceDisobeyed(deviceId, since, violation.LastAt);
        }
    }

    /// <summary>Remembers what was told once the batch is committed.</summary>
    public void Commit(Dictionary<(string DeviceId, string Reason), ViolationCount> violations, DateTimeOffset now)
    {
        if (told.Count > MaxRemembered) told.Clear();
        if (disobedient.Count > MaxRemembered) disobedient.Clear();
        foreach (var ((deviceId, reason), violation) in violations)
        {
            var last = told.GetValueOrDefault((deviceId, reason));
            told[(deviceId, reason)] = now - last.At >= OncePer ? new Told(now, 0) : last with { Since = last.Since + violation.Count };
            if (SwitchedOffAt(violation) is not { } since) continue;
            var known = Known(deviceId, since, now);
            disobedient[deviceId] = IsToBeCutOff(known, now) ? known with { CutOffAt = now } : known;
        }
    }

    private static bool IsToBeCutOff(Disobedience device, DateTimeOffset now) =>
        now - device.FirstRefusedAt >= ObeysWithin && now - device.CutOffAt >= CutOffAgainAfter;

    /// <summary>What is known of the device since its license was switched off this time.</summary>
    private Disobedience Known(string deviceId, DateTimeOffset switchedOffAt, DateTimeOffset now) =>
        disobedient.TryGetValue(deviceId, out var known) && known.SwitchedOffAt == switchedOffAt ? known : new Disobedience(switchedOffAt, now, DateTimeOffset.MinValue);

    /// <summary>When the license was switched off, if the device is itself and that is what it violates.</summary>
    private static DateTimeOffset? SwitchedOffAt(ViolationCount violation) =>
        violation.Device is { IsLicensed: false, License: { } license } ? license.ChangedAt : null;

    private readonly record struct Told(DateTimeOffset At, int Since);

    private readonly record struct Disobedience(DateTimeOffset SwitchedOffAt, DateTimeOffset FirstRefusedAt, DateTimeOffset CutOffAt);
}
