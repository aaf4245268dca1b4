using MassTransit;
using Platform.Access;
using Platform.Contracts.Telemetry;
using Platform.Messaging;

namespace Platform.Notifications.Alerts;

/// <summary>Turns what Telemetry finds into alerts. The same message twice, and messages in any order, come to the same.</summary>
internal sealed class ThresholdConsumer(Inbox inbox, PitCopies pits, LiveAlerts live, TimeProvider time) : IConsumer<ThresholdCrossed>, IConsumer<ThresholdCleared>
{
    public async Task Consume(ConsumeContext<ThresholdCrossed> context)
    {
        var e = context.Message;
        var condition = new Condition(
            e.TenantId, e.PitId, e.PitCode, pits.NameOf(e.PitId), e.DeviceId, e.DeviceId, e.Subject, e.AlertType, e.Severity, e.Value, e.Limit, e.IsAbove, e.RepeatMinutes, e.Version);
        AlertView? alert = null;
        await inbox.OnceAsync(context, "threshold", async transaction => alert = await AlertState.RaiseAsync(transaction, condition, time.GetUtcNow()));
        if (alert is not null) await live.SendAsync(alert, context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<ThresholdCleared> context)
    {
        var e = context.Message;
        AlertView? alert = null;
        await inbox.OnceAsync(context, "threshold", async transaction =>
            alert = await AlertState.ClearAsync(transaction, e.TenantId, e.DeviceId, e.Subject, e.Value, e.Reason, e.Version, time.GetUtcNow()));
        if (alert is not null) await live.SendAsync(alert, context.CancellationToken);
    }
}
