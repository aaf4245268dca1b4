using Dapper;
using Npgsql;
using Platform.Contracts.Telemetry;
using Platform.Messaging;

namespace Platform.Telemetry.Rules;

/// <summary>
/// What holds, as the database knows it. The database decides whether a change is one: a replica or a restarted process that
/// finds the same anew tells nothing.
/// </summary>
internal static class AlertStateStore
{
    /// <summary>What holds for these devices, silence apart.</summary>
    public static async Task<IEnumerable<(string DeviceId, string Subject, string AlertType, string Severity, int TenantId, int PitId)>> ReadAsync(NpgsqlTransaction transaction, string[] deviceIds) =>
        await transaction.Connection!.QueryAsync<(string, string, string, string, int, int)>("""
            select device_id, subject, alert_type, severity, tenant_id, coalesce(pit_id, 0) from alert_states
            where device_id = any(@deviceIds) and alert_type is not null and subject <> 'presence'
            """, new { deviceIds }, transaction);

    /// <summary>Writes the changes and, for those that are some, their events.</summary>
    public static async Task WriteAsync(NpgsqlTransaction transaction, IReadOnlyList<Turn> turns, DateTimeOffset now)
    {
        // One statement cannot change a row twice: what turns twice in a batch goes in rounds.
        foreach (var round in Rounds(turns)) await WriteRoundAsync(transaction, round, now);
    }

    private static async Task WriteRoundAsync(NpgsqlTransaction transaction, Turn[] turns, DateTimeOffset now)
    {
        // In one order everywhere, so that two writers wait for each other and not in a circle.
        var ordered = turns.OrderBy(t => t.DeviceId, StringComparer.Ordinal).ThenBy(t => t.Subject, StringComparer.Ordinal).ToArray();
        var changed = await transaction.Connection!.QueryAsync<(string DeviceId, string Subject, long Version)>("""
            insert into alert_states as s (device_id, subject, tenant_id, pit_id, alert_type, severity, version, changed_at)
            select device_id, subject, tenant_id, nullif(pit_id, 0), alert_type, severity, 1, @now
            from unnest(@devices::text[], @subjects::text[], @tenants::int[], @pits::int[], @types::text[], @severities::text[]) with ordinality
                t (device_id, subject, tenant_id, pit_id, alert_type, severity, place)
            order by place
            on conflict (device_id, subject) do update
            set tenant_id = excluded.tenant_id, pit_id = excluded.pit_id, alert_type = excluded.alert_type, severity = excluded.severity, version = s.version + 1, changed_at = excluded.changed_at
            where (s.alert_type, s.severity) is distinct from (excluded.alert_type, excluded.severity)
            returning s.device_id, s.subject, s.version
            """,
            new
            {
                devices = ordered.Select(t => t.DeviceId).ToArray(),
                subjects = ordered.Select(t => t.Subject).ToArray(),
                tenants = ordered.Select(t => t.TenantId).ToArray(),
                pits = ordered.Select(t => t.PitId).ToArray(),
                types = ordered.Select(t => t.Rule?.AlertType).ToArray(),
                severities = ordered.Select(t => t.Rule?.Severity).ToArray(),
                now,
            }, transaction);
        var versions = changed.ToDictionary(c => (c.DeviceId, c.Subject), c => c.Version);
        var events = ordered.Where(t => versions.ContainsKey((t.DeviceId, t.Subject)) && (t.Rule is not null || versions[(t.DeviceId, t.Subject)] > 1))
            .Select(t => t.ToEvent(versions[(t.DeviceId, t.Subject)], now)).ToArray();
        await Outbox.AddAllAsync(transaction, events, StreamOf, now);
    }

    private static IEnumerable<Turn[]> Rounds(IReadOnlyList<Turn> turns) => turns
        .GroupBy(t => (t.DeviceId, t.Subject)).SelectMany(g => g.Select((turn, place) => (turn, place)))
        .GroupBy(t => t.place).OrderBy(g => g.Key).Select(g => g.Select(t => t.turn).ToArray());

    private static string StreamOf(object message) => message switch
    {
        ThresholdCrossed crossed => $"alert:{crossed.DeviceId}:{crossed.Subject}",
        ThresholdCleared cleared => $"alert:{cleared.DeviceId}:{cleared.Subject}",
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no stream."),
    };
}
