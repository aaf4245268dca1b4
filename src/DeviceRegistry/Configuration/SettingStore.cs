using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Configuration;

/// <summary>A setting as it is wished and as the device says it has it.</summary>
internal sealed record SettingRow(
    JsonElement Desired, long DesiredVersion, DateTimeOffset? DesiredAt, string? DesiredBy,
    JsonElement? Reported, long? ReportedVersion, DateTimeOffset? ReportedAt, DateTimeOffset? DiffersSince, string? Failure)
{
    public static readonly SettingRow None = new(JsonElement.Parse("{}"), 0, null, null, null, null, null, null, null);

    /// <summary>True when the device has what is wished, or nothing is.</summary>
    public bool InSync => DesiredVersion == 0 || DesiredVersion == ReportedVersion;
}

/// <summary>What a device says it has of a setting; without values they are those of the version.</summary>
internal sealed record SettingReport(SettingKind Kind, long? Version, string? Values);

/// <summary>A wish that the device may not have heard of yet.</summary>
internal sealed record UntoldSetting(string Kind, JsonElement Args);

/// <summary>All SQL of settings. Who changes one holds the device's lock.</summary>
internal static class SettingStore
{
    /// <summary>The setting, or what stands for it while there is none; <c>failure</c> is what the device answered to the newest wish.</summary>
    public static async Task<SettingRow> ReadAsync(NpgsqlConnection connection, long deviceNumber, SettingKind kind, NpgsqlTransaction? transaction = null) =>
        await connection.QuerySingleOrDefaultAsync<SettingRow>("""
            select s.desired, s.desired_version, s.desired_at, s.desired_by, s.reported, s.reported_version, s.reported_at, s.differs_since,
                   case when c.status = 'failed' then c.failure end as failure
            from device_settings s left join commands c on c.command_id = s.command_id
            where s.device_number = @deviceNumber and s.kind = @Word
            """, new { deviceNumber, kind.Word }, transaction) ?? SettingRow.None;

    /// <summary>The version that the next wish gets: above every one that was wished or reported, so that none is taken for another.</summary>
    public static Task<long> NextVersionAsync(NpgsqlTransaction transaction, long deviceNumber, SettingKind kind) =>
        transaction.Connection!.QuerySingleAsync<long>("""
            select coalesce(max(greatest(desired_version, reported_version)), 0) + 1 from device_settings where device_number = @deviceNumber and kind = @Word
            """, new { deviceNumber, kind.Word }, transaction);

    /// <summary>Replaces the wish.</summary>
    public static Task WishAsync(
        NpgsqlTransaction transaction, DeviceRow device, SettingKind kind, JsonElement desired, JsonElement args, long version, string? actor, Guid commandId, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into device_settings (device_number, kind, desired, args, desired_version, desired_at, desired_by, command_id, differs_since)
            values (@DeviceNumber, @Word, @desired::jsonb, @args::jsonb, @version, @now, @actor, @commandId, @now)
            on conflict (device_number, kind) do update set
                desired = excluded.desired, args = excluded.args, desired_version = excluded.desired_version, desired_at = excluded.desired_at, desired_by = excluded.desired_by,
                command_id = excluded.command_id, differs_since = coalesce(device_settings.differs_since, excluded.differs_since)
            """, new { device.DeviceNumber, kind.Word, desired, args, version, actor, commandId, now }, transaction);

    /// <summary>Keeps the newest reports by the time of their arrival. A version without the values says that they are those of that version.</summary>
    public static Task ReportedAsync(NpgsqlTransaction transaction, DeviceRow device, IReadOnlyList<SettingReport> reports, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync("""
            insert into device_settings as s (device_number, kind, reported, reported_version, reported_at)
            select @DeviceNumber, r.kind, r.reported::jsonb, r.version, @at from unnest(@kinds::text[], @values::text[], @versions::bigint[]) r (kind, reported, version)
            on conflict (device_number, kind) do update set
                reported = coalesce(excluded.reported, case when s.reported_version = excluded.reported_version then s.reported end),
                reported_version = coalesce(excluded.reported_version, s.reported_version),
                reported_at = excluded.reported_at,
                differs_since = case
                    when s.desired_version in (0, coalesce(excluded.reported_version, s.reported_version)) then null
                    else coalesce(s.differs_since, excluded.reported_at) end
            where s.reported_at is null or s.reported_at <= excluded.reported_at
            """,
            new
            {
                device.DeviceNumber,
                kinds = reports.Select(r => r.Kind.Word).ToArray(),
                values = reports.Select(r => r.Values).ToArray(),
                versions = reports.Select(r => r.Version).ToArray(),
                at,
            },
            transaction);

    /// <summary>Wishes that are newer than what the device has, and that no waiting command tells it of.</summary>
    public static async Task<IReadOnlyList<UntoldSetting>> UntoldAsync(NpgsqlTransaction transaction, DeviceRow device) =>
        [.. await transaction.Connection!.QueryAsync<UntoldSetting>("""
            select s.kind, s.args from device_settings s
            where s.device_number = @DeviceNumber and s.args is not null and s.desired_version > coalesce(s.reported_version, 0)
              and not exists (
                select 1 from commands c where c.device_number = s.device_number and c.target = s.kind and c.status in ('queued', 'sent', 'acknowledged'))
            """, new { device.DeviceNumber }, transaction)];

    public static Task ToldAsync(NpgsqlTransaction transaction, DeviceRow device, SettingKind kind, Guid commandId) =>
        transaction.Connection!.ExecuteAsync(
            "update device_settings set command_id = @commandId where device_number = @DeviceNumber and kind = @Word",
            new { device.DeviceNumber, kind.Word, commandId }, transaction);
}
