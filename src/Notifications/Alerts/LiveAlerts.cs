using Platform.Access;
using Platform.Messaging;

namespace Platform.Notifications.Alerts;

/// <summary>Tells open browsers how an alert stands now. After the commit.</summary>
internal sealed class LiveAlerts(LivePublisher live, PitCopies pits)
{
    /// <summary>The vendor's own alerts have no tenant; nobody but admins hears of this one.</summary>
    private const int NoTenant = 0;

    public Task SendAsync(AlertView alert, CancellationToken ct) => live.PublishAsync(
        alert.WorkshopId ?? NoTenant, alert.PitId, "alert",
        new LiveAlert("alert", alert.AlertId, alert.WorkshopId, alert.PitId, alert.PitCode, pits.NameOf(alert.PitId), alert.DeviceId, alert.AlertType, alert.Severity, alert.Message, alert.Subject, alert.Value, alert.LimitValue,
            alert.IsAbove, alert.Status, alert.RaisedAt, alert.UpdatedAt, alert.AcknowledgedBy), ct);

    private sealed record LiveAlert(
        string Type, long AlertId, int? WorkshopId, int? PitId, string? PitCode, string? PitName, string? DeviceId, string AlertType, string Severity, string Message, string Subject, double Value, double LimitValue,
        bool IsAbove, string Status, DateTimeOffset RaisedAt, DateTimeOffset UpdatedAt, long? AcknowledgedBy);
}
