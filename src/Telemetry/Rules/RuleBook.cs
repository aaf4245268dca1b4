using System.Collections.Concurrent;
using System.Data;
using Dapper;
using Npgsql;

namespace Platform.Telemetry.Rules;

/// <summary>The rules that hold for the devices of one pit, the most severe first.</summary>
internal sealed class RuleSet(IReadOnlyList<AlertRule> rules)
{
    /// <summary>By the value that they are about.</summary>
    public AlertRule[] Thresholds { get; } = [.. rules.Where(r => r is { Enabled: true, Index: >= 0 }).OrderByDescending(r => r.Rank).ThenBy(r => r.AlertType, StringComparer.Ordinal)];

    /// <summary>The rule of silence that takes the shortest; null when nobody minds.</summary>
    public AlertRule? Silence { get; } = rules.Where(r => r is { Enabled: true, SilentFor: not null }).OrderByDescending(r => r.Rank).ThenBy(r => r.SilentFor).FirstOrDefault();
}

/// <summary>All rules as they were at one time. What holds for a pit is put together when it is first asked for.</summary>
internal sealed class RuleSnapshot
{
    private readonly ConcurrentDictionary<(int TenantId, int PitId, bool HasDefaults), RuleSet> sets = new();
    private readonly ILookup<int, AlertRuleView> byTenant;

    public RuleSnapshot(long version, IEnumerable<AlertRuleView> rules) => (Version, byTenant) = (version, rules.ToLookup(r => r.WorkshopId));

    public long Version { get; }

    /// <summary>A rule of the pit goes before one of the tenant, and that before the platform's own, each of the same type.</summary>
    /// <param name="tenantId">The device's tenant.</param>
    /// <param name="pitId">The device's pit, 0 when it is in none.</param>
    /// <param name="hasDefaults">Whether the tenant is of the kind that has the platform's own rules.</param>
    public RuleSet For(int tenantId, int pitId, bool hasDefaults) => sets.GetOrAdd((tenantId, pitId, hasDefaults), static (key, rules) =>
    {
        var chosen = key.HasDefaults ? RuleDefaults.All.ToDictionary(r => r.AlertType, StringComparer.Ordinal) : new Dictionary<string, AlertRule>(StringComparer.Ordinal);
        foreach (var rule in rules[key.TenantId].Where(r => r.PitId is null)) chosen[rule.AlertType] = Of(rule);
        foreach (var rule in rules[key.TenantId].Where(r => r.PitId == key.PitId)) chosen[rule.AlertType] = Of(rule);
        return new RuleSet([.. chosen.Values]);
    }, byTenant);

    private static AlertRule Of(AlertRuleView rule) => new(
        rule.AlertType, rule.Measure, rule.Above, rule.AboveClear, rule.Below, rule.BelowClear, TimeSpan.FromSeconds(rule.ForSeconds),
        rule.SilentSeconds is { } silent ? TimeSpan.FromSeconds(silent) : null, rule.RepeatMinutes, rule.Severity, rule.Enabled);
}

/// <summary>
/// The rules in memory. They are this service's own, so they are read from its database: at the start, when another replica
/// or this one tells of a change, and every two seconds if their version grew, because being told can fail.
/// </summary>
internal sealed partial class RuleBook(RuleStore store, NpgsqlDataSource database, TimeProvider time, ILogger<RuleBook> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Until the tenants' own are read there are none: readings wait for them, see <see cref="WaitAsync"/>.</summary>
    public RuleSnapshot Current { get; private set; } = new(0, []);

    private readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until the rules were read once.</summary>
    public Task WaitAsync(CancellationToken ct) => read.Task.WaitAsync(ct);

    /// <summary>Reads the rules if they changed.</summary>
    public async Task RunOnceAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (await RuleStore.VersionAsync(connection) == Current.Version) return;
        var (version, rules) = await store.AllAsync(ct);
        Current = new RuleSnapshot(version, rules);
        read.TrySetResult();
        LogRead(rules.Count, version);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(exception.Message);
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        try
        {
            await connection.ExecuteAsync($"listen {RuleStore.Channel}");
            while (true)
            {
                await RunOnceAsync(connection, ct);
                await connection.WaitAsync(LookEvery, ct);
            }
        }
        finally
        {
            // A pooled connection keeps its session.
            if (connection.State == ConnectionState.Open) await connection.ExecuteAsync("unlisten *");
        }
    }

    [LoggerMessage(5601, LogLevel.Information, "{Rules} alert rules of tenants are known, version {Version}")]
    private partial void LogRead(int rules, long version);

    [LoggerMessage(5602, LogLevel.Warning, "Alert rules stay as they are for now: {Problem}")]
    private partial void LogInterrupted(string problem);
}
