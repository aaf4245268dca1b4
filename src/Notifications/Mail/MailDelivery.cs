using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Mail;

/// <summary>Sends what is due, and sets aside what is too old or refused.</summary>
internal sealed partial class MailDelivery(MailStore mails, MailVault vault, SmtpSender sender, TimeProvider time, ILogger<MailDelivery> logger) : IRound
{
    private const int Batch = 50;

    /// <summary>Longer than a try takes; after it a mail whose sender died is tried again.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        IReadOnlyList<DueMail> due;
        do
        {
            due = await mails.TakeDueAsync(now, Hold, Batch, ct);
            foreach (var mail in due) await DeliverAsync(mail, ct);
        }
        while (due.Count == Batch);
    }

    private async Task DeliverAsync(DueMail mail, CancellationToken ct)
    {
        if (mail.ExpiresAt <= time.GetUtcNow())
        {
            await mails.FinishAsync(mail.MailId, "expired", mail.Attempts > 1 ? "not_delivered_in_time" : null, time.GetUtcNow());
            return;
        }

        var content = MailTemplates.Render(mail.Template, mail.Language, vault.Open(mail.MailId, mail.Sealed));
        switch (await sender.SendAsync(mail.MailId, mail.Recipient, content, ct))
        {
            case SendOutcome.Sent:
                await mails.FinishAsync(mail.MailId, "sent", failure: null, time.GetUtcNow());
                break;
            case SendOutcome.Refused refused:
                LogGivenUp(mail.MailId, mail.Template, refused.Problem);
                await mails.FinishAsync(mail.MailId, "failed", refused.Problem, time.GetUtcNow());
                break;
            case SendOutcome.Later later when mail.Attempts >= MailRules.MaxAttempts:
                LogGivenUp(mail.MailId, mail.Template, later.Problem);
                await mails.FinishAsync(mail.MailId, "failed", later.Problem, time.GetUtcNow());
                break;
            case SendOutcome.Later later:
                LogPostponed(mail.MailId, mail.Attempts, later.Problem);
                await mails.PostponeAsync(mail.MailId, time.GetUtcNow() + MailRules.PauseAfter(mail.Attempts), later.Problem);
                break;
            default:
                throw new InvalidOperationException("A mail is sent, refused or postponed.");
        }
    }

    [LoggerMessage(5102, LogLevel.Error, "Mail {MailId} ({Template}) was given up: {Problem}")]
    private partial void LogGivenUp(Guid mailId, string template, string problem);

    [LoggerMessage(5103, LogLevel.Warning, "Mail {MailId} is tried again, {Attempts} tries so far: {Problem}")]
    private partial void LogPostponed(Guid mailId, int attempts, string problem);
}

/// <summary>Forgets finished mails after their time.</summary>
internal sealed class MailCleanup(MailStore mails, IOptions<MailOptions> options) : IRound
{
    private const int Batch = 1000;

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await mails.ForgetAsync(now - options.Value.KeepFinishedFor, Batch, ct) == Batch) { }
    }
}
