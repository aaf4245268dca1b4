using Microsoft.Extensions.Options;
using Platform.Notifications.Mail;
using Platform.Notifications.Push;
using Platform.Notifications.Twilio;
using Platform.Notifications.Webhooks;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Messages;

/// <summary>Messages (section <c>Messages</c>).</summary>
internal sealed class MessageOptions
{
    public const string Message = "Messages__DailyBudget must be at least 0, Messages__PushContact a mailto: or https: address, and Messages__PushSecret at least 32 random characters or empty.";

    /// <summary>SMS and WhatsApp messages that a tenant may send on one UTC day.</summary>
    public int DailyBudget { get; set; } = 200;

    /// <summary>Secret text that the key for push services is made of; that of the mails when empty.</summary>
    public string PushSecret { get; set; } = "";

    /// <summary>Whom a push service may write to when something is wrong.</summary>
    public string PushContact { get; set; } = "mailto:no-reply@platform.invalid";

    public static bool IsValid(MessageOptions options) =>
        options.DailyBudget >= 0 && options.PushSecret.Length is 0 or >= 32 && Uri.TryCreate(options.PushContact, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https";
}

internal static class MessageRegistration
{
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MessageOptions>().BindConfiguration("Messages").Validate(MessageOptions.IsValid, MessageOptions.Message).ValidateOnStart();
        services.AddOptions<TwilioOptions>().BindConfiguration("Twilio").Validate(TwilioOptions.IsValid, TwilioOptions.Message).ValidateOnStart();
        services.AddOptions<WebOptions>().BindConfiguration("Web").Validate(WebOptions.IsValid, WebOptions.Message).ValidateOnStart();
        services.AddServiceClient<PeopleClient>(builder.Configuration, "identity");
        services.AddProviderClient<TwilioClient>(p => new Uri($"{p.GetRequiredService<IOptions<TwilioOptions>>().Value.BaseAddress.TrimEnd('/')}/"), TwilioClient.Patience);
        services.AddHttpClient<PushSender>(client => client.Timeout = PushSender.Patience).ConfigurePrimaryHttpMessageHandler(WebhookAddress.Handler);
        services.AddSingleton(p => new MessageVault(p.GetRequiredService<IOptions<MailOptions>>().Value.KeyEncryptionKey)).AddSingleton<MessageIntake>().AddSingleton<BudgetStore>();
        services.AddSingleton<MessageDelivery>().AddHostedService<Rounds<MessageDelivery>>();
        services.AddSingleton<MessageUpkeep>().AddHostedService<Rounds<MessageUpkeep>>();
        services.AddSingleton<LiveMessages>();
        services.AddSingleton<DeliveryStore>().AddSingleton<AppMessageStore>().AddSingleton<PreferenceStore>().AddSingleton<PushStore>();
        services.AddSingleton(p => new PushKeys(
            p.GetRequiredService<IOptions<MessageOptions>>().Value.PushSecret is { Length: > 0 } own ? own : p.GetRequiredService<IOptions<MailOptions>>().Value.KeyEncryptionKey,
            p.GetRequiredService<IOptions<MessageOptions>>().Value.PushContact));
    }
}
