using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Configuration;

/// <summary>A wish as somebody wrote it and as the device gets it, or what is wrong with it.</summary>
internal sealed record Wish(JsonElement Desired, Func<long, JsonElement> ArgsOf, IReadOnlyList<(string Field, string Message)> Errors)
{
    public static Wish Wrong(IReadOnlyList<(string Field, string Message)> errors) => new(default, _ => default, errors);
}

/// <summary>Somebody changes a setting: who may, against which version, and whether the device can take it.</summary>
internal sealed class SettingChange(
    NpgsqlDataSource database, DeviceGrants grants, DeviceTypeCatalog types, DeviceSettings settings, LiveCommands liveCommands, LiveConfig liveConfig, TimeProvider time)
{
    /// <summary>The setting of a device that the caller may see, or 404.</summary>
    public async Task<(SettingRow? Setting, ProblemHttpResult? Problem)> ReadAsync(Caller caller, string deviceId, SettingKind kind, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { } grant) return (null, Problems.NotFound("device"));
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await SettingStore.ReadAsync(connection, grant.DeviceNumber, kind), null);
    }

    /// <summary>Replaces the wish and tells the device.</summary>
    /// <param name="caller">Who wishes.</param>
    /// <param name="deviceId">Of which device.</param>
    /// <param name="kind">What.</param>
    /// <param name="basedOn">The version that the caller saw; null when the last one wins.</param>
    /// <param name="read">Reads the wish for the device's type; null when the type has no such setting.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<(SettingRow? Setting, ProblemHttpResult? Problem)> ApplyAsync(
        Caller caller, string deviceId, SettingKind kind, long? basedOn, Func<KnownType, Wish?> read, CancellationToken ct)
    {
        if (await grants.FindAsync(caller, deviceId, ct) is not { TenantId: not null } grant) return (null, Problems.NotFound("device"));
        if (!grant.May(DevicePermissions.Write)) return (null, grant.Lacks(DevicePermissions.Write));
        if (types.Find(grant.DeviceType) is not { } type || read(type) is not { } wish)
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "not_configurable", $"A device of the type {grant.DeviceType} takes no {kind.Word}."));
        if (wish.Errors.Count > 0) return (null, Problems.Invalid([.. wish.Errors]));

        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != grant.TenantId) return (null, Problems.NotFound("device"));
        if (DeviceControl.Suspended(device) is { } unpaid) return (null, unpaid);
        var before = await SettingStore.ReadAsync(connection, device.DeviceNumber, kind, transaction);
        if (basedOn is { } seen && seen != before.DesiredVersion)
            return (null, Problems.Conflict($"{kind.Word}_changed", "Somebody else changed it in between; look at it again.", ("version", before.DesiredVersion)));
        var version = await SettingStore.NextVersionAsync(transaction, device.DeviceNumber, kind);
        var args = wish.ArgsOf(version);
        if (!DeviceSettings.Fits(kind, args, now))
            return (null, Problems.Invalid((kind == SettingKind.Config ? "config" : "items", $"is too long: the device reads at most {SettingKind.MaxPayloadBytes} bytes in one piece")));
        var moved = await settings.WishAsync(transaction, device, kind, wish.Desired, args, version, caller.Actor, now);
        var after = await SettingStore.ReadAsync(connection, device.DeviceNumber, kind, transaction);
        var shown = kind == SettingKind.Config ? await DeviceSettings.ShownAsync(transaction, device) : null;
        await transaction.CommitAsync(ct);
        liveCommands.Tell(moved);
        if (shown is not null) await liveConfig.SendAsync(shown, ct);
        return (after, null);
    }
}
