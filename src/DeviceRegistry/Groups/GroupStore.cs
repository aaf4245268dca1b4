using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Groups;

/// <summary>Devices that somebody switches together.</summary>
internal sealed record DeviceGroup
{
    /// <summary>Its number.</summary>
    public required int GroupId { get; init; }

    /// <summary>What the person calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its devices; what may be done with each is decided when the group is used.</summary>
    public required string[] DeviceIds { get; init; }
}

/// <summary>All SQL of groups.</summary>
internal sealed class GroupStore(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<DeviceGroup>> ListAsync(Keeper keeper, int after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<DeviceGroup>("""
            select group_id, name, device_ids from device_groups where tenant_id = @TenantId and user_id = @UserId and group_id > @after order by group_id limit @limit
            """, new { keeper.TenantId, keeper.UserId, after, limit })];
    }

    public async Task<DeviceGroup?> FindAsync(Keeper keeper, int groupId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DeviceGroup>("""
            select group_id, name, device_ids from device_groups where tenant_id = @TenantId and user_id = @UserId and group_id = @groupId
            """, new { keeper.TenantId, keeper.UserId, groupId });
    }

    public async Task<DeviceGroup> AddAsync(Keeper keeper, string name, string[] deviceIds, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<DeviceGroup>("""
            insert into device_groups (tenant_id, user_id, name, device_ids, created_at) values (@TenantId, @UserId, @name, @deviceIds, @now)
            returning group_id, name, device_ids
            """, new { keeper.TenantId, keeper.UserId, name, deviceIds, now });
    }

    /// <summary>Changes what is not null.</summary>
    public async Task<DeviceGroup?> ChangeAsync(Keeper keeper, int groupId, string? name, string[]? deviceIds, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DeviceGroup>("""
            update device_groups set name = coalesce(@name, name), device_ids = coalesce(@deviceIds::text[], device_ids)
            where tenant_id = @TenantId and user_id = @UserId and group_id = @groupId
            returning group_id, name, device_ids
            """, new { keeper.TenantId, keeper.UserId, groupId, name, deviceIds });
    }

    public async Task<bool> RemoveAsync(Keeper keeper, int groupId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from device_groups where tenant_id = @TenantId and user_id = @UserId and group_id = @groupId", new { keeper.TenantId, keeper.UserId, groupId }) == 1;
    }
}
