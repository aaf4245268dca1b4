using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Webhooks;

/// <summary>Sends what is due, some at a time, so that a slow endpoint does not hold up the others for long.</summary>
internal sealed class WebhookDelivery(WebhookDeliveries deliveries, WebhookVault vault, WebhookSender sender, TimeProvider time) : IRound
{
    private const int Batch = 64;

    /// <summary>Longer than a try takes; after it a delivery whose sender died is tried again.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        IReadOnlyList<DueDelivery> due;
        do
        {
            due = await deliveries.TakeDueAsync(now, Hold, Batch, ct);
            await Task.WhenAll(due.Select(d => DeliverAsync(d, ct)));
        }
        while (due.Count == Batch);
    }

    private async Task DeliverAsync(DueDelivery delivery, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        List<string> secrets = [vault.Open(delivery.EndpointId, delivery.SecretSealed)];
        if (delivery.FormerSecretSealed is { } former && delivery.FormerUntil > now) secrets.Add(vault.Open(delivery.EndpointId, former));
        var outcome = await sender.SendAsync(delivery, WebhookRules.Sign(delivery.Body, now, secrets), ct);
        await deliveries.EndTryAsync(delivery, outcome.Status, outcome.Problem, time.GetUtcNow());
    }
}
