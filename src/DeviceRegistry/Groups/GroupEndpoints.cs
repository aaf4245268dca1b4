using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Groups;

/// <summary>Devices that a person switches together.</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this IEndpointRouteBuilder routes)
    {
        var groups = routes.MapGroup("/api/groups").WithTags("Groups and scenes").RequireAuthorization(Policies.Person);
        groups.MapGet("/", ListAsync).WithSummary("The caller's own groups");
        groups.MapPost("/", AddAsync).TakesIdempotencyKey().WithSummary("Make a group of devices that the caller may see");
        groups.MapGet("/{groupId:int}", GetAsync).WithSummary("One group");
        groups.MapPatch("/{groupId:int}", ChangeAsync).WithSummary("Change a group's name or devices");
        groups.MapDelete("/{groupId:int}", RemoveAsync).WithSummary("Remove a group; its devices stay");
        groups.MapPost("/{groupId:int}/control", ControlAsync).TakesIdempotencyKey().WithSummary("Give all devices of a group the same command; says for each what became of it");
    }

    private static async Task<Results<Ok<Page<DeviceGroup>>, ProblemHttpResult>> ListAsync(Caller caller, GroupStore groups, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)) return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await groups.ListAsync(Keeper.Of(caller), after, take + 1, ct), take, g => g.GroupId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<DeviceGroup>, ProblemHttpResult>> GetAsync(int groupId, Caller caller, GroupStore groups, CancellationToken ct) =>
        await groups.FindAsync(Keeper.Of(caller), groupId, ct) is { } group ? TypedResults.Ok(group) : Problems.NotFound("group");

    private static async Task<Results<Created<DeviceGroup>, ProblemHttpResult>> AddAsync(
        NewGroup body, Caller caller, GroupStore groups, DeviceGrants grants, TimeProvider time, CancellationToken ct)
    {
        if (caller.TenantId is null) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Groups belong to people of a workshop or household.");
        var errors = GroupRules.CheckName(body.Name).Concat(await GroupRules.CheckDevicesAsync(grants, caller, body.DeviceIds, ct)).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        var group = await groups.AddAsync(Keeper.Of(caller), body.Name!, [.. body.DeviceIds!], time.GetUtcNow(), ct);
        return TypedResults.Created($"/api/groups/{group.GroupId}", group);
    }

    private static async Task<Results<Ok<DeviceGroup>, ProblemHttpResult>> ChangeAsync(
        int groupId, ChangeGroup body, Caller caller, GroupStore groups, DeviceGrants grants, CancellationToken ct)
    {
        var errors = (body.Name is null ? [] : GroupRules.CheckName(body.Name)).Concat(await GroupRules.CheckDevicesAsync(grants, caller, body.DeviceIds ?? [], ct)).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await groups.ChangeAsync(Keeper.Of(caller), groupId, body.Name, body.DeviceIds is null ? null : [.. body.DeviceIds], ct) is { } group
            ? TypedResults.Ok(group)
            : Problems.NotFound("group");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(int groupId, Caller caller, GroupStore groups, CancellationToken ct) =>
        await groups.RemoveAsync(Keeper.Of(caller), groupId, ct) ? TypedResults.NoContent() : Problems.NotFound("group");

    private static async Task<Results<Accepted<GivenCommands>, ProblemHttpResult>> ControlAsync(
        int groupId, ControlDevice body, Caller caller, GroupStore groups, DeviceControl control, CancellationToken ct) =>
        await groups.FindAsync(Keeper.Of(caller), groupId, ct) is { } group
            ? TypedResults.Accepted((string?)null, await control.GiveAllAsync(caller, group.DeviceIds.Select(id => (id, body)), ct))
            : Problems.NotFound("group");
}

/// <summary>A group that is to be made.</summary>
internal sealed record NewGroup(string? Name, IReadOnlyList<string>? DeviceIds);

/// <summary>What of a group is to be another.</summary>
internal sealed record ChangeGroup(string? Name = null, IReadOnlyList<string>? DeviceIds = null);
