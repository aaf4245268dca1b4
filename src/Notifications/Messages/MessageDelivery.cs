using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts.Notifications;
using Platform.Notifications.Alerts;
using Platform.Notifications.Mail;
using Platform.Notifications.Push;
using Platform.Notifications.Twilio;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Messages;

/// <summary>What became of handing a message to a provider.</summary>
internal abstract record HandOver
{
    /// <summary>The provider has it, under that id.</summary>
    public sealed record Sent(string? ProviderId) : HandOver;

    /// <summary>It was not taken, and may be later.</summary>
    public sealed record Later(string Reason) : HandOver;

    /// <summary>It never will be.</summary>
    public sealed record Refused(string Reason) : HandOver;

    /// <summary>There was no answer: it may have been taken. It is not sent again, because that could be twice.</summary>
    public sealed record Unknown : HandOver;
}

/// <summary>Sends what is due, some at a time, so that a slow provider does not hold up the others for long.</summary>
internal sealed partial class MessageDelivery(
    DeliveryStore deliveries, MessageVault vault, TwilioClient twilio, SmtpSender smtp, PushSender push, TimeProvider time, ILogger<MessageDelivery> logger) : IRound
{
    private const int Batch = 32;
    public const string UnknownOutcome = "unknown_outcome";

    /// <summary>Longer than a try takes; after it whoever had claimed it is dead.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

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
        // A mail has an id by which its reader's server knows it again, a push message replaces itself; an SMS is there twice.
        if (delivery.WasSending && Channels.IsPaid(delivery.Channel)) await deliveries.FailAsync(delivery.DeliveryId, UnknownOutcome, now);
        else if (delivery.ExpiresAt <= now) await deliveries.FailAsync(delivery.DeliveryId, "expired", now);
        else await EndAsync(delivery, await SendAsync(delivery, ct));
    }

    private async Task<HandOver> SendAsync(DueDelivery delivery, CancellationToken ct)
    {
        var content = MessageTexts.Render(delivery.Kind, delivery.Language, vault.Open(delivery.DeliveryId, delivery.Sealed), TimeZoneInfo.Utc);
        return delivery.Channel switch
        {
            Channels.Sms => await twilio.SendAsync(delivery.DeliveryId, delivery.Recipient, content.Short, isWhatsApp: false, ct),
            Channels.WhatsApp => await twilio.SendAsync(delivery.DeliveryId, delivery.Recipient, content.Long, isWhatsApp: true, ct),
            Channels.Push => await push.SendAsync(delivery.DeliveryId, Guid.Parse(delivery.Recipient, CultureInfo.InvariantCulture), content, ct),
            _ => await smtp.SendAsync(delivery.DeliveryId, delivery.Recipient, content.Mail, ct) switch
            {
                SendOutcome.Sent => new HandOver.Sent(ProviderId: null),
                SendOutcome.Refused refused => new HandOver.Refused(refused.Problem),
                SendOutcome.Later later => new HandOver.Later(later.Problem),
                _ => throw new InvalidOperationException("A mail is sent, refused or postponed."),
            },
        };
    }

    private Task EndAsync(DueDelivery delivery, HandOver outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case HandOver.Sent sent:
                return deliveries.SentAsync(delivery.DeliveryId, sent.ProviderId, now);
            case HandOver.Later later when delivery.Attempts < MailRules.MaxAttempts:
                LogPostponed(delivery.DeliveryId, delivery.Channel, delivery.Attempts, later.Reason);
                return deliveries.PostponeAsync(delivery.DeliveryId, now + MailRules.PauseAfter(delivery.Attempts), later.Reason);
            case HandOver.Unknown:
                LogGivenUp(delivery.DeliveryId, delivery.Channel, UnknownOutcome);
                return deliveries.FailAsync(delivery.DeliveryId, UnknownOutcome, now);
            default:
                var reason = outcome is HandOver.Later last ? last.Reason : ((HandOver.Refused)outcome).Reason;
                LogGivenUp(delivery.DeliveryId, delivery.Channel, reason);
                return deliveries.FailAsync(delivery.DeliveryId, reason, now);
        }
    }

    [LoggerMessage(5301, LogLevel.Warning, "Delivery {DeliveryId} by {Channel} is tried again, {Attempts} tries so far: {Reason}")]
    private partial void LogPostponed(Guid deliveryId, string channel, int attempts, string reason);

    [LoggerMessage(5302, LogLevel.Warning, "Delivery {DeliveryId} by {Channel} was given up: {Reason}")]
    private partial void LogGivenUp(Guid deliveryId, string channel, string reason);
}

/// <summary>Tells owners that the day's budget is used up, and forgets what is old.</summary>
internal sealed class MessageUpkeep(
    NpgsqlDataSource database, DeliveryStore deliveries, AppMessageStore messages, BudgetStore budgets, Readers readers, MessageIntake intake, LiveMessages live,
    IOptions<MessageOptions> options, IOptions<WebOptions> web) : IRound
{
    private const int Batch = 1000;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await TellExhaustedAsync(now, ct)) { }
        while (await deliveries.ForgetAsync(now - DeliveryStore.KeptFor, Batch, ct) == Batch) { }
        while (await messages.ForgetAsync(now - AppMessageStore.KeptFor, Batch, ct) == Batch) { }
        await budgets.ForgetAsync(now - DeliveryStore.KeptFor, ct);
    }

    private async Task<bool> TellExhaustedAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await BudgetStore.TakeExhaustedAsync(transaction, now) is not { } tenant) return false;
        MailValue[] values = [new("budget", options.Value.DailyBudget.ToString(CultureInfo.InvariantCulture)), new("link", web.Value.LinkTo("/deliveries"))];
        var news = new List<MessageNews>();
        foreach (var owner in await readers.OfAsync(tenant, userIds: null, now, ct))
        {
            var taken = await intake.TakeAsync(transaction, new MessageRequested(Guid.CreateVersion7(now), tenant, owner.UserId, MessageKinds.BudgetExhausted, owner.Language, owner.Phone, owner.Email, values, null, now), now);
            if (taken.News is { } one) news.Add(one);
        }

        await transaction.CommitAsync(ct);
        await live.SendAllAsync(news, ct);
        return true;
    }
}
