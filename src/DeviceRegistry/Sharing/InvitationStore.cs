using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Contracts.Notifications;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>An invitation that is to be sent. <paramref name="Level"/> is null for a transfer.</summary>
internal sealed record NewInvitation(string Email, string? Level, DateTimeOffset? Until, PersonFacts From, InvitationToken Token, string Link)
{
    public string Kind => Level is null ? InvitationRules.Transfer : InvitationRules.Share;
}

/// <summary>What came of sending one.</summary>
internal abstract record Invited
{
    public sealed record Sent(InvitationView Invitation) : Invited;

    /// <summary>The device is not the tenant's any more.</summary>
    public sealed record NoSuchDevice : Invited;

    /// <summary>It cannot leave its owner.</summary>
    public sealed record Kept(Tie Tie) : Invited;

    /// <summary>Too many were sent for this device within a day.</summary>
    public sealed record TooMany(DateTimeOffset AgainAt) : Invited;
}

/// <summary>All SQL of invitations but that of accepting them.</summary>
internal sealed class InvitationStore(NpgsqlDataSource database)
{
    /// <summary>The columns of <see cref="InvitationView"/>.</summary>
    private const string View = "invitation_id, email, coalesce(level, 'owner') as access_level, until, kind, expires_at";

    /// <summary>Invitations to the tenant's device that somebody may still accept, oldest first.</summary>
    public async Task<IReadOnlyList<InvitationView>> ListAsync(int tenantId, long deviceNumber, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<InvitationView>($"""
            select {View} from invitations
            where device_number = @deviceNumber and tenant_id = @tenantId and state = 'open' and expires_at > @now order by created_at, invitation_id
            """, new { tenantId, deviceNumber, now })];
    }

    /// <summary>Writes the invitation down and asks for its mail. One to the same address replaces the former one; of transfers only the newest is open.</summary>
    public async Task<Invited> InviteAsync(int tenantId, string deviceId, NewInvitation invitation, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await DeviceStore.LockAsync(transaction, deviceId) is not { } device || device.TenantId != tenantId) return new Invited.NoSuchDevice();
        if (invitation.Level is null && await OwnerStore.TieOfAsync(transaction, device) is var tie and not Tie.None) return new Invited.Kept(tie);
        var (sent, oldest) = await connection.QuerySingleAsync<(long Sent, DateTimeOffset? Oldest)>("""
            select count(*), min(created_at) from invitations where device_number = @DeviceNumber and tenant_id = @tenantId and created_at > @since
            """, new { device.DeviceNumber, tenantId, since = now - InvitationRules.Life }, transaction);
        if (sent >= InvitationRules.MaxPerDevice) return new Invited.TooMany(oldest!.Value + InvitationRules.Life);

        await connection.ExecuteAsync("""
            update invitations set state = 'revoked', ended_at = @now
            where device_number = @DeviceNumber and tenant_id = @tenantId and state = 'open' and kind = @Kind and (kind = 'transfer' or lower(email) = lower(@Email))
            """, new { device.DeviceNumber, tenantId, invitation.Kind, invitation.Email, now }, transaction);
        var view = await connection.QuerySingleAsync<InvitationView>($"""
            insert into invitations (invitation_id, tenant_id, device_number, kind, email, level, until, token_sha256, from_user, from_name, created_at, expires_at)
            values (@id, @tenantId, @DeviceNumber, @Kind, @Email, @Level, @Until, @Sha256, @UserId, @Called, @now, @expiresAt)
            returning {View}
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                tenantId,
                device.DeviceNumber,
                invitation.Kind,
                invitation.Email,
                invitation.Level,
                invitation.Until,
                invitation.Token.Sha256,
                invitation.From.UserId,
                invitation.From.Called,
                now,
                expiresAt = now + InvitationRules.Life,
            },
            transaction);
        await Outbox.AddAsync(transaction, MailOf(view, device, invitation, now), device.Stream, now);
        await transaction.CommitAsync(ct);
        return new Invited.Sent(view);
    }

    /// <summary>Takes an invitation back; false when it is not the tenant's or not open.</summary>
    public async Task<bool> RevokeAsync(int tenantId, long deviceNumber, Guid invitationId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("""
            update invitations set state = 'revoked', ended_at = @now
            where invitation_id = @invitationId and device_number = @deviceNumber and tenant_id = @tenantId and state = 'open'
            """, new { tenantId, deviceNumber, invitationId, now }) == 1;
    }

    /// <summary>Takes all open invitations of a device's owner back, or only those of a level.</summary>
    public static Task RevokeAllAsync(NpgsqlTransaction transaction, DeviceRow device, string? level, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            update invitations set state = 'revoked', ended_at = @now
            where device_number = @DeviceNumber and tenant_id = @TenantId and state = 'open' and (@level::text is null or level = @level)
            """, new { device.DeviceNumber, device.TenantId, level, now }, transaction);

    private static MailRequested MailOf(InvitationView view, DeviceRow device, NewInvitation invitation, DateTimeOffset now) => new(
        view.InvitationId,
        invitation.Email,
        invitation.Level is null ? "device_transfer" : "device_invitation",
        invitation.From.Language,
        [
            new("link", invitation.Link),
            new("device_name", device.DeviceName ?? device.SerialNumber),
            new("from_name", invitation.From.Called),
            new("access_level", view.AccessLevel),
            new("until", TextOf(invitation.Until)),
            new("expires_at", TextOf(view.ExpiresAt)),
        ],
        device.TenantId,
        view.ExpiresAt,
        now);

    private static string TextOf(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>An invitation as the owner sees it; its link is in the mail only.</summary>
/// <param name="InvitationId">The invitation.</param>
/// <param name="Email">Where it was sent.</param>
/// <param name="AccessLevel">What it offers; <c>owner</c> for a transfer.</param>
/// <param name="Until">When the access ends by itself; null for no end.</param>
/// <param name="Kind"><c>share</c> or <c>transfer</c>.</param>
/// <param name="ExpiresAt">Until when somebody may accept it.</param>
internal sealed record InvitationView(Guid InvitationId, string Email, string AccessLevel, DateTimeOffset? Until, string Kind, DateTimeOffset ExpiresAt);
