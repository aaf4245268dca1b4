namespace Platform.Notifications.Twilio;

/// <summary>SMS and WhatsApp (section <c>Twilio</c>).</summary>
internal sealed class TwilioOptions
{
    public const string Message =
        "With Twilio__AccountSid also Twilio__AuthToken, Twilio__From (E.164, such as +15005550006) and Twilio__BaseAddress (https://api.twilio.com) must be set; Twilio__WhatsAppFrom is E.164 or empty.";

    /// <summary>Such as <c>AC…</c>; empty while there is no account, and SMS fail with <c>not_configured</c>.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's secret: signs in, and signs what Twilio tells us.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>The number that SMS come from, or the id of a messaging service (<c>MG…</c>).</summary>
    public string From { get; set; } = "";

    /// <summary>The number that WhatsApp messages come from; empty for none.</summary>
    public string WhatsAppFrom { get; set; } = "";

    /// <summary>Where the API is.</summary>
    public string BaseAddress { get; set; } = "https://api.twilio.com";

    public bool IsConfigured => AccountSid.Length > 0;

    public static bool IsValid(TwilioOptions options) => !options.IsConfigured
        || (options is { AuthToken.Length: > 0, From.Length: > 0 } && Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out _));
}

/// <summary>Where the platform is for people and for providers (section <c>Web</c>).</summary>
internal sealed class WebOptions
{
    public const string Message = "Web__Address must be scheme, host and port of the platform and nothing behind it, for example https://app.example.com.";

    /// <summary>Such as <c>https://app.example.com</c>.</summary>
    public string Address { get; set; } = "http://127.0.0.1:8080";

    public static bool IsValid(WebOptions options) =>
        Uri.TryCreate(options.Address, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && options.Address.TrimEnd('/') == $"{address.Scheme}://{address.Authority}";

    public string LinkTo(string page) => $"{Address.TrimEnd('/')}{page}";
}
