using MassTransit;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Notifications.Mail;

/// <summary>Puts a mail into the queue; the delivery takes it from there. The same mail that comes twice is one.</summary>
internal sealed partial class MailRequestedConsumer(Inbox inbox, MailVault vault, TimeProvider time, ILogger<MailRequestedConsumer> logger) : IConsumer<MailRequested>
{
    public Task Consume(ConsumeContext<MailRequested> context) => inbox.OnceAsync(context, "mail-requested", async transaction =>
    {
        var mail = context.Message;
        var problem = MailRules.ProblemOf(mail.To, mail.Template);
        if (problem is not null) LogRefused(mail.MailId, mail.Template, problem);
        await MailStore.AddAsync(transaction, mail, MailTemplates.LanguageOf(mail.Language), problem is null ? vault.Seal(mail.MailId, mail.Values) : null, problem, time.GetUtcNow());
    });

    [LoggerMessage(5101, LogLevel.Error, "Mail {MailId} ({Template}) cannot be sent: {Problem}")]
    private partial void LogRefused(Guid mailId, string template, string problem);
}
