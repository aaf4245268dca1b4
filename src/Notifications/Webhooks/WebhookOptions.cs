using System.Net;
using Microsoft.Extensions.Options;
using Platform.Notifications.Mail;

namespace Platform.Notifications.Webhooks;

/// <summary>Webhooks (section <c>Webhooks</c>).</summary>
internal sealed class WebhookOptions
{
    public const string Message = "Webhooks__AllowedNetworks__0 must be a network such as 127.0.0.0/8.";

    /// <summary>Private networks that webhooks may lead into all the same, also by plain HTTP; for development and for closed sites.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    public IReadOnlyList<IPNetwork> Networks => [.. AllowedNetworks.Select(n => IPNetwork.Parse(n))];

    public static bool IsValid(WebhookOptions options) => options.AllowedNetworks.All(n => IPNetwork.TryParse(n, out _));
}

internal static class WebhookRegistration
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").Validate(WebhookOptions.IsValid, WebhookOptions.Message).ValidateOnStart();
        services.AddHttpClient<WebhookSender>(client => client.Timeout = WebhookSender.Patience).ConfigurePrimaryHttpMessageHandler(WebhookAddress.Handler);
        services.AddSingleton(p => new WebhookVault(p.GetRequiredService<IOptions<MailOptions>>().Value.KeyEncryptionKey));
        services.AddSingleton<WebhookStore>().AddSingleton<WebhookDeliveries>();
        services.AddSingleton<WebhookDelivery>().AddHostedService<ServiceDefaults.Hosting.Rounds<WebhookDelivery>>();
        services.AddSingleton<WebhookWatch>().AddHostedService<ServiceDefaults.Hosting.Rounds<WebhookWatch>>();
    }
}
