using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Tenants;

internal static class TenantEndpoints
{
    public static void AddTenants(this IServiceCollection services)
    {
        services.AddSingleton<TenantStore>();
        services.AddSingleton<TenantProvisioning>();
        services.AddSingleton<TenantStatusStore>();
    }

    public static void MapTenants(this WebApplication app)
    {
        var all = app.MapGroup("/api/tenants").RequireAuthorization(Policies.Admin).RequireLiveSession().WithTags("Tenants");
        all.MapPost("/", CreateAsync).TakesIdempotencyKey().WithSummary("Makes a tenant with its code, owner account and MQTT account; the secrets are shown this once.");
        all.MapGet("/", ListAsync).WithSummary("All tenants; search by a part of name or code, status active or suspended.");
        all.MapTenantStatus();

        var own = app.MapGroup("/api/tenants").RequireAuthorization(Policies.Owner).RequireLiveSession().WithTags("Tenants");
        own.MapGet("/{id:int}", ReadAsync).WithSummary("One tenant; an owner sees the own.");
        own.MapPatch("/{id:int}", ChangeAsync).WithSummary("Changes name, address, phone or time zone.");
        own.MapPost("/{id:int}/mqtt-credentials", RotateMqttAsync).WithSummary("Gives the tenant's MQTT account a new password, shown this once.");

        app.MapGet("/internal/tenants", SnapshotAsync).RequireAuthorization(Policies.Service).WithTags("Snapshots").WithSummary("Facts of all tenants.");
    }

    private static async Task<Results<Created<NewTenantAnswer>, ProblemHttpResult>> CreateAsync(CreateTenant request, TenantProvisioning provisioning, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        var tenant = await provisioning.CreateAsync(request, ct);
        return TypedResults.Created($"/api/tenants/{tenant.TenantId.ToString(CultureInfo.InvariantCulture)}", tenant);
    }

    private static async Task<Results<Ok<Page<TenantAnswer>>, ProblemHttpResult>> ListAsync(
        TenantStore store, CancellationToken ct, string? search = null, string? status = null, int? cursor = null, int? limit = null)
    {
        var check = new FieldCheck().Search(search).OneOf("status", status, TenantRules.StatusWords);
        if (check.HasErrors) return check.ToProblem();
        var size = Page.Limit(limit);
        var rows = await store.ListAsync(new TenantFilter(TenantRules.StatusOf(status), search), cursor ?? 0, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, t => t.TenantId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<TenantAnswer>, ProblemHttpResult>> ReadAsync(int id, Caller caller, TenantStore store, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, id, ct) is { } tenant ? TypedResults.Ok(tenant) : Problems.NotFound("tenant");

    private static async Task<Results<Ok<TenantAnswer>, ProblemHttpResult>> ChangeAsync(
        int id, ChangeTenant request, Caller caller, TenantStore store, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await store.ChangeAsync(caller.TenantScope, id, request, time.GetUtcNow(), ct) ? await ReadAsync(id, caller, store, ct) : Problems.NotFound("tenant");
    }

    private static async Task<Results<Ok<MqttAccount>, ProblemHttpResult>> RotateMqttAsync(int id, Caller caller, TenantStore store, TimeProvider time, CancellationToken ct)
    {
        var password = Secrets.New();
        return await store.SetMqttPasswordAsync(caller.TenantScope, id, password, time.GetUtcNow(), ct) is { } username
            ? TypedResults.Ok(new MqttAccount(username, password))
            : Problems.NotFound("tenant");
    }

    private static async Task<Ok<Page<TenantFacts>>> SnapshotAsync(TenantStore store, CancellationToken ct, int? after = null, int? limit = null)
    {
        var size = Snapshots.Limit(limit);
        var rows = await store.SnapshotAsync(after ?? 0, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, t => t.TenantId.ToString(CultureInfo.InvariantCulture)));
    }
}
