using Dapper;
using Npgsql;
using Platform.Contracts.Notifications;

namespace Platform.Notifications.Mail;

/// <summary>A mail that is due.</summary>
internal sealed record DueMail(Guid MailId, string Recipient, string Template, string Language, byte[] Sealed, int Attempts, DateTimeOffset? ExpiresAt);

/// <summary>All SQL of mails.</summary>
internal sealed class MailStore(NpgsqlDataSource database)
{
    /// <summary>Queues the mail; with a problem it is on record as failed.</summary>
    public static Task AddAsync(NpgsqlTransaction transaction, MailRequested mail, string language, byte[]? sealedValues, string? problem, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into mails (mail_id, tenant_id, recipient, template, language, sealed, state, due_at, expires_at, failure, queued_at, finished_at)
            values (@MailId, @TenantId, @To, @Template, @language, @sealedValues, case when @problem::text is null then 'queued' else 'failed' end, @now, @ExpiresAt, @problem,
                    @now, case when @problem::text is null then null else @now end)
            on conflict (mail_id) do nothing
            """, new { mail.MailId, mail.TenantId, mail.To, mail.Template, language, sealedValues, problem, mail.ExpiresAt, now }, transaction);

    /// <summary>
    /// Takes mails that are due: the next try is set before they are sent, so that a process that dies in the middle leaves
    /// them to be sent again and another one does not send them at the same time.
    /// </summary>
    public async Task<IReadOnlyList<DueMail>> TakeDueAsync(DateTimeOffset now, TimeSpan hold, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DueMail>("""
            with due as (select mail_id from mails where state = 'queued' and due_at <= @now order by due_at limit @batch for update skip locked)
            update mails m set attempts = attempts + 1, due_at = @until from due where m.mail_id = due.mail_id
            returning m.mail_id, m.recipient, m.template, m.language, m.sealed, m.attempts, m.expires_at
            """, new { now, until = now + hold, batch })];
    }

    public async Task FinishAsync(Guid mailId, string state, string? failure, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("update mails set state = @state, sealed = null, failure = @failure, finished_at = @now where mail_id = @mailId and state = 'queued'", new { mailId, state, failure, now });
    }

    public async Task PostponeAsync(Guid mailId, DateTimeOffset dueAt, string problem)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("update mails set due_at = @dueAt, failure = @problem where mail_id = @mailId and state = 'queued'", new { mailId, dueAt, problem });
    }

    /// <summary>Forgets mails that were finished before; returns how many.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, int batch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from mails where mail_id in (select mail_id from mails where finished_at < @before limit @batch for update skip locked)", new { before, batch });
    }
}
