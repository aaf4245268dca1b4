using Dapper;
using MassTransit;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Rules;

/// <summary>Notes which devices are silent, as the registry says. What follows is for <see cref="SilenceWatch"/>.</summary>
internal sealed class SilenceConsumer(Inbox inbox, TimeProvider time) : IConsumer<DeviceOffline>, IConsumer<DeviceOnline>, IConsumer<DeviceReleased>
{
    public Task Consume(ConsumeContext<DeviceOffline> context) => context.Message is { TenantId: { } tenant } e
        ? inbox.OnceAsync(context, "silence", t => NoteAsync(t, e.DeviceId, tenant, e.PitId, offline: true, e.LastSeenAt, e.OccurredAt))
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<DeviceOnline> context) => context.Message is { TenantId: { } tenant } e
        ? inbox.OnceAsync(context, "silence", t => NoteAsync(t, e.DeviceId, tenant, e.PitId, offline: false, e.OccurredAt, e.OccurredAt))
        : Task.CompletedTask;

    public Task Consume(ConsumeContext<DeviceReleased> context) => context.Message is var e
        ? inbox.OnceAsync(context, "silence", t => NoteAsync(t, e.DeviceId, e.TenantId, pitId: null, offline: false, e.OccurredAt, e.OccurredAt))
        : Task.CompletedTask;

    /// <summary>Older news than what is known changes nothing.</summary>
    private Task<int> NoteAsync(NpgsqlTransaction transaction, string deviceId, int tenantId, int? pitId, bool offline, DateTimeOffset lastSeenAt, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync("""
            insert into device_silence as s (device_id, tenant_id, pit_id, offline, last_seen_at, changed_at, check_at) values (@deviceId, @tenantId, @pitId, @offline, @lastSeenAt, @at, @now)
            on conflict (device_id) do update
            set tenant_id = excluded.tenant_id, pit_id = excluded.pit_id, offline = excluded.offline, last_seen_at = excluded.last_seen_at, changed_at = excluded.changed_at, check_at = excluded.check_at
            where s.changed_at < excluded.changed_at
            """, new { deviceId, tenantId, pitId, offline, lastSeenAt, at, now = time.GetUtcNow() }, transaction);
}

/// <summary>
/// Raises and clears what rules of silence ask for. A device that was switched off is silent because we want it to be: nobody
/// is told.
/// </summary>
internal sealed class SilenceWatch(NpgsqlDataSource database, RuleBook book, Directory directory) : IRound
{
    private const int Batch = 500;

    /// <summary>When a silent device that is switched off is looked at again.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!directory.IsFilled) return;
        await book.WaitAsync(ct);
        while (await RunBatchAsync(now, ct) == Batch) { }
    }

    private async Task<int> RunBatchAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = (await connection.QueryAsync<SilentDevice>("""
            select d.device_id, d.tenant_id, coalesce(d.pit_id, 0) as pit_id, d.offline, d.last_seen_at,
                   s.alert_type, coalesce(s.tenant_id, d.tenant_id) as told_tenant_id, coalesce(s.pit_id, 0) as told_pit_id
            from device_silence d left join alert_states s on s.device_id = d.device_id and s.subject = 'presence'
            where d.check_at <= @now order by d.check_at limit @Batch for update of d skip locked
            """, new { now, Batch }, transaction)).AsList();
        if (due.Count == 0) return 0;
        var turns = new List<Turn>();
        var checks = new List<DateTimeOffset?>();
        foreach (var device in due)
        {
            var (turn, again) = Judge(device, now);
            if (turn is not null) turns.Add(turn);
            checks.Add(again?.ToUniversalTime());
        }

        await AlertStateStore.WriteAsync(transaction, turns, now);
        await connection.ExecuteAsync("""
            update device_silence d set check_at = c.at from unnest(@ids::text[], @checks::timestamptz[]) c (device_id, at) where d.device_id = c.device_id
            """, new { ids = due.Select(d => d.DeviceId).ToArray(), checks = checks.ToArray() }, transaction);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    /// <summary>What turns, and when to look again.</summary>
    private (Turn? Turn, DateTimeOffset? Again) Judge(SilentDevice device, DateTimeOffset now)
    {
        var known = directory.Find(device.DeviceId);
        var facts = known?.Device;
        var isTheirs = facts is not null && facts.TenantId == device.TenantId;
        var rule = isTheirs ? book.Current.For(device.TenantId, device.PitId, directory.FindTenant(facts!.TenantCode!)?.Kind == RuleDefaults.TenantKind).Silence : null;
        var clear = device.AlertType is null ? null : new Turn(
            device.DeviceId, AlertRule.Presence, device.ToldTenantId, device.ToldPitId, facts?.PitCode, Rule: null, device.AlertType, double.NaN,
            !device.Offline ? Turn.Recovered : isTheirs ? Turn.RuleChanged : Turn.DeviceMoved, now);
        if (!device.Offline || rule is null) return (clear, null);
        if (device.AlertType == rule.AlertType) return (null, null);
        if (!known!.IsLicensed) return (null, now + LookAgainAfter);
        var dueAt = device.LastSeenAt + rule.SilentFor!.Value;
        if (dueAt > now) return (null, dueAt);
        return (new Turn(device.DeviceId, AlertRule.Presence, device.TenantId, device.PitId, facts!.PitCode, rule, Former: null, Math.Floor((now - device.LastSeenAt).TotalSeconds), "", now), null);
    }

    private sealed record SilentDevice(
        string DeviceId, int TenantId, int PitId, bool Offline, DateTimeOffset LastSeenAt, string? AlertType, int ToldTenantId, int ToldPitId);
}
