using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Identity;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Tenants;

/// <summary>Why a tenant is suspended or activated.</summary>
internal sealed record ChangeTenantStatus(string? Reason) : IRequestBody
{
    public FieldCheck Check() => new FieldCheck().Text("reason", Reason, 200, required: true);
}

internal static class TenantStatusEndpoints
{
    /// <summary>Into the group of admins.</summary>
    public static void MapTenantStatus(this RouteGroupBuilder tenants)
    {
        tenants.MapPost("/{id:int}/suspend", SuspendAsync).TakesIdempotencyKey().WithSummary("Suspends a tenant: its people may sign in and read, its devices' licenses are suspended with it.");
        tenants.MapPost("/{id:int}/activate", ActivateAsync).TakesIdempotencyKey().WithSummary("Serves a suspended tenant again and lifts the suspension of the licenses that came with it.");
        tenants.MapGet("/{id:int}/status-changes", ListAsync).WithSummary("Who suspended and activated the tenant, when and why; newest first.");
    }

    private static Task<Results<Ok<TenantAnswer>, ProblemHttpResult>> SuspendAsync(
        int id, ChangeTenantStatus request, Caller caller, TenantStatusStore changes, TenantStore store, TimeProvider time, CancellationToken ct) =>
        ChangeAsync(id, TenantStatus.Suspended, request, caller, changes, store, time.GetUtcNow(), ct);

    private static Task<Results<Ok<TenantAnswer>, ProblemHttpResult>> ActivateAsync(
        int id, ChangeTenantStatus request, Caller caller, TenantStatusStore changes, TenantStore store, TimeProvider time, CancellationToken ct) =>
        ChangeAsync(id, TenantStatus.Active, request, caller, changes, store, time.GetUtcNow(), ct);

    private static async Task<Results<Ok<TenantAnswer>, ProblemHttpResult>> ChangeAsync(
        int id, TenantStatus to, ChangeTenantStatus request, Caller caller, TenantStatusStore changes, TenantStore store, DateTimeOffset now, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        var changed = await changes.ChangeAsync(id, to, request.Reason!, caller.Actor, now, ct);
        if (await store.FindAsync(caller.TenantScope, id, ct) is not { } tenant) return Problems.NotFound("tenant");
        if (changed) return TypedResults.Ok(tenant);
        return to == TenantStatus.Suspended
            ? Problems.Conflict("tenant_suspended", "This tenant is suspended already; nothing was changed.", ("since", tenant.StatusChangedAt), ("reason", tenant.StatusReason))
            : Problems.Conflict("tenant_active", "This tenant is not suspended; nothing was changed.", ("since", tenant.StatusChangedAt ?? tenant.CreatedAt));
    }

    private static async Task<Results<Ok<Page<TenantStatusChange>>, ProblemHttpResult>> ListAsync(
        int id, Caller caller, TenantStatusStore changes, TenantStore store, CancellationToken ct, long? cursor = null, int? limit = null)
    {
        if (await store.FindAsync(caller.TenantScope, id, ct) is null) return Problems.NotFound("tenant");
        var size = Page.Limit(limit);
        var rows = await changes.ListAsync(id, cursor ?? long.MaxValue, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, c => c.Version.ToString(CultureInfo.InvariantCulture)));
    }
}
