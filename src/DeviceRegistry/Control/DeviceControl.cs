using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Licenses;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Control;

/// <summary>What became of a command that somebody gave: its id, or why there is none.</summary>
internal sealed record ControlOutcome(Guid? CommandId, ProblemHttpResult? Problem)
{
    public static implicit operator ControlOutcome(ProblemHttpResult problem) => new(null, problem);
}

/// <summary>Gives devices the commands of people and programs: who may, whether the device knows it, whether it can take it now.</summary>
internal sealed class DeviceControl(NpgsqlDataSource database, DeviceGrants grants, DeviceTypeCatalog types, CommandStore commands, LiveCommands live, TimeProvider time)
{
    public async Task<ControlOutcome> GiveAsync(Caller caller, string deviceId, ControlDevice body, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { TenantId: not null } grant) return Problems.NotFound("device");
        if (!grant.May(DevicePermissions.Write)) return grant.Lacks(DevicePermissions.Write);
        if (body.Command is not { Length: > 0 } command) return Problems.Invalid(("command", "is required"));
        var type = types.Find(grant.DeviceType);
        if (type?.FindCommand(command) is not { } schema) return UnknownCommand(grant.DeviceType, type);
        var (args, errors) = ControlRules.Read(schema, body);
        if (errors.Count > 0) return Problems.Invalid([.. errors]);

        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != grant.TenantId) return Problems.NotFound("device");
        if (Suspended(device) is { } unpaid) return unpaid;
        if (body.TtlS is null && await OfflineAsync(transaction, device) is { } offline) return offline;
        var given = await commands.QueueAsync(
            transaction,
            device,
            new NewCommand(command, "control")
            {
                Args = args,
                Actor = caller.Actor,
                Target = type!.TargetOf(command, args),
                Ttl = body.TtlS is { } ttl ? TimeSpan.FromSeconds(ttl) : ControlRules.DefaultTtl,
            },
            now);
        await transaction.CommitAsync(ct);
        live.Tell(given.Moved);
        return new ControlOutcome(given.CommandId, null);
    }

    /// <summary>402 when the device's license is switched off; before the license is issued nothing is known against it.</summary>
    public static ProblemHttpResult? Suspended(DeviceRow device) => device.LicenseStatus is null or LicenseRules.Active
        ? null
        : Problems.Of(
            StatusCodes.Status402PaymentRequired, "payment_required", "The device's license is switched off; it takes no commands until it is active again.",
            ("reason", device.LicenseReason), ("since", device.LicenseChangedAt));

    private static ProblemHttpResult UnknownCommand(string deviceType, KnownType? type) => Problems.Of(
        StatusCodes.Status400BadRequest, "unknown_command", $"A device of the type {deviceType} has no such command; see commands.", ("commands", (type?.Commands ?? []).ToArray()));

    private static async Task<ProblemHttpResult?> OfflineAsync(NpgsqlTransaction transaction, DeviceRow device)
    {
        var (online, lastSeenAt) = await transaction.Connection!.QuerySingleAsync<(bool Online, DateTimeOffset? LastSeenAt)>(
            "select online, last_seen_at from device_presence where device_number = @DeviceNumber", new { device.DeviceNumber }, transaction);
        return online ? null : Problems.Conflict("device_offline", "The device is offline; give ttl_s for a command that may wait for it.", ("last_seen_at", lastSeenAt));
    }
}
