using Dapper;
using Npgsql;

namespace Platform.Notifications.Messages;

/// <summary>All SQL of what tenants may send on a day (UTC).</summary>
internal sealed class BudgetStore(NpgsqlDataSource database)
{
    /// <summary>Takes one message out of the day's budget; false when it is used up.</summary>
    public static async Task<bool> TakeAsync(NpgsqlTransaction transaction, int tenantId, int budget, DateTimeOffset now) =>
        budget > 0 && await transaction.Connection!.ExecuteAsync("""
            insert into message_budgets as b (tenant_id, day, used) values (@tenantId, @day, 1)
            on conflict (tenant_id, day) do update set used = b.used + 1 where b.used < @budget
            """, new { tenantId, day = DayOf(now), budget }, transaction) == 1;

    /// <summary>Notes that the owner has to be told; once a day.</summary>
    public static Task ToldOnceAsync(NpgsqlTransaction transaction, int tenantId, DateTimeOffset now) => transaction.Connection!.ExecuteAsync("""
        insert into message_budgets (tenant_id, day, used) values (@tenantId, @day, 0) on conflict (tenant_id, day) do nothing;
        update message_budgets set exhausted = true where tenant_id = @tenantId and day = @day
        """, new { tenantId, day = DayOf(now) }, transaction);

    /// <summary>A tenant whose owner is to be told; null when there is none.</summary>
    public static async Task<int?> TakeExhaustedAsync(NpgsqlTransaction transaction, DateTimeOffset now) => await transaction.Connection!.ExecuteScalarAsync<int?>("""
        update message_budgets set told_at = @now
        where (tenant_id, day) = (select tenant_id, day from message_budgets where exhausted and told_at is null limit 1 for update skip locked)
        returning tenant_id
        """, new { now }, transaction);

    /// <summary>Forgets days that are long over.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("delete from message_budgets where day < @day", new { day = DayOf(before) });
    }

    private static DateTime DayOf(DateTimeOffset now) => DateTime.SpecifyKind(now.UtcDateTime.Date, DateTimeKind.Unspecified);
}
