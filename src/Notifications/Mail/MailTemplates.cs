using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Mail;

/// <summary>A mail as it is sent.</summary>
internal sealed record MailContent(string Subject, string Text, string Html);

/// <summary>One text of one language: lines with <c>{value}</c>; <c>button</c> is what the link is called.</summary>
internal sealed record MailText(string Subject, IReadOnlyList<string> Lines, string? Button);

/// <summary>The texts of all mails in English, Thai and Hindi, and how they are filled in.</summary>
internal static partial class MailTemplates
{
    public const string English = "en";

    public static IReadOnlyList<string> Languages { get; } = [English, "th", "hi"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, MailText>> Texts =
        Languages.ToFrozenDictionary(l => l, Read, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Texts[English].Keys;

    public static bool Exists(string template) => Texts[English].ContainsKey(template);

    public static string LanguageOf(string? language) => language is not null && Texts.ContainsKey(language) ? language : English;

    /// <summary>The text, for tests of completeness.</summary>
    public static MailText TextOf(string template, string language) => Texts[language][template];

    /// <summary>Fills the values in: as they are into the text, encoded into the HTML; a value that is missing leaves its line out.</summary>
    public static MailContent Render(string template, string language, IReadOnlyDictionary<string, string> values) => Render(Texts[LanguageOf(language)][template], language, values);

    /// <summary>The same with a text from elsewhere.</summary>
    public static MailContent Render(MailText text, string language, IReadOnlyDictionary<string, string> values)
    {
        var lines = text.Lines.Where(l => HasAll(l, values)).ToArray();
        var link = text.Button is not null ? values.GetValueOrDefault("link") : null;
        var plain = lines.Select(l => Fill(l, values, static v => v)).ToList();
        if (link is not null) plain.Add(link);
        var html = string.Concat(lines.Select(l => $"<p style=\"margin:0 0 16px\">{Fill(WebUtility.HtmlEncode(l), values, WebUtility.HtmlEncode)}</p>"));
        if (link is not null) html += $"<p style=\"margin:24px 0\"><a href=\"{WebUtility.HtmlEncode(link)}\" style=\"background:#1d4ed8;color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none;display:inline-block\">{WebUtility.HtmlEncode(text.Button)}</a></p><p style=\"margin:0;color:#57606a;font-size:13px;word-break:break-all\">{WebUtility.HtmlEncode(link)}</p>";
        return new(
            OneLine(Fill(text.Subject, values, static v => v)),
            string.Join("\r\n\r\n", plain) + "\r\n",
            $"<!doctype html><html lang=\"{LanguageOf(language)}\"><body style=\"margin:0;background:#f6f8fa;font:16px/1.5 system-ui,sans-serif;color:#1f2328\"><div style=\"max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff\">{html}</div></body></html>");
    }

    /// <summary>Whether there is a value for all that the line names.</summary>
    public static bool HasAll(string line, IReadOnlyDictionary<string, string> values) =>
        Value().Matches(line).All(m => values.TryGetValue(m.Groups["name"].Value, out var value) && value.Length > 0);

    public static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string?> encode) =>
        Value().Replace(text, m => values.TryGetValue(m.Groups["name"].Value, out var value) ? encode(value) ?? "" : "");

    /// <summary>A value with a line break must not begin another header.</summary>
    public static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static FrozenDictionary<string, MailText> Read(string language)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"Platform.Notifications.Mail.Texts.{language}.json")
            ?? throw new InvalidOperationException($"There are no mail texts in {language}.");
        return JsonSerializer.Deserialize<Dictionary<string, MailText>>(stream, Json.Options)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("\\{(?<name>[a-z_]+)\\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Value();
}
