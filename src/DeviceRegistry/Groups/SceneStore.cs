using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Groups;

/// <summary>Commands that somebody gives together.</summary>
/// <param name="SceneId">Its number.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="Actions">What is done when it runs, in this order.</param>
internal sealed record Scene(int SceneId, string Name, IReadOnlyList<SceneAction> Actions);

/// <summary>One command of a scene.</summary>
internal sealed record SceneAction(string DeviceId, string Command, JsonElement? Args = null);

/// <summary>All SQL of scenes.</summary>
internal sealed class SceneStore(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<Scene>> ListAsync(Keeper keeper, int after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<Row>("""
            select scene_id, name, actions from scenes where tenant_id = @TenantId and user_id = @UserId and scene_id > @after order by scene_id limit @limit
            """, new { keeper.TenantId, keeper.UserId, after, limit })).Select(r => r.Scene)];
    }

    public async Task<Scene?> FindAsync(Keeper keeper, int sceneId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(
            "select scene_id, name, actions from scenes where tenant_id = @TenantId and user_id = @UserId and scene_id = @sceneId",
            new { keeper.TenantId, keeper.UserId, sceneId }))?.Scene;
    }

    public async Task<Scene> AddAsync(Keeper keeper, string name, IReadOnlyList<SceneAction> actions, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QuerySingleAsync<Row>("""
            insert into scenes (tenant_id, user_id, name, actions, created_at) values (@TenantId, @UserId, @name, @actions::jsonb, @now) returning scene_id, name, actions
            """, new { keeper.TenantId, keeper.UserId, name, actions = JsonSerializer.Serialize(actions, Json.Options), now })).Scene;
    }

    /// <summary>Changes what is not null.</summary>
    public async Task<Scene?> ChangeAsync(Keeper keeper, int sceneId, string? name, IReadOnlyList<SceneAction>? actions, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>("""
            update scenes set name = coalesce(@name, name), actions = coalesce(@actions::jsonb, actions)
            where tenant_id = @TenantId and user_id = @UserId and scene_id = @sceneId
            returning scene_id, name, actions
            """, new { keeper.TenantId, keeper.UserId, sceneId, name, actions = actions is null ? null : JsonSerializer.Serialize(actions, Json.Options) }))?.Scene;
    }

    public async Task<bool> RemoveAsync(Keeper keeper, int sceneId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            "delete from scenes where tenant_id = @TenantId and user_id = @UserId and scene_id = @sceneId", new { keeper.TenantId, keeper.UserId, sceneId }) == 1;
    }

    private sealed record Row(int SceneId, string Name, JsonElement Actions)
    {
        public Scene Scene => new(SceneId, Name, Actions.Deserialize<IReadOnlyList<SceneAction>>(Json.Options)!);
    }
}
