using Dapper;
using Npgsql;
using Platform.Contracts.Notifications;
using Platform.Notifications.Mail;
using Platform.Notifications.Messages;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Webhooks;

/// <summary>Switches off endpoints that took nothing for three days and writes to whoever made them; forgets old deliveries.</summary>
internal sealed partial class WebhookWatch(
    NpgsqlDataSource database, WebhookDeliveries deliveries, PeopleClient people, MailVault vault, ILogger<WebhookWatch> logger) : IRound
{
    private const int Batch = 500;

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await DisableOneAsync(now, ct)) { }
        while (await deliveries.ForgetAsync(now - WebhookDeliveries.KeptFor, Batch, ct) == Batch) { }
    }

    private async Task<bool> DisableOneAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var failing = await connection.QueryFirstOrDefaultAsync<Failing>("""
            update webhook_endpoints set enabled = false, disabled_reason = 'failing'
            where endpoint_id = (select endpoint_id from webhook_endpoints where enabled and failing_since <= @before limit 1 for update skip locked)
            returning endpoint_id, tenant_id, url, created_by,
                coalesce((select problem from webhook_deliveries d where d.endpoint_id = webhook_endpoints.endpoint_id and problem is not null order by queued_at desc limit 1), '') as problem
            """, new { before = now - WebhookRules.DisabledAfter }, transaction);
        if (failing is null) return false;
        await connection.ExecuteAsync(
            "update webhook_deliveries set state = 'failed', finished_at = @now where endpoint_id = @EndpointId and state = 'queued'", new { failing.EndpointId, now }, transaction);
        if (await people.FindAsync(failing.CreatedBy, ct) is { Email: { Length: > 0 } email } person)
        {
            var mail = new MailRequested(
                Guid.CreateVersion7(now), email, "webhook_disabled", person.Language, [new("url", failing.Url), new("problem", failing.Problem)], failing.TenantId, now.AddDays(3), now);
            await MailStore.AddAsync(transaction, mail, MailTemplates.LanguageOf(mail.Language), vault.Seal(mail.MailId, mail.Values), problem: null, now);
        }

        await transaction.CommitAsync(ct);
        LogDisabled(failing.EndpointId, failing.TenantId);
        return true;
    }

    [LoggerMessage(5201, LogLevel.Warning, "Webhook {EndpointId} of tenant {TenantId} failed for three days and was switched off")]
    private partial void LogDisabled(Guid endpointId, int tenantId);

    private sealed record Failing(Guid EndpointId, int TenantId, string Url, long CreatedBy, string Problem);
}
