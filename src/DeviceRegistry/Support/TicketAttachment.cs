using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Support;

/// <summary>What a device went through in the day before its ticket was opened, so that nobody has to ask for it.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="TakenAt">When this was taken.</param>
/// <param name="From">What happened before is not in it.</param>
/// <param name="Device">How the device was.</param>
/// <param name="Presence">When it came and went, newest first.</param>
/// <param name="Changes">Who or what switched what, newest first.</param>
/// <param name="Commands">What it was told, newest first.</param>
/// <param name="Settings">Its configuration and schedules: as they are wished, and as it says that it has them.</param>
/// <param name="Refusals">What the broker refused, newest first.</param>
internal sealed record TicketAttachment(
    string DeviceId, DateTimeOffset TakenAt, DateTimeOffset From, AttachedDevice Device, IReadOnlyList<AttachedPresence> Presence, IReadOnlyList<AttachedChange> Changes,
    IReadOnlyList<AttachedCommand> Commands, IReadOnlyList<AttachedSetting> Settings, IReadOnlyList<AttachedRefusal> Refusals)
{
    private const int Most = 500;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Reads it, nothing from before the device was its owner's.</summary>
    public static async Task<TicketAttachment> TakeAsync(NpgsqlTransaction transaction, DeviceGrant grant, DateTimeOffset now)
    {
        var from = grant.OwnedSince is { } owned && owned > now - Day ? owned : now - Day;
        var parameters = new { grant.DeviceNumber, grant.TenantId, from, Most };
        var connection = transaction.Connection!;
        var device = await connection.QuerySingleAsync<AttachedDevice>("""
            select d.serial_number, d.device_type, d.firmware, d.boot, d.started_at, d.lifecycle, d.license_status, d.license_reason, d.cut_off,
                   s.online, s.last_seen_at, d.reported_status, d.reported_reason, d.reported_at, c.connected_at, d.state
            from devices d join device_presence s using (device_number) left join device_connections c using (device_number)
            where d.device_number = @DeviceNumber and d.tenant_id = @TenantId
            """, parameters, transaction);
        var presence = await connection.QueryAsync<AttachedPresence>("""
            select at, online, reason from presence_changes where device_number = @DeviceNumber and at >= @from order by at desc, change_id desc limit @Most
            """, parameters, transaction);
        var changes = await connection.QueryAsync<AttachedChange>("""
            select at, received_at, key, value, cause, actor, command_id from state_changes
            where device_number = @DeviceNumber and at >= @from order by at desc, seq desc limit @Most
            """, parameters, transaction);
        var settings = await connection.QueryAsync<AttachedSetting>("""
            select kind, desired, desired_version, desired_at, reported, reported_version, reported_at, differs_since from device_settings
            where device_number = @DeviceNumber order by kind
            """, parameters, transaction);
        var commands = await connection.QueryAsync<AttachedCommand>("""
            select command_id, command, args, actor, reason, status, failure, queued_at, sent_at, finished_at from commands
            where device_number = @DeviceNumber and queued_at >= @from order by position desc limit @Most
            """, parameters, transaction);
        var refusals = await connection.QueryAsync<AttachedRefusal>("""
            select at, reason, detail, count from connection_refusals where device_number = @DeviceNumber and at >= @from order by at desc limit @Most
            """, parameters, transaction);
        return new(grant.DeviceId, now, from, device, [.. presence], [.. changes], [.. commands], [.. settings], [.. refusals]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    public static TicketAttachment Of(string json) => JsonSerializer.Deserialize<TicketAttachment>(json, Json.Options)!;
}

/// <summary>The device itself.</summary>
internal sealed record AttachedDevice(
    string SerialNumber, string DeviceType, string? Firmware, long? Boot, DateTimeOffset? StartedAt, string Lifecycle, string? LicenseStatus, string LicenseReason, bool CutOff,
    bool Online, DateTimeOffset? LastSeenAt, string? ReportedStatus, string? ReportedReason, DateTimeOffset? ReportedAt, DateTimeOffset? ConnectedAt, JsonElement? State);

/// <summary>It came or went.</summary>
internal sealed record AttachedPresence(DateTimeOffset At, bool Online, string Reason);

/// <summary>Something of it was switched.</summary>
internal sealed record AttachedChange(DateTimeOffset At, DateTimeOffset ReceivedAt, string Key, JsonElement Value, string Cause, string? Actor, Guid? CommandId);

/// <summary>A setting, <c>config</c> or <c>schedules</c>.</summary>
internal sealed record AttachedSetting(
    string Kind, JsonElement Desired, long DesiredVersion, DateTimeOffset? DesiredAt, JsonElement? Reported, long? ReportedVersion, DateTimeOffset? ReportedAt, DateTimeOffset? DiffersSince);

/// <summary>It was told something.</summary>
internal sealed record AttachedCommand(
    Guid CommandId, string Command, JsonElement? Args, string? Actor, string Reason, string Status, string? Failure, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? FinishedAt);

/// <summary>The broker refused it something.</summary>
internal sealed record AttachedRefusal(DateTimeOffset At, string Reason, string Detail, long Count);
