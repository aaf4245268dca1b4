using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Notifications.Webhooks;

/// <summary>What can be listened to, when a delivery is tried again, how it is signed. Pure.</summary>
internal static class WebhookRules
{
    /// <summary>The kinds of events.</summary>
    public static IReadOnlyList<string> Types { get; } =
        ["device.claimed", "device.online", "device.offline", "device.state_changed", "device.released", "command.finished", "alert.raised", "alert.acknowledged", "alert.cleared"];

    /// <summary>A type that is sent by the test button and goes to every endpoint.</summary>
    public const string Test = "webhook.test";

    /// <summary>After a change of the secret the former one signs as well for a day.</summary>
    public static readonly TimeSpan FormerSecretFor = TimeSpan.FromHours(24);

    /// <summary>An endpoint that took nothing for this long is switched off.</summary>
    public static readonly TimeSpan DisabledAfter = TimeSpan.FromDays(3);

    /// <summary>Pauses between tries; their sum is about a day.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    /// <summary>How long to wait after the try of that number (1, 2, …); null when it was the last.</summary>
    public static TimeSpan? PauseAfter(int attempts) => attempts <= Pauses.Length ? Pauses[attempts - 1] : null;

    /// <summary>True for a type, a group of them such as <c>device.*</c>, or <c>*</c>.</summary>
    public static bool IsFilter(string filter) =>
        filter == "*" || Types.Contains(filter, StringComparer.Ordinal)
        || (filter.EndsWith(".*", StringComparison.Ordinal) && Types.Any(t => t.StartsWith(filter[..^1], StringComparison.Ordinal)));

    /// <summary>The filters that let a type through.</summary>
    public static string[] FiltersOf(string type) => ["*", type, $"{type[..type.IndexOf('.', StringComparison.Ordinal)]}.*"];

    /// <summary>Any 2xx is taken; a redirect is not followed, for it could lead anywhere.</summary>
    public static bool IsTaken(int status) => status is >= 200 and < 300;

    /// <summary>
    /// <c>t=&lt;unix&gt;,v1=&lt;hex&gt;</c>, a <c>v1</c> per secret: HMAC-SHA256 of <c>t.body</c>. The receiver takes any that matches
    /// and refuses times older than five minutes.
    /// </summary>
    public static string Sign(string body, DateTimeOffset now, params IEnumerable<string> secrets)
    {
        var unix = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{unix}.{body}");
        return string.Join(',', [$"t={unix}", .. secrets.Select(s => $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(s), signed))}")]);
    }

    /// <summary>256 random bits: <c>whsec_…</c>.</summary>
    public static string NewSecret() => $"whsec_{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
}
