using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Jobs.Jobs;
using Platform.Messaging;

namespace Platform.Jobs.Messages;

/// <summary>Asks Notifications to tell the customer, in the transaction of the reason.</summary>
internal sealed class MessageOutbox(IOptions<WebOptions> web)
{
    public async Task AddAsync(NpgsqlTransaction transaction, JobRow job, string kind, DateTimeOffset now) =>
        await Outbox.AddAsync(transaction, JobMessages.Of(kind, job, await AddresseeAsync(transaction, job), web.Value.LinkTo(job.JobId), now), job.Stream, now);

    public async Task AddCredentialsAsync(NpgsqlTransaction transaction, JobRow job, CustomerCredentials credentials, DateTimeOffset now)
    {
        if (JobMessages.Credentials(job, await AddresseeAsync(transaction, job), credentials, web.Value.LinkTo(job.JobId), now) is { } message)
            await Outbox.AddAsync(transaction, message, job.Stream, now);
    }

    private static Task<Addressee> AddresseeAsync(NpgsqlTransaction transaction, JobRow job) => transaction.Connection!.QuerySingleAsync<Addressee>("""
        select case when c.phone_version > 0 then c.own_phone else c.phone end as phone, case when c.email_version > 0 then c.own_email else c.email end as email, c.language, coalesce(t.name, '') as workshop
        from customers c left join tenants t using (tenant_id) where c.tenant_id = @TenantId and c.customer_id = @CustomerId
        """, new { job.TenantId, job.CustomerId }, transaction);
}
