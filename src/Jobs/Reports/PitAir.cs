using System.Globalization;
using Platform.ServiceDefaults.Http;

namespace Platform.Jobs.Reports;

/// <summary>The air of a pit at one time; values that were not measured are null.</summary>
/// <param name="Timestamp">When, or the start of the interval.</param>
/// <param name="Temperature">°C.</param>
/// <param name="Humidity">%RH.</param>
/// <param name="Aqi">IAQ, 0-500.</param>
internal sealed record AirPoint(DateTimeOffset Timestamp, float? Temperature, float? Humidity, float? Aqi);

/// <summary>Asks Telemetry how the air of a pit was. A report does without it rather than keep somebody waiting.</summary>
internal sealed partial class PitAir(HttpClient telemetry, ILogger<PitAir> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Points in order of time, none when nothing was measured; null when Telemetry does not answer.</summary>
    public async Task<IReadOnlyList<AirPoint>?> DuringAsync(int tenantId, int pitId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await telemetry.GetFromJsonAsync<AirPoint[]>(
                string.Create(CultureInfo.InvariantCulture, $"internal/pits/{pitId}/history?tenant_id={tenantId}&from={from.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}&to={to.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"),
                Json.Options, patience.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException)
        {
            LogNoAir(exception.Message);
            return null;
        }
    }

    [LoggerMessage(7301, LogLevel.Information, "A report is made without the pit's readings: {Problem}")]
    private partial void LogNoAir(string problem);
}
