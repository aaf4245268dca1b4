using System.Globalization;
using Dapper;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Cameras;

/// <summary>A camera that is to be asked.</summary>
internal sealed record DueCamera(int PitId, string Url);

/// <summary>SQL of whether cameras answer. Several processes ask different ones.</summary>
internal static class CameraStore
{
    private const string Columns = "pit_id, tenant_id, code, is_offline, greatest(0, extract(epoch from @now - answered_at))::int as silent_seconds";

    /// <summary>Begins with cameras that are new, and ends with those that are gone: whatever was wrong with them is over.</summary>
    public static async Task FollowPitsAsync(NpgsqlTransaction transaction, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync("""
            insert into camera_states (pit_id, tenant_id, code, answered_at, ask_at)
            select p.pit_id, p.tenant_id, p.code, @now, @now from pits p
            where p.camera_rtsp_url is not null and not exists (select 1 from camera_states s where s.pit_id = p.pit_id)
            on conflict do nothing
            """, new { now }, transaction);
        var gone = await connection.QueryAsync<CameraRow>($"""
            delete from camera_states s where not exists (select 1 from pits p where p.pit_id = s.pit_id and p.camera_rtsp_url is not null)
            returning {Columns}
            """, new { now }, transaction);
        await TellAsync(transaction, [.. gone.Where(c => c.IsOffline).Select(c => c with { IsOffline = false })], "removed", now);
    }

    /// <summary>Takes cameras whose time has come.</summary>
    public static async Task<IReadOnlyList<DueCamera>> TakeAsync(NpgsqlTransaction transaction, DateTimeOffset now, int limit) =>
    [
        .. await transaction.Connection!.QueryAsync<DueCamera>("""
            update camera_states s set ask_at = @next from pits p
            where p.pit_id = s.pit_id and p.camera_rtsp_url is not null
              and s.pit_id in (select pit_id from camera_states where ask_at <= @now order by ask_at limit @limit for update skip locked)
            returning s.pit_id, p.camera_rtsp_url as url
            """, new { now, next = now + CameraTimes.AskEvery, limit }, transaction),
    ];

    /// <summary>Notes who answered and who did not; tells of those with which that changes something.</summary>
    public static async Task NoteAsync(NpgsqlTransaction transaction, int[] answered, int[] silent, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        // What it was before the answer is what is told.
        var back = await connection.QueryAsync<CameraRow>($"""
            with before as (select pit_id, is_offline as was_offline from camera_states where pit_id = any(@answered) order by pit_id for update)
            update camera_states s set answered_at = @now, failures = 0, is_offline = false
            from before where before.pit_id = s.pit_id
            returning s.pit_id, s.tenant_id, s.code, was_offline as is_offline, 0 as silent_seconds
            """, new { answered, now }, transaction);
        await TellAsync(transaction, [.. back.Where(c => c.IsOffline).Select(c => c with { IsOffline = false })], "recovered", now);
        await connection.ExecuteAsync("update camera_states set failures = failures + 1 where pit_id = any(@silent)", new { silent }, transaction);
        // One lost packet is no loss: it must have missed more than one question.
        var lost = await connection.QueryAsync<CameraRow>($"""
            update camera_states set is_offline = true
            where pit_id = any(@silent) and not is_offline and failures > 1 and answered_at < @before
            returning {Columns}
            """, new { silent, now, before = now - CameraTimes.MaySilentFor }, transaction);
        await TellAsync(transaction, [.. lost], reason: null, now);
    }

    private static Task TellAsync(NpgsqlTransaction transaction, IReadOnlyList<CameraRow> cameras, string? reason, DateTimeOffset now) => Outbox.AddAllAsync(
        transaction,
        [
            .. cameras.Select(c => new CameraStateChanged(
                c.PitId, c.TenantId, c.Code, c.IsOffline, c.SilentSeconds, (int)CameraTimes.MaySilentFor.TotalSeconds, c.IsOffline ? null : reason, now.ToUnixTimeMilliseconds(), now)),
        ],
        m => string.Create(CultureInfo.InvariantCulture, $"camera:{((CameraStateChanged)m).PitId}"),
        now);

    private sealed record CameraRow(int PitId, int TenantId, string Code, bool IsOffline, int SilentSeconds);
}
