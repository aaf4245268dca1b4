using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.MqttBridge;
using Platform.Contracts.Telemetry;

namespace Platform.Licensing.Licenses;

/// <summary>
/// The record of a switch and the times on its way. Each time is kept as it first was, whatever is repeated or comes in
/// another order: a command is handed over again when its device comes online, and every replica says that it took effect.
/// </summary>
internal static class SwitchRecords
{
    /// <summary>Writes down a switch in the transaction that throws it; its license is as it is after it.</summary>
    public static async Task<Guid> AddAsync(NpgsqlTransaction transaction, LicenseRow license, LicenseStatus from, string reason, string actor, DateTimeOffset now)
    {
        var switchId = Guid.CreateVersion7(now);
        await transaction.Connection!.ExecuteAsync("""
            insert into switches (switch_id, license_number, from_status, to_status, reason, actor, at, version)
            values (@switchId, @LicenseNumber, @from, @Status, @reason, @actor, @now, @Version)
            """, new { switchId, license.LicenseNumber, from = from.Word(), license.Status, reason, actor, now, license.Version }, transaction);
        return switchId;
    }

    /// <summary>What the others are told of a switch.</summary>
    public static object EventOf(LicenseRow license, Guid switchId, string reason, DateTimeOffset now) => license.Facts.Status switch
    {
        LicenseStatus.Active => new LicenseActivated(license.Facts, switchId, reason, now),
        LicenseStatus.Expired => new LicenseExpired(license.Facts, switchId, now),
        _ => new LicenseSuspended(license.Facts, switchId, now),
    };

    /// <summary>Notes that the broker holds the device's command; the switches that this is news of.</summary>
    public static Task<IEnumerable<Guid>> CommandSentAsync(NpgsqlTransaction transaction, CommandSent command) =>
        transaction.Connection!.QueryAsync<Guid>("""
            update switches set command_sent_at = @OccurredAt
            where switch_id = @CauseId and (command_sent_at is null or command_sent_at > @OccurredAt)
            returning switch_id
            """, new { command.OccurredAt, command.CauseId }, transaction);

    /// <summary>
    /// Notes since when readings are judged by switches; the switches that this is news of. The first replica counts. A switch
    /// that was followed by another before anybody heard of it never took effect and keeps none.
    /// </summary>
    public static Task<IEnumerable<Guid>> AppliedAsync(NpgsqlTransaction transaction, IReadOnlyList<LicenseApplied> licenses) =>
        transaction.Connection!.QueryAsync<Guid>("""
            update switches s set effective_at = n.at
            from (select license_key, version, min(at) as at from unnest(@keys, @versions, @times) u (license_key, version, at) group by 1, 2) n
            join licenses l on l.license_key = n.license_key
            where s.license_number = l.license_number and s.version = n.version and (s.effective_at is null or s.effective_at > n.at)
            returning s.switch_id
            """,
            new
            {
                keys = licenses.Select(l => l.LicenseKey).ToArray(),
                versions = licenses.Select(l => l.Version).ToArray(),
                times = licenses.Select(l => l.At.ToUniversalTime()).ToArray(),
            },
            transaction);

    /// <summary>Notes how the command that a switch caused ended; the first confirmation stays.</summary>
    public static Task<IEnumerable<Guid>> CommandFinishedAsync(NpgsqlTransaction transaction, CommandFinished command) =>
        transaction.Connection!.QueryAsync<Guid>("""
            update switches set command_status = @Status, command_finished_at = @OccurredAt,
                                confirmed_at = case when @Status = 'succeeded' then @OccurredAt end
            where switch_id = @CauseId and confirmed_at is null
            returning switch_id
            """, new { command.Status, command.OccurredAt, command.CauseId }, transaction);
}
