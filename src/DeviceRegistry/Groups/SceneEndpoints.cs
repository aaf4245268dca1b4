using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Groups;

/// <summary>Commands that a person gives together: "good night".</summary>
internal static class SceneEndpoints
{
    public static void MapScenes(this IEndpointRouteBuilder routes)
    {
        var scenes = routes.MapGroup("/api/scenes").WithTags("Groups and scenes").RequireAuthorization(Policies.Person);
        scenes.MapGet("/", ListAsync).WithSummary("The caller's own scenes");
        scenes.MapPost("/", AddAsync).TakesIdempotencyKey().WithSummary("Make a scene of commands to devices that the caller may see");
        scenes.MapGet("/{sceneId:int}", GetAsync).WithSummary("One scene");
        scenes.MapPatch("/{sceneId:int}", ChangeAsync).WithSummary("Change a scene's name or commands");
        scenes.MapDelete("/{sceneId:int}", RemoveAsync).WithSummary("Remove a scene");
        scenes.MapPost("/{sceneId:int}/run", RunAsync).TakesIdempotencyKey().WithSummary("Give all commands of a scene; says for each what became of it");
    }

    private static async Task<Results<Ok<Page<Scene>>, ProblemHttpResult>> ListAsync(Caller caller, SceneStore scenes, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)) return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await scenes.ListAsync(Keeper.Of(caller), after, take + 1, ct), take, s => s.SceneId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<Scene>, ProblemHttpResult>> GetAsync(int sceneId, Caller caller, SceneStore scenes, CancellationToken ct) =>
        await scenes.FindAsync(Keeper.Of(caller), sceneId, ct) is { } scene ? TypedResults.Ok(scene) : Problems.NotFound("scene");

    private static async Task<Results<Created<Scene>, ProblemHttpResult>> AddAsync(
        NewScene body, Caller caller, SceneStore scenes, DeviceGrants grants, DeviceTypeCatalog types, TimeProvider time, CancellationToken ct)
    {
        if (caller.TenantId is null) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Scenes belong to people of a workshop or household.");
        var errors = GroupRules.CheckName(body.Name).Concat(await CheckAsync(grants, types, caller, body.Actions, ct)).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        var scene = await scenes.AddAsync(Keeper.Of(caller), body.Name!, body.Actions!, time.GetUtcNow(), ct);
        return TypedResults.Created($"/api/scenes/{scene.SceneId}", scene);
    }

    private static async Task<Results<Ok<Scene>, ProblemHttpResult>> ChangeAsync(
        int sceneId, ChangeScene body, Caller caller, SceneStore scenes, DeviceGrants grants, DeviceTypeCatalog types, CancellationToken ct)
    {
        var errors = (body.Name is null ? [] : GroupRules.CheckName(body.Name)).Concat(await CheckAsync(grants, types, caller, body.Actions ?? [], ct)).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await scenes.ChangeAsync(Keeper.Of(caller), sceneId, body.Name, body.Actions, ct) is { } scene ? TypedResults.Ok(scene) : Problems.NotFound("scene");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(int sceneId, Caller caller, SceneStore scenes, CancellationToken ct) =>
        await scenes.RemoveAsync(Keeper.Of(caller), sceneId, ct) ? TypedResults.NoContent() : Problems.NotFound("scene");

    private static async Task<Results<Accepted<GivenCommands>, ProblemHttpResult>> RunAsync(int sceneId, Caller caller, SceneStore scenes, DeviceControl control, CancellationToken ct) =>
        await scenes.FindAsync(Keeper.Of(caller), sceneId, ct) is { } scene
            ? TypedResults.Accepted((string?)null, await control.GiveAllAsync(caller, scene.Actions.Select(a => (a.DeviceId, new ControlDevice(a.Command, Args: a.Args))), ct))
            : Problems.NotFound("scene");

    /// <summary>Each command is one that its device knows; whether the caller may give it is decided when the scene runs.</summary>
    private static async Task<IReadOnlyList<(string Field, string Message)>> CheckAsync(
        DeviceGrants grants, DeviceTypeCatalog types, Caller caller, IReadOnlyList<SceneAction?>? actions, CancellationToken ct)
    {
        if (actions is null) return [("actions", "is required")];
        if (actions.Count > GroupRules.Most) return [("actions", $"must be at most {GroupRules.Most}")];
        var errors = new List<(string Field, string Message)>();
        for (var i = 0; i < actions.Count; i++)
        {
            if (actions[i] is not { DeviceId: not null, Command: not null } action) errors.Add(($"actions[{i}]", "must have device_id and command"));
            else if (await grants.FindAsync(caller, action.DeviceId, ct) is not { } grant) errors.Add(($"actions[{i}].device_id", "there is no such device"));
            else if (types.Find(grant.DeviceType)?.FindCommand(action.Command) is not { } schema) errors.Add(($"actions[{i}].command", $"a device of the type {grant.DeviceType} has no such command"));
            else errors.AddRange(ControlRules.Read(schema, new ControlDevice(action.Command, Args: action.Args)).Errors.Select(e => ($"actions[{i}].{e.Field}", e.Message)));
        }

        return errors;
    }
}

/// <summary>A scene that is to be made.</summary>
internal sealed record NewScene(string? Name, IReadOnlyList<SceneAction>? Actions);

/// <summary>What of a scene is to be another.</summary>
internal sealed record ChangeScene(string? Name = null, IReadOnlyList<SceneAction>? Actions = null);
