using Dapper;
using Npgsql;

namespace Platform.Telemetry.Rules;

/// <summary>What became of a change.</summary>
internal abstract record RuleWritten
{
    public sealed record Done(AlertRuleView Rule) : RuleWritten;

    /// <summary>Another rule has that type and pit.</summary>
    public sealed record Taken : RuleWritten;

    public sealed record Missing : RuleWritten;
}

/// <summary>All SQL of rules. <c>tenant</c> is the caller's scope: null for admins only.</summary>
internal sealed class RuleStore(NpgsqlDataSource database)
{
    /// <summary>Wakes the replicas.</summary>
    public const string Channel = "alert_rules";

    private const string Columns = """
        rule_id, tenant_id as workshop_id, pit_id, alert_type, kind, measure, above, above_clear, below, below_clear, for_seconds, silent_seconds, repeat_minutes, severity, enabled,
        false as is_default, updated_at
        """;

    /// <summary>To be run with every change: replicas read the rules anew, and silent devices are looked at by the new ones.</summary>
    private const string Changed = """
        update alert_rules_version set version = version + 1;
        update device_silence set check_at = @now where tenant_id = @tenantId and offline;
        select pg_notify(@Channel, '');
        """;

    public async Task<IReadOnlyList<AlertRuleView>> ListAsync(int? tenant, int? pitId, long after, int limit, CancellationToken ct)
    {
        var where = new List<string> { "rule_id > @after" };
        if (tenant is not null) where.Add("tenant_id = @tenant");
        if (pitId is not null) where.Add("(pit_id is null or pit_id = @pitId)");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<AlertRuleView>(
            $"select {Columns} from alert_rules where {string.Join(" and ", where)} order by rule_id limit @limit", new { tenant, pitId, after, limit })];
    }

    /// <summary>Every rule, for the copy in memory, with the version that it is at least.</summary>
    public async Task<(long Version, IReadOnlyList<AlertRuleView> Rules)> AllAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var version = await VersionAsync(connection);
        return (version, [.. await connection.QueryAsync<AlertRuleView>($"select {Columns} from alert_rules")]);
    }

    public static Task<long> VersionAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>("select version from alert_rules_version");

    /// <summary>Types of which the tenant has a rule for all its pits.</summary>
    public async Task<IReadOnlySet<string>> OwnTypesAsync(int tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<string>("select alert_type from alert_rules where tenant_id = @tenantId and pit_id is null", new { tenantId })).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<AlertRuleView?> FindAsync(int? tenant, long ruleId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AlertRuleView>(
            $"select {Columns} from alert_rules where rule_id = @ruleId and (@tenant::int is null or tenant_id = @tenant)", new { tenant, ruleId });
    }

    /// <summary>Null when the tenant has a rule of that type and pit.</summary>
    public async Task<AlertRuleView?> AddAsync(int tenantId, WriteAlertRule rule, long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var added = await connection.QuerySingleOrDefaultAsync<AlertRuleView>($"""
            insert into alert_rules (tenant_id, pit_id, alert_type, kind, measure, above, above_clear, below, below_clear, for_seconds, silent_seconds, repeat_minutes, severity, enabled, updated_by, updated_at)
            values (@tenantId, @PitId, @AlertType, @Kind, @Measure, @Above, @AboveClear, @Below, @BelowClear, @forSeconds, @SilentSeconds, @RepeatMinutes, @Severity, @enabled, @userId, @now)
            on conflict do nothing
            returning {Columns}
            """, Parameters(rule, userId, now, tenantId), transaction);
        if (added is null) return null;
        await connection.ExecuteAsync(Changed, new { tenantId, now, Channel }, transaction);
        await transaction.CommitAsync(ct);
        return added;
    }

    public async Task<RuleWritten> ReplaceAsync(int? tenant, long ruleId, WriteAlertRule rule, long userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            var parameters = Parameters(rule, userId, now, tenantId: 0);
            parameters.AddDynamicParams(new { tenant, ruleId });
            var changed = await connection.QuerySingleOrDefaultAsync<AlertRuleView>($"""
                update alert_rules set
                    pit_id = @PitId, alert_type = @AlertType, kind = @Kind, measure = @Measure, above = @Above, above_clear = @AboveClear, below = @Below, below_clear = @BelowClear,
                    for_seconds = @forSeconds, silent_seconds = @SilentSeconds, repeat_minutes = @RepeatMinutes, severity = @Severity, enabled = @enabled, updated_by = @userId, updated_at = @now
                where rule_id = @ruleId and (@tenant::int is null or tenant_id = @tenant)
                returning {Columns}
                """, parameters, transaction);
            if (changed is null) return new RuleWritten.Missing();
            await connection.ExecuteAsync(Changed, new { tenantId = changed.WorkshopId, now, Channel }, transaction);
            await transaction.CommitAsync(ct);
            return new RuleWritten.Done(changed);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new RuleWritten.Taken();
        }
    }

    public async Task<bool> RemoveAsync(int? tenant, long ruleId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteScalarAsync<int?>(
            "delete from alert_rules where rule_id = @ruleId and (@tenant::int is null or tenant_id = @tenant) returning tenant_id", new { tenant, ruleId }, transaction) is not { } tenantId) return false;
        await connection.ExecuteAsync(Changed, new { tenantId, now, Channel }, transaction);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static DynamicParameters Parameters(WriteAlertRule rule, long userId, DateTimeOffset now, int tenantId) => new(new
    {
        tenantId,
        rule.PitId,
        rule.AlertType,
        rule.Kind,
        rule.Measure,
        rule.Above,
        AboveClear = rule.AboveClear ?? rule.Above,
        rule.Below,
        BelowClear = rule.BelowClear ?? rule.Below,
        forSeconds = rule.ForSeconds ?? 0,
        rule.SilentSeconds,
        rule.RepeatMinutes,
        rule.Severity,
        enabled = rule.Enabled ?? true,
        userId,
        now,
    });
}
