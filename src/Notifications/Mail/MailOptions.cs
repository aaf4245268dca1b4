using Microsoft.Extensions.Options;

namespace Platform.Notifications.Mail;

/// <summary>How mails leave (section <c>Mail</c>).</summary>
internal sealed class MailOptions
{
    public const string Message =
        "Mail__KeyEncryptionKey must be at least 32 random characters ('openssl rand -base64 32'), and with Mail__Host also Mail__Port and Mail__From must be set (for example 587 and 'Platform <no-reply@example.com>').";

    /// <summary>The mail server; empty while there is none, and mails wait.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 with STARTTLS, 25 without.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether STARTTLS is required; only a simulator on this machine does without.</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>Account at the mail server; empty when it asks for none.</summary>
    public string Username { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender, an address with or without a name.</summary>
    public string From { get; set; } = "";

    /// <summary>Secret text from which the key is derived that seals what waits to be sent.</summary>
    public string KeyEncryptionKey { get; set; } = "";

    /// <summary>How long finished mails are listed.</summary>
    public TimeSpan KeepFinishedFor { get; set; } = TimeSpan.FromDays(30);

    public static bool IsValid(MailOptions options) =>
        options is { Port: > 0 and < 65536, KeyEncryptionKey.Length: >= 32 } && options.KeepFinishedFor > TimeSpan.Zero
        && (options.Host.Length == 0 || System.Net.Mail.MailAddress.TryCreate(options.From, out _));
}

internal static class MailRegistration
{
    public static void AddMailOptions(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<MailOptions>().BindConfiguration("Mail").Validate(MailOptions.IsValid, MailOptions.Message).ValidateOnStart();

    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton(p => new MailVault(p.GetRequiredService<IOptions<MailOptions>>().Value.KeyEncryptionKey));
        services.AddSingleton<MailStore>().AddSingleton<SmtpSender>();
        services.AddSingleton<MailDelivery>().AddHostedService<ServiceDefaults.Hosting.Rounds<MailDelivery>>();
        services.AddSingleton<MailCleanup>().AddHostedService<ServiceDefaults.Hosting.Rounds<MailCleanup>>();
    }
}
