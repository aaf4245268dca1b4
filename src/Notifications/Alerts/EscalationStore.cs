using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Alerts;

/// <summary>All SQL of escalation chains.</summary>
internal sealed class EscalationStore(NpgsqlDataSource database)
{
    private static readonly EscalationChain None = new(Enabled: false, Severities.Critical, []);

    public async Task<EscalationChain> FindAsync(int tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, transaction: null, tenantId);
    }

    public async Task<EscalationChain> PutAsync(int tenantId, EscalationChain chain, long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            insert into escalations (tenant_id, enabled, min_severity, steps, updated_by, updated_at) values (@tenantId, @Enabled, @MinSeverity, @steps::jsonb, @userId, @now)
            on conflict (tenant_id) do update set enabled = excluded.enabled, min_severity = excluded.min_severity, steps = excluded.steps, updated_by = excluded.updated_by, updated_at = excluded.updated_at
            """, new { tenantId, chain.Enabled, chain.MinSeverity, steps = JsonSerializer.Serialize(chain.Steps, Json.Options), userId, now });
        return chain;
    }

    /// <summary>When the first step is due for an alert of that severity; null when nobody is to be woken.</summary>
    public static async Task<DateTimeOffset?> FirstAtAsync(NpgsqlTransaction transaction, int? tenantId, string severity, DateTimeOffset now) =>
        tenantId is { } tenant && await FindAsync(transaction.Connection!, transaction, tenant) is { Enabled: true, Steps: [var first, ..] } chain && Severities.RankOf(severity) >= Severities.RankOf(chain.MinSeverity)
            ? now.AddMinutes(first.AfterMinutes)
            : null;

    public static async Task<EscalationChain> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, int tenantId) =>
        await connection.QuerySingleOrDefaultAsync<(bool Enabled, string MinSeverity, string Steps)?>(
            "select enabled, min_severity, steps::text from escalations where tenant_id = @tenantId", new { tenantId }, transaction) is { } row
            ? new(row.Enabled, row.MinSeverity, JsonSerializer.Deserialize<EscalationStep[]>(row.Steps, Json.Options)!)
            : None;
}
