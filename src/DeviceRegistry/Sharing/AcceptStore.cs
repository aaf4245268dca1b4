using Dapper;
using Npgsql;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Devices;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>An invitation as its link finds it.</summary>
internal sealed record FoundInvitation(
    Guid InvitationId, int TenantId, string DeviceId, string DeviceName, string DeviceType, string? Level, string Kind, string FromName, long FromUser,
    DateTimeOffset? Until, string State, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether somebody may still accept it.</summary>
    public bool IsOpen(DateTimeOffset now) => State == "open" && ExpiresAt > now && (Until is null || Until > now);
}

/// <summary>What came of accepting one.</summary>
internal enum Acceptance
{
    Accepted,

    /// <summary>Somebody was faster, or it was taken back.</summary>
    Over,

    /// <summary>It came to stay with its owner since.</summary>
    Kept,

    /// <summary>Who accepts has the whole device already.</summary>
    AlreadyYours,
}

/// <summary>SQL of accepting invitations: each is good once, whoever comes at the same time.</summary>
internal sealed class AcceptStore(NpgsqlDataSource database, OwnerStore owners)
{
    /// <summary>The invitation of that token, whatever has become of it; null when there never was one.</summary>
    public async Task<FoundInvitation?> FindAsync(InvitationToken token, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<FoundInvitation>("""
            select i.invitation_id, i.tenant_id, d.device_id, coalesce(d.device_name, d.serial_number) as device_name, d.device_type, i.level, i.kind, i.from_name, i.from_user,
                   i.until, i.state, i.expires_at
            from invitations i join devices d using (device_number) where i.token_sha256 = @Sha256
            """, new { token.Sha256 });
    }

    /// <summary>Gives the caller what the invitation offers: a share, or the device itself.</summary>
    public async Task<Acceptance> AcceptAsync(FoundInvitation invitation, Caller caller, PersonFacts person, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, invitation.DeviceId) is not { } device || device.TenantId != invitation.TenantId) return Acceptance.Over;
        if (ClaimRules.OwnsAsTenant(caller) && caller.TenantId == device.TenantId) return Acceptance.AlreadyYours;
        var taken = await connection.ExecuteAsync("""
            update invitations set state = 'accepted', ended_at = @now, accepted_by = @UserId
            where invitation_id = @InvitationId and tenant_id = @TenantId and state = 'open' and expires_at > @now
            """, new { invitation.InvitationId, invitation.TenantId, caller.UserId, now }, transaction);
        if (taken == 0) return Acceptance.Over;
        if (invitation.Level is { } level) await ShareStore.GiveAsync(transaction, device, person, level, invitation.Until, $"user:{invitation.FromUser}", now);
        else if (await OwnerStore.TieOfAsync(transaction, device) is not Tie.None || await owners.TransferAsync(transaction, device, caller, now) is null) return Acceptance.Kept;
        await transaction.CommitAsync(ct);
        return Acceptance.Accepted;
    }
}
