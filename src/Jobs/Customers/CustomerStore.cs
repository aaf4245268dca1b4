using Dapper;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Contracts.Jobs;
using Platform.Messaging;

namespace Platform.Jobs.Customers;

/// <summary>A customer of a workshop.</summary>
internal sealed record CustomerRow(long CustomerId, long UserId, string Name, string? Phone, string? Email, string? Language)
{
    public const string Columns = "customer_id, user_id, name, phone, email, language";
}

/// <summary>All SQL of customers.</summary>
internal sealed class CustomerStore(NpgsqlDataSource database)
{
    /// <summary>The customer with that number, otherwise with that address; null when the workshop has none.</summary>
    public async Task<CustomerRow?> FindAsync(int tenantId, Contact contact, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, null, tenantId, contact);
    }

    /// <summary>
    /// Adds the customer of an account that Identity made. Somebody may have been faster: then it is theirs that counts, and
    /// <c>IsNew</c> is false.
    /// </summary>
    public static async Task<(CustomerRow Customer, bool IsNew)> AddAsync(
        NpgsqlTransaction transaction, int tenantId, long userId, string name, Contact contact, string? language, DateTimeOffset now)
    {
        var added = await transaction.Connection!.QuerySingleOrDefaultAsync<CustomerRow>($"""
            insert into customers (tenant_id, user_id, name, phone, email, language, created_at) values (@tenantId, @userId, @name, @Phone, @Email, @language, @now)
            on conflict do nothing returning {CustomerRow.Columns}
            """, new { tenantId, userId, name, contact.Phone, contact.Email, language, now }, transaction);
        if (added is not null) return (added, true);
        var known = await FindAsync(transaction.Connection!, transaction, tenantId, contact) ?? await transaction.Connection!.QuerySingleAsync<CustomerRow>(
            $"select {CustomerRow.Columns} from customers where tenant_id = @tenantId and user_id = @userId", new { tenantId, userId }, transaction);
        return (known, false);
    }

    /// <summary>Notes what was not known of a customer before; what another customer has already stays theirs.</summary>
    public static Task CompleteAsync(NpgsqlTransaction transaction, int tenantId, CustomerRow customer, Contact contact) =>
        transaction.Connection!.ExecuteAsync("""
            update customers c set
                phone = coalesce(c.phone, case when not exists (select 1 from customers o where o.tenant_id = @tenantId and o.phone = @Phone) then @Phone end),
                email = coalesce(c.email, case when not exists (select 1 from customers o where o.tenant_id = @tenantId and o.email = @Email) then @Email end)
            where c.tenant_id = @tenantId and c.customer_id = @CustomerId and (c.phone is null and @Phone::text is not null or c.email is null and @Email::text is not null)
            """, new { tenantId, customer.CustomerId, contact.Phone, contact.Email }, transaction);

    /// <summary>
    /// Takes where the customer wants to be reached from now on. Under that number or address the customer is also found again, unless it is another
    /// customer's already. A number that is unusual where it is from is written to all the same: the account took it, and a message that cannot be
    /// delivered says so.
    /// </summary>
    public static async Task TakeContactAsync(NpgsqlTransaction transaction, int tenantId, UserContactChanged facts)
    {
        var connection = transaction.Connection!;
        var country = await connection.QuerySingleOrDefaultAsync<string?>("""
            select t.country_code from customers c join tenants t using (tenant_id) where c.tenant_id = @tenantId and c.user_id = @UserId for update of c
            """, new { tenantId, facts.UserId }, transaction);
        if (country is null) return;
        var (phone, email) = (PhoneNumber.Normalise(facts.Phone, country), facts.Email?.ToLowerInvariant());
        await connection.ExecuteAsync("""
            update customers c set own_phone = @own, phone_version = @PhoneVersion,
                phone = case when @phone::text is not null and not exists (select 1 from customers o where o.tenant_id = @tenantId and o.phone = @phone and o.user_id <> @UserId) then @phone else c.phone end
            where c.tenant_id = @tenantId and c.user_id = @UserId and c.phone_version < @PhoneVersion
            """, new { tenantId, facts.UserId, phone, own = phone ?? facts.Phone, facts.PhoneVersion }, transaction);
        await connection.ExecuteAsync("""
            update customers c set own_email = @email, email_version = @EmailVersion,
                email = case when @email::text is not null and not exists (select 1 from customers o where o.tenant_id = @tenantId and o.email = @email and o.user_id <> @UserId) then @email else c.email end
            where c.tenant_id = @tenantId and c.user_id = @UserId and c.email_version < @EmailVersion
            """, new { tenantId, facts.UserId, email, facts.EmailVersion }, transaction);
    }

    /// <summary>
    /// Tells which pits the customer may see: those in which the car is worked on now. Call it after the job was changed; the customer's
    /// row is locked until the end of the transaction, so that of two jobs at once the later tells of both.
    /// </summary>
    public static async Task TellPitsAsync(NpgsqlTransaction transaction, int tenantId, long customerId, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var (userId, version) = await connection.QuerySingleAsync<(long, long)>("""
            update customers set access_version = access_version + 1 where tenant_id = @tenantId and customer_id = @customerId returning user_id, access_version
            """, new { tenantId, customerId }, transaction);
        var pits = await connection.QueryAsync<int>("""
            select distinct pit_id from jobs where tenant_id = @tenantId and customer_id = @customerId and status in ('in_progress', 'quality_check') order by pit_id
            """, new { tenantId, customerId }, transaction);
        await Outbox.AddAsync(transaction, new CustomerPitsChanged(userId, tenantId, [.. pits], version, now), $"customer:{userId}", now);
    }

    private static async Task<CustomerRow?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, int tenantId, Contact contact) =>
        contact is { Phone: null, Email: null } ? null : await connection.QueryFirstOrDefaultAsync<CustomerRow>($"""
            select {CustomerRow.Columns} from customers where tenant_id = @tenantId and (phone = @Phone or email = @Email)
            order by phone is not distinct from @Phone desc limit 1
            """, new { tenantId, contact.Phone, contact.Email }, transaction);
}
