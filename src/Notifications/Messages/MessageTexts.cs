using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Contracts.Notifications;
using Platform.Notifications.Mail;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Messages;

/// <summary>A message for each length of channel: headline, short for SMS and push, long for WhatsApp, and the mail.</summary>
internal sealed record MessageContent(string Title, string Short, string Long, MailContent Mail, string? Link);

/// <summary>One kind in one language: <paramref name="Lines"/> are the long form, <paramref name="Button"/> is what the link is called.</summary>
internal sealed record MessageText(string Title, string Short, IReadOnlyList<string> Lines, string? Button);

/// <summary>All texts of one language.</summary>
/// <param name="Kinds">Messages.</param>
/// <param name="Alerts">What alerts are called.</param>
/// <param name="Readings">What was found, by subject.</param>
internal sealed record LanguageTexts(IReadOnlyDictionary<string, MessageText> Kinds, IReadOnlyDictionary<string, string> Alerts, IReadOnlyDictionary<string, string> Readings);

/// <summary>The texts of all messages in English, Thai and Hindi, and how they are filled in.</summary>
internal static partial class MessageTexts
{
    private static readonly FrozenDictionary<string, LanguageTexts> Texts = MailTemplates.Languages.ToFrozenDictionary(l => l, Read, StringComparer.Ordinal);

    /// <summary>Made-up values for previews.</summary>
    public static IReadOnlyDictionary<string, string> Examples { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["customer_name"] = "Somchai",
        ["workshop"] = "Lotus Detailing",
        ["car_model"] = "Honda City",
        ["car_plate"] = "1กข 2345",
        ["pit_number"] = "3",
        ["estimated_end"] = "2026-11-20T16:30:00Z",
        ["username"] = "somchai42",
        ["password"] = "Example-1",
        ["link"] = "https://platform.example/p/3",
        ["alert_type"] = "critical_aqi",
        ["severity"] = "critical",
        ["subject"] = "aqi",
        ["value"] = "210",
        ["limit"] = "200",
        ["place"] = "pit_3",
        ["count"] = "995",
        ["minutes"] = "10",
        ["budget"] = "200",
    };

    public static IEnumerable<string> Kinds => Texts[MailTemplates.English].Kinds.Keys;

    public static bool Exists(string kind) => Texts[MailTemplates.English].Kinds.ContainsKey(kind);

    /// <summary>The texts, for tests of completeness.</summary>
    public static LanguageTexts Of(string language) => Texts[language];

    /// <summary>Fills the values in; times in the person's zone, alerts by the name that they have in the language.</summary>
    public static MessageContent Render(string kind, string language, IReadOnlyDictionary<string, string> values, TimeZoneInfo zone)
    {
        var spoken = MailTemplates.LanguageOf(language);
        var texts = Texts[spoken];
        var text = texts.Kinds[kind];
        var known = values.ToDictionary(v => v.Key, v => Shown(v.Value, zone), StringComparer.Ordinal);
        if (values.TryGetValue("alert_type", out var type)) known["alert"] = texts.Alerts.GetValueOrDefault(type, type);
        if (values.TryGetValue("subject", out var subject)) known["reading"] = MailTemplates.Fill(texts.Readings.GetValueOrDefault(subject, texts.Readings["other"]), known, static v => v);
        var link = known.GetValueOrDefault("link");
        var lines = text.Lines.Where(l => MailTemplates.HasAll(l, known)).Select(l => MailTemplates.Fill(l, known, static v => v)).ToList();
        if (link is not null && text.Button is not null) lines.Add(link);
        return new(
            MailTemplates.OneLine(MailTemplates.Fill(text.Title, known, static v => v)),
            MailTemplates.OneLine(MailTemplates.Fill(text.Short, known, static v => v)).Trim(),
            string.Join('\n', lines),
            MailTemplates.Render(new MailText(text.Title, text.Lines, text.Button), spoken, known),
            link);
    }

    /// <summary>Values with times as the reader's clock shows them; for who renders later and does not know the reader.</summary>
    public static IReadOnlyList<MailValue> InZone(IReadOnlyList<MailValue> values, TimeZoneInfo zone) => zone.Equals(TimeZoneInfo.Utc) ? values : [.. values.Select(v => v with { Value = Shown(v.Value, zone) })];

    /// <summary>A time is shown in the reader's zone, or as its sender wrote it while no zone is known; everything else as it is.</summary>
    private static string Shown(string value, TimeZoneInfo zone) =>
        Time().IsMatch(value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? !zone.Equals(TimeZoneInfo.Utc)
                ? string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(time, zone):yyyy-MM-dd HH:mm}")
                : string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm}{(time.Offset == TimeSpan.Zero ? " UTC" : "")}")
            : value;

    private static LanguageTexts Read(string language)
    {
        using var stream = typeof(MessageTexts).Assembly.GetManifestResourceStream($"Platform.Notifications.Messages.Texts.{language}.json")
            ?? throw new InvalidOperationException($"There are no message texts in {language}.");
        return JsonSerializer.Deserialize<LanguageTexts>(stream, Json.Options)!;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Time();
}
