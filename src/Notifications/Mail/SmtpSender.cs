using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.Notifications.Mail;

/// <summary>Hands mails to the configured mail server (SMTP, RFC 5321; text and HTML as multipart/alternative).</summary>
internal sealed class SmtpSender(IOptions<MailOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="mailId">Becomes the Message-ID, so that a mail that was sent twice is seen to be one.</param>
    /// <param name="to">The recipient's address.</param>
    /// <param name="content">What it says.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<SendOutcome> SendAsync(Guid mailId, string to, MailContent content, CancellationToken ct)
    {
        var settings = options.Value;
        if (settings.Host.Length == 0) return new SendOutcome.Later("Mail__Host is not set.");
        var from = new MailAddress(settings.From);
        using var message = new MailMessage(from, new MailAddress(to)) { Subject = content.Subject, SubjectEncoding = Encoding.UTF8, Body = content.Text, BodyEncoding = Encoding.UTF8 };
        message.Headers.Add("Message-ID", $"<{mailId:N}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(content.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        // A client of its own for each: the class keeps no connection that could be shared between sends that go side by side.
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls, DeliveryMethod = SmtpDeliveryMethod.Network };
        if (settings.Username.Length > 0) client.Credentials = new NetworkCredential(settings.Username, settings.Password);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await client.SendMailAsync(message, patience.Token);
            return new SendOutcome.Sent();
        }
        catch (SmtpException exception)
        {
            return MailRules.OutcomeOf(exception);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SendOutcome.Later("The mail server did not answer in time.");
        }
    }
}
