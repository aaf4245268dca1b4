using System.Globalization;
using MassTransit;
using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.Notifications.Alerts;

/// <summary>Turns what the registry finds about cameras into alerts.</summary>
internal sealed class CameraConsumer(Inbox inbox, PitCopies pits, LiveAlerts live, TimeProvider time) : IConsumer<CameraStateChanged>
{
    public const string Subject = "camera";

    public async Task Consume(ConsumeContext<CameraStateChanged> context)
    {
        var e = context.Message;
        var source = string.Create(CultureInfo.InvariantCulture, $"camera:{e.PitId}");
        AlertView? alert = null;
        await inbox.OnceAsync(context, "camera", async transaction => alert = e.IsOffline
            ? await AlertState.RaiseAsync(transaction, new Condition(
                e.TenantId, e.PitId, e.PitCode, pits.NameOf(e.PitId), DeviceId: null, source, Subject, "camera_offline", Severities.Warning, e.SilentSeconds, e.LimitSeconds, IsAbove: true, RepeatMinutes: null, e.Version), time.GetUtcNow())
            : await AlertState.ClearAsync(transaction, e.TenantId, source, Subject, e.SilentSeconds, e.Reason ?? "recovered", e.Version, time.GetUtcNow()));
        if (alert is not null) await live.SendAsync(alert, context.CancellationToken);
    }
}
