using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Simulators.Smtp;

/// <summary>As much of MIME (RFC 2045 to 2047) as our own mails use: encoded words, quoted-printable, base64, multipart/alternative.</summary>
internal sealed partial record MimeMessage(string Subject, string Text, string? Html)
{
    /// <summary>Addresses in the text, in order.</summary>
    public IReadOnlyList<string> Links => [.. Link().Matches(Text).Select(m => m.Value)];

    public static MimeMessage Parse(string raw)
    {
        var (headers, body) = Split(raw);
        var parts = Boundary().Match(headers.GetValueOrDefault("content-type", "")) is { Success: true } boundary
            ? body.Split($"--{boundary.Groups["text"].Value}").Skip(1).Where(p => !p.StartsWith("--", StringComparison.Ordinal)).Select(p => Split(p.TrimStart('\r', '\n'))).ToList()
            : [(headers, body)];
        return new(
            EncodedWord().Replace(headers.GetValueOrDefault("subject", ""), Decode),
            BodyOf(parts, "text/plain") ?? "",
            BodyOf(parts, "text/html"));
    }

    private static string? BodyOf(IEnumerable<(Dictionary<string, string> Headers, string Body)> parts, string type)
    {
        foreach (var (headers, body) in parts)
        {
            if (!headers.GetValueOrDefault("content-type", "text/plain").StartsWith(type, StringComparison.OrdinalIgnoreCase)) continue;
            var bytes = headers.GetValueOrDefault("content-transfer-encoding", "").ToLowerInvariant() switch
            {
                "base64" => Convert.FromBase64String(body.ReplaceLineEndings("").Trim()),
                "quoted-printable" => QuotedPrintable(body),
                _ => Encoding.Latin1.GetBytes(body),
            };
            return Encoding.UTF8.GetString(bytes).Trim();
        }

        return null;
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Folding().Replace(end < 0 ? raw : raw[..end], " ");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return (headers, end < 0 ? "" : raw[(end + 4)..]);
    }

    private static string Decode(Match word)
    {
        var text = word.Groups["text"].Value;
        var bytes = word.Groups["encoding"].Value is "B" or "b" ? Convert.FromBase64String(text) : QuotedPrintable(text.Replace('_', ' '));
        return Encoding.UTF8.GetString(bytes);
    }

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        var joined = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=' && i + 2 < joined.Length && byte.TryParse(joined.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else bytes.Add((byte)joined[i]);
        }

        return [.. bytes];
    }

    [GeneratedRegex("boundary=\"?(?<text>[^\";\\s]+)\"?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex("=\\?[^?]+\\?(?<encoding>[BbQq])\\?(?<text>[^?]*)\\?=(?:\\s+(?==\\?))?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("\r\n[ \t]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folding();

    [GeneratedRegex("https?://[^\\s<>\"]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
