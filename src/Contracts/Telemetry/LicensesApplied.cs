namespace Platform.Contracts.Telemetry;

/// <summary>Changes of licenses by which readings are judged from now on; many at once when many licenses are switched together.</summary>
public sealed record LicensesApplied(IReadOnlyList<LicenseApplied> Licenses);

/// <summary>One license as the directory of one replica has taken it. Of several replicas each says so; repeats are possible.</summary>
/// <param name="LicenseKey">Whose.</param>
/// <param name="Version">The license's version that took effect.</param>
/// <param name="At">Since when readings are judged by it, by the replica's clock.</param>
public sealed record LicenseApplied(string LicenseKey, long Version, DateTimeOffset At);
