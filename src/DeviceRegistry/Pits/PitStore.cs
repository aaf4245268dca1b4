using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;

namespace Platform.DeviceRegistry.Pits;

/// <summary>A pit as the API shows it.</summary>
/// <param name="PitId">The pit's number on the platform.</param>
/// <param name="WorkshopId">Its tenant.</param>
/// <param name="PitNumber">Its number in the tenant.</param>
/// <param name="Code">Topic segment, such as <c>pit1</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="DeviceId">The device that was mounted last, if any.</param>
/// <param name="Status"><c>online</c>, <c>offline</c>, <c>disabled</c> or <c>no_device</c>.</param>
/// <param name="CameraModel">The camera's model, if there is one.</param>
/// <param name="CameraIp">The camera's address in the workshop's network; shown to those who may change it.</param>
/// <param name="HasCameraRtspUrl">Whether the stream's address is set, which holds a password and is not shown.</param>
/// <param name="LicenseStatus">The device's license: <c>active</c>, <c>suspended</c> or <c>expired</c>; not shown to customers.</param>
/// <param name="LicenseReason">Why it was switched; not shown to customers.</param>
internal sealed record PitView(
    int PitId, int WorkshopId, int PitNumber, string Code, string Name, string? DeviceId, string Status, string? CameraModel, string? CameraIp, bool HasCameraRtspUrl,
    string? LicenseStatus, string? LicenseReason);

/// <summary>The camera of a pit; members that are null stay as they are, an empty text removes what was there.</summary>
internal sealed record Camera(string? Ip, string? Model, string? RtspUrl);

/// <summary>What became of removing a pit.</summary>
internal abstract record PitRemoval
{
    public sealed record Removed : PitRemoval;

    public sealed record NoSuchPit : PitRemoval;

    /// <summary>A device is mounted there.</summary>
    public sealed record InUse(string? DeviceId) : PitRemoval;
}

/// <summary>All SQL of pits.</summary>
internal sealed class PitStore(NpgsqlDataSource database)
{
    private const string View = """
        select p.pit_id, p.tenant_id as workshop_id, p.pit_number, p.code, p.name, d.device_id,
               case when d.device_id is null then 'no_device'
                    when not d.online then 'offline'
                    when d.reported_status in ('disabled', 'lease_expired') then 'disabled'
                    else 'online' end as status,
               p.camera_model, p.camera_ip, p.camera_rtsp_url is not null as has_camera_rtsp_url,
               d.license_status, d.license_reason
        from pits p
        left join lateral (
            select d.device_id, d.reported_status, d.license_status, d.license_reason, s.online
            from devices d join device_presence s using (device_number)
            where d.pit_id = p.pit_id order by coalesce(d.mounted_at, d.registered_at) desc, d.device_number desc limit 1) d on true
        """;

    /// <summary>Pits of one tenant, or of all when <paramref name="tenantId"/> is null, by pit id; only these <paramref name="pits"/> unless null.</summary>
    public async Task<IReadOnlyList<PitView>> ListAsync(int? tenantId, int[]? pits, int after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var tenant = tenantId is null ? "" : "p.tenant_id = @tenantId and ";
        var permitted = pits is null ? "" : "p.pit_id = any(@pits) and ";
        return [.. await connection.QueryAsync<PitView>(
            $"{View} where {tenant}{permitted}p.pit_id > @after order by p.pit_id limit @limit", new { tenantId, pits, after, limit })];
    }

    /// <summary>The pit if it belongs to the tenant (null: any tenant).</summary>
    public async Task<PitView?> FindAsync(int? tenantId, int pitId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<PitView>(
            $"{View} where p.pit_id = @pitId and (@tenantId::int is null or p.tenant_id = @tenantId)", new { tenantId, pitId });
    }

    /// <summary>Makes a pit; null when the tenant has one of that number.</summary>
    public async Task<int?> AddAsync(int tenantId, int pitNumber, string? name, Camera camera, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var pit = await connection.QuerySingleOrDefaultAsync<PitFacts>($"""
            insert into pits (tenant_id, pit_number, code, name, camera_ip, camera_model, camera_rtsp_url, created_at)
            values (@tenantId, @pitNumber, 'pit' || @pitNumber, coalesce(@name, 'Pit ' || @pitNumber), nullif(@Ip, ''), nullif(@Model, ''), nullif(@RtspUrl, ''), @now)
            on conflict (tenant_id, pit_number) do nothing
            returning {PitCopies.Facts}
            """, new { tenantId, pitNumber, name, camera.Ip, camera.Model, camera.RtspUrl, now }, transaction);
        if (pit is null) return null;
        await PitCopies.TellAsync(transaction, [pit], now);
        await transaction.CommitAsync(ct);
        return pit.PitId;
    }

    /// <summary>Changes what is given; false when the pit is not the tenant's.</summary>
    public async Task<bool> ChangeAsync(int? tenantId, int pitId, string? name, Camera camera, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var pit = await connection.QuerySingleOrDefaultAsync<PitFacts>($"""
            update pits set name = coalesce(@name, name), camera_ip = nullif(coalesce(@Ip, camera_ip), ''), version = version + 1,
                            camera_model = nullif(coalesce(@Model, camera_model), ''), camera_rtsp_url = nullif(coalesce(@RtspUrl, camera_rtsp_url), '')
            where pit_id = @pitId and (@tenantId::int is null or tenant_id = @tenantId)
            returning {PitCopies.Facts}
            """, new { tenantId, pitId, name, camera.Ip, camera.Model, camera.RtspUrl }, transaction);
        if (pit is null) return false;
        await PitCopies.TellAsync(transaction, [pit], now);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Removes a pit in which no device is mounted.</summary>
    public async Task<PitRemoval> RemoveAsync(int? tenantId, int pitId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            // What is left of it is for the services that have a copy.
            var removed = await connection.QuerySingleOrDefaultAsync<PitFacts>($"""
                with gone as (
                    delete from pits p
                    where p.pit_id = @pitId and (@tenantId::int is null or p.tenant_id = @tenantId) and not exists (select 1 from devices d where d.pit_id = p.pit_id)
                    returning p.pit_id, p.tenant_id, p.pit_number, p.code, p.name, p.version)
                insert into removed_pits (pit_id, tenant_id, pit_number, code, name, version, removed_at)
                select pit_id, tenant_id, pit_number, code, name, version + 1, @now from gone
                returning {PitCopies.FactsOfRemoved}
                """, new { tenantId, pitId, now }, transaction);
            if (removed is not null)
            {
                await PitCopies.TellAsync(transaction, [removed], now);
                await transaction.CommitAsync(ct);
                return new PitRemoval.Removed();
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // A device was mounted at this moment; it is named below.
        }

        return await FindAsync(tenantId, pitId, ct) is { } pit ? new PitRemoval.InUse(pit.DeviceId) : new PitRemoval.NoSuchPit();
    }

    /// <summary>The tenant's pit of that number, made when there is none, with what is known of its camera.</summary>
    public static async Task<(int PitId, string Code)> EnsureAsync(NpgsqlTransaction transaction, int tenantId, int pitNumber, Camera camera, DateTimeOffset now)
    {
        var pit = await transaction.Connection!.QuerySingleAsync<PitFacts>($"""
            insert into pits (tenant_id, pit_number, code, name, camera_ip, camera_model, camera_rtsp_url, created_at)
            values (@tenantId, @pitNumber, 'pit' || @pitNumber, 'Pit ' || @pitNumber, nullif(@Ip, ''), nullif(@Model, ''), nullif(@RtspUrl, ''), @now)
            on conflict (tenant_id, pit_number) do update set
                camera_ip = coalesce(excluded.camera_ip, pits.camera_ip),
                camera_model = coalesce(excluded.camera_model, pits.camera_model),
                camera_rtsp_url = coalesce(excluded.camera_rtsp_url, pits.camera_rtsp_url)
            returning {PitCopies.Facts}
            """, new { tenantId, pitNumber, camera.Ip, camera.Model, camera.RtspUrl, now }, transaction);
        // A copy that knows this version already takes no notice of it.
        await PitCopies.TellAsync(transaction, [pit], now);
        return (pit.PitId, pit.Code);
    }
}
