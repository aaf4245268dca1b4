using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts.Notifications;
using Platform.Notifications.Mail;
using Platform.Notifications.Push;
using Platform.Notifications.Twilio;
using Platform.ServiceDefaults.Contact;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Messages;

/// <summary>
/// Makes deliveries of a message: by kind and preferences the channels, by what is known of the person the addresses. What
/// cannot be sent is on record with the reason.
/// </summary>
internal sealed class MessageIntake(MessageVault vault, IOptions<MessageOptions> options, IOptions<TwilioOptions> twilio, IOptions<WebOptions> web)
{
    /// <summary>The same words to the same address within this are one message.</summary>
    private static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(10);

    /// <summary>Takes a message in, in the transaction of its reason; after the commit the news are for <see cref="LiveMessages"/>.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="message">What is to be told to whom.</param>
    /// <param name="now">The operation's one point in time.</param>
    /// <param name="channels">Channels that somebody else has chosen; null for the person's own choice.</param>
    /// <param name="alertId">The alert that it is about.</param>
    public async Task<Taken> TakeAsync(NpgsqlTransaction transaction, MessageRequested message, DateTimeOffset now, IReadOnlyList<string>? channels = null, long? alertId = null)
    {
        if (!MessageTexts.Exists(message.Kind))
        {
            await DeliveryStore.AddAsync(transaction, Delivery(message, Channels.Email, message.Email ?? message.Phone ?? "", "en") with { Sealed = null, Problem = "unknown_kind" }, now);
            return new Taken(IsTold: false, News: null);
        }

        var preferences = await PreferenceStore.FindAsync(transaction.Connection!, transaction, message.UserId);
        var language = MailTemplates.LanguageOf(preferences.Language ?? message.Language);
        message = message with { Values = MessageTexts.InZone(message.Values, preferences.Zone) };
        var wanted = ChannelsOf(message, preferences, channels, now);
        MessageNews? news = null;
        if (wanted.Contains(Channels.InApp) && message.UserId is { } reader && MessageKinds.MayBeKept(message.Kind))
        {
            var content = MessageTexts.Render(message.Kind, language, ValuesOf(message), TimeZoneInfo.Utc);
            if (await AppMessageStore.AddAsync(transaction, message.MessageId, reader, message.TenantId, message.Kind, content.Title, WithoutLink(content), PageOf(content.Link), alertId, now))
                news = new MessageNews(reader, message.TenantId, message.MessageId, message.Kind);
        }

        var isTold = news is not null;
        foreach (var channel in wanted.Where(c => c != Channels.InApp))
        {
            foreach (var recipient in await RecipientsAsync(transaction, message, channel)) isTold |= await QueueAsync(transaction, message, channel, recipient, language, now);
        }

        return new Taken(isTold, news);
    }

    /// <summary>The channels for the person now: in quiet hours all that rings is left out, unless it is critical or about a car.</summary>
    internal static IReadOnlyList<string> ChannelsOf(MessageRequested message, Preferences preferences, IReadOnlyList<string>? chosen, DateTimeOffset now)
    {
        var values = ValuesOf(message);
        var severity = values.GetValueOrDefault("severity");
        var topic = MessageKinds.TopicOf(message.Kind, values.GetValueOrDefault("alert_type"), severity);
        var channels = chosen ?? preferences.ChannelsOf(topic);
        var mayRing = chosen is not null || severity == "critical" || !message.Kind.StartsWith("alert_", StringComparison.Ordinal) || !preferences.IsQuiet(now);
        return mayRing ? channels : [.. channels.Where(c => c == Channels.InApp)];
    }

    /// <summary>Addresses of the channel; "" where one is needed and not known.</summary>
    private async Task<IReadOnlyList<string>> RecipientsAsync(NpgsqlTransaction transaction, MessageRequested message, string channel) => channel switch
    {
        // A number is dialled without the separators that people write; what is none is said to be none.
        Channels.Sms => [message.Phone is { } number ? E164.Of(number) ?? number : ""],
        Channels.WhatsApp => twilio.Value.WhatsAppFrom.Length > 0 || !twilio.Value.IsConfigured ? (message.Phone is { } phone ? [E164.Of(phone) ?? phone] : []) : [],
        Channels.Email => message.Email is { Length: > 0 } email ? [email] : [],
        _ => message.UserId is { } user ? [.. (await PushStore.OfUserAsync(transaction, user)).Select(id => id.ToString())] : [],
    };

    /// <summary>False when it cannot or may not be sent.</summary>
    private async Task<bool> QueueAsync(NpgsqlTransaction transaction, MessageRequested message, string channel, string recipient, string language, DateTimeOffset now)
    {
        var delivery = Delivery(message, channel, recipient, language);
        if (ProblemOf(channel, recipient) is { } problem) delivery = delivery with { Sealed = null, Fingerprint = null, Problem = problem };
        if (!await DeliveryStore.AddAsync(transaction, delivery, now) || delivery.Problem is not null) return delivery.Problem is null;
        if (!Channels.IsPaid(channel) || message.TenantId is not { } tenant || await BudgetStore.TakeAsync(transaction, tenant, options.Value.DailyBudget, now)) return true;
        await DeliveryStore.RefuseAsync(transaction, delivery.DeliveryId, "budget_exhausted", now);
        await BudgetStore.ToldOnceAsync(transaction, tenant, now);
        return false;
    }

    private NewDelivery Delivery(MessageRequested message, string channel, string recipient, string language)
    {
        var id = Guid.CreateVersion7(message.OccurredAt);
        return new(id, message.MessageId, message.TenantId, message.UserId, message.Kind, channel, recipient, language, vault.Seal(id, message.Values),
            vault.Fingerprint(message.Kind, message.Values, message.OccurredAt.Ticks / SameWithin.Ticks), Problem: null, message.ExpiresAt);
    }

    private static string? ProblemOf(string channel, string recipient) => channel switch
    {
        Channels.Sms or Channels.WhatsApp when recipient.Length == 0 => "no_phone",
        Channels.Sms or Channels.WhatsApp => E164.Of(recipient) == recipient ? null : "bad_phone",
        Channels.Email => recipient.Length <= 254 && MailAddress.TryCreate(recipient, out var address) && address.Address == recipient && !recipient.Any(char.IsControl) ? null : "bad_address",
        _ => null,
    };

    private static Dictionary<string, string> ValuesOf(MessageRequested message) =>
        message.Values.GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

    /// <summary>In the app the link is one to click and not to read.</summary>
    private static string WithoutLink(MessageContent content) =>
        content.Link is { Length: > 0 } link ? content.Short.Replace(link, "", StringComparison.Ordinal).Trim() : content.Short;

    /// <summary>The page of the app; links to elsewhere stay whole.</summary>
    private string? PageOf(string? link) => link is not null && link.StartsWith(web.Value.LinkTo("/"), StringComparison.Ordinal) ? link[(web.Value.LinkTo("/").Length - 1)..] : link;
}

/// <summary>What became of a message.</summary>
/// <param name="IsTold">Whether it is kept in the app, or on its way by a channel.</param>
/// <param name="News">What the person's open browsers are to hear; null when the app shows nothing new.</param>
internal sealed record Taken(bool IsTold, MessageNews? News);

/// <summary>Seals what a message says while it waits: it may hold passwords and links that open accounts.</summary>
internal sealed class MessageVault(string secret)
{
    private readonly SecretBox box = new(secret, "notifications messages");
    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "notifications fingerprints"u8.ToArray());

    public byte[] Seal(Guid deliveryId, IReadOnlyList<MailValue> values) => box.Seal(JsonSerializer.SerializeToUtf8Bytes(values, Json.Options), deliveryId.ToString());

    /// <exception cref="CryptographicException">Mail__KeyEncryptionKey is not the one with which it was sealed.</exception>
    public IReadOnlyDictionary<string, string> Open(Guid deliveryId, byte[] sealedValues) =>
        JsonSerializer.Deserialize<MailValue[]>(box.Open(sealedValues, deliveryId.ToString()), Json.Options)!
            .GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

    /// <summary>Tells whether two messages say the same, and to nobody without the key what.</summary>
    public byte[] Fingerprint(string kind, IReadOnlyList<MailValue> values, long window) =>
        HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(new { kind, values, window }, Json.Options));
}
