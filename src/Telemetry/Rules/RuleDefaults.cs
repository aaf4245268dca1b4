namespace Platform.Telemetry.Rules;

/// <summary>The rules that every workshop has until it makes its own of the same type.</summary>
internal static class RuleDefaults
{
    public const string HighAqi = "high_aqi", CriticalAqi = "critical_aqi", Temperature = "temp_out_of_range", Humidity = "humidity_high", DeviceOffline = "device_offline";

    /// <summary>The kind of tenant that has them.</summary>
    public const string TenantKind = "workshop";

    public static IReadOnlyList<AlertRule> All { get; } =
    [
        Above(CriticalAqi, "aqi", 200, clear: 190, Severity.Critical),
        Above(HighAqi, "aqi", 150, clear: 140, Severity.Warning),
        new(Temperature, "temperature", 35, 34, 15, 16, TimeSpan.Zero, SilentFor: null, RepeatMinutes: null, Severity.Warning, Enabled: true),
        Above(Humidity, "humidity", 70, clear: 67, Severity.Warning),
        new(DeviceOffline, Measure: null, null, null, null, null, TimeSpan.Zero, TimeSpan.FromSeconds(60), RepeatMinutes: null, Severity.Warning, Enabled: true),
    ];

    public static AlertRule? Find(string alertType) => All.FirstOrDefault(r => r.AlertType == alertType);

    private static AlertRule Above(string type, string measure, double limit, double clear, string severity) =>
        new(type, measure, limit, clear, null, null, TimeSpan.Zero, SilentFor: null, RepeatMinutes: null, severity, Enabled: true);
}
