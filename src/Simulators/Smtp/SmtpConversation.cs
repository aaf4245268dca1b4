using System.Text;
using Platform.Simulators.Messages;

namespace Platform.Simulators.Smtp;

/// <summary>One client's conversation: RFC 5321's minimum (EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP, QUIT), without extensions.</summary>
internal sealed class SmtpConversation(Stream stream, SentMessages messages, TimeProvider time)
{
    private const int MaxLine = 8_192, MaxMessage = 1 << 20;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private readonly StreamReader reader = new(stream, Encoding.Latin1);
    private readonly StreamWriter writer = new(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
    private readonly List<string> recipients = [];
    private string? sender;

    public async Task RunAsync(CancellationToken ct)
    {
        await SayAsync("220 simulator ESMTP");
        while (await ReadLineAsync(ct) is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (verb == "QUIT")
            {
                await SayAsync("221 bye");
                return;
            }

            await SayAsync(verb == "DATA" && recipients.Count > 0 ? await DataAsync(ct) : Answer(verb, line));
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO" or "HELO" or "RSET":
                (sender, _) = (null, recipients.RemoveAll(_ => true));
                return "250 simulator";
            case "NOOP":
                return "250 fine";
            case "MAIL":
                if (AddressOf(line, "FROM:") is not { } from) return "501 MAIL FROM:<address>";
                sender = from;
                return "250 sender";
            case "RCPT" when sender is null:
                return "503 MAIL first";
            case "RCPT":
                if (AddressOf(line, "TO:") is not { Length: > 0 } to) return "501 RCPT TO:<address>";
                if (to.StartsWith("nobody@", StringComparison.OrdinalIgnoreCase)) return "550 no such mailbox";
                if (to.StartsWith("busy@", StringComparison.OrdinalIgnoreCase)) return "451 try again later";
                recipients.Add(to);
                return "250 recipient";
            case "DATA":
                return "503 RCPT first";
            default:
                return "502 not implemented";
        }
    }

    private async Task<string> DataAsync(CancellationToken ct)
    {
        await SayAsync("354 end with a dot");
        var raw = new StringBuilder();
        while (await ReadLineAsync(ct) is { } line && line != ".")
        {
            if (raw.Length > MaxMessage) return "552 too large";
            // A dot in front of a line's own dot is transparency (RFC 5321, 4.5.2).
            raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        var mail = MimeMessage.Parse(raw.ToString());
        foreach (var to in recipients)
            messages.Add(id => new SentMessage(id, "email", sender!, to, mail.Subject, mail.Text, mail.Html, mail.Links, time.GetUtcNow()));
        recipients.Clear();
        sender = null;
        return "250 taken";
    }

    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Silence);
        var line = await reader.ReadLineAsync(patience.Token);
        return line is { Length: > MaxLine } ? throw new IOException("A line is too long.") : line;
    }

    private Task SayAsync(string line) => writer.WriteLineAsync(line);

    private static string? AddressOf(string line, string keyword)
    {
        var start = line.IndexOf(keyword, StringComparison.OrdinalIgnoreCase);
        if (start < 0) return null;
        var rest = line[(start + keyword.Length)..].Trim();
        return rest.StartsWith('<') && rest.IndexOf('>', StringComparison.Ordinal) is > 0 and var end ? rest[1..end] : null;
    }
}
