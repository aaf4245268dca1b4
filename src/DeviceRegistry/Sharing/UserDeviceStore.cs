using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>SQL of the devices that one person sees.</summary>
internal sealed class UserDeviceStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Devices of the person's tenant and those that were shared with the person, by their numbers, after one of them. Who runs the
    /// tenant has all of its devices, staff those in the given <paramref name="pits"/>, customers none but shared ones. With
    /// <paramref name="controllersOnly"/> without the gateways of pits, of which nothing can be switched.
    /// </summary>
    public async Task<IReadOnlyList<UserDeviceRow>> ListAsync(PersonFacts person, int[]? pits, bool controllersOnly, long after, int limit, DateTimeOffset now, CancellationToken ct)
    {
        var isOwner = person.Role is Roles.Owner;
        var own = (person.TenantId, person.Role) switch
        {
            (null, _) => "false",
            (_, Roles.Owner) => "tenant_id = @TenantId",
            (_, Roles.Staff) when pits is not null => "tenant_id = @TenantId and pit_id = any(@pits)",
            _ => "false",
        };
        var kind = controllersOnly ? "and device_type <> @gateway" : "";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<UserDeviceRow>($"""
            with mine as (
                (select device_number, @ownLevel as level, null::timestamptz as until, 0 as place from devices where {own} and device_number > @after {kind} order by device_number limit @limit)
                union all
                (select device_number, level, until, 1 from device_shares join devices using (device_number)
                 where user_id = @UserId and level is not null and (until is null or until > @now) and device_number > @after {kind} order by device_number limit @limit)),
            page as (select distinct on (device_number) device_number, level, until from mine order by device_number, case when @isOwner then place else -place end limit @limit)
            select d.device_number, d.device_id, d.serial_number, coalesce(d.device_name, d.serial_number) as device_name, d.device_type,
                   case when not s.online then 'offline' when d.reported_status in ('disabled', 'lease_expired') then 'disabled' else 'online' end as status,
                   page.level as access_level, page.until,
                   case when d.tenant_id is distinct from @TenantId then t.name end as owner_name, s.last_seen_at, d.license_status, d.state
            from page join devices d using (device_number) join device_presence s using (device_number) left join tenants t on t.tenant_id = d.tenant_id
            order by d.device_number
            """,
            new { person.TenantId, person.UserId, pits, ownLevel = isOwner ? GrantRules.Owner : GrantRules.Viewer, isOwner, gateway = BuiltInTypes.WorkshopGateway, after, limit, now })];
    }
}

/// <summary>A row of the list.</summary>
internal sealed record UserDeviceRow(
    long DeviceNumber, string DeviceId, string SerialNumber, string DeviceName, string DeviceType, string Status, string AccessLevel, DateTimeOffset? Until, string? OwnerName,
    DateTimeOffset? LastSeenAt, string? LicenseStatus, JsonElement? State)
{
    private static readonly JsonElement Unsaid = JsonElement.Parse("{}");

    public UserDevice AsSeen() => new(
        DeviceId, SerialNumber, DeviceName, DeviceType, Status, State ?? Unsaid, AccessLevel, GrantRules.WordsOf(GrantRules.PermissionsOf(AccessLevel)), Until, OwnerName, LastSeenAt, LicenseStatus);
}
