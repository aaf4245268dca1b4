using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Webhooks;

/// <summary>Webhook endpoints of a tenant, their deliveries, test and replay.</summary>
internal static class WebhookEndpoints
{
    private static readonly string[] States = ["queued", "delivered", "failed"];

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("/api/webhook-endpoints").WithTags("Webhooks").RequireAuthorization(Policies.Owner);
        endpoints.MapGet("/", ListAsync).WithSummary("The tenant's webhook endpoints, without their secrets");
        endpoints.MapPost("/", CreateAsync).TakesIdempotencyKey().WithSummary("A new endpoint; the secret that signs its deliveries is shown this once");
        endpoints.MapGet("/{endpointId:guid}", GetAsync).WithSummary("One endpoint");
        endpoints.MapPatch("/{endpointId:guid}", ChangeAsync).WithSummary("Changes address, description, events, or switches it on or off");
        endpoints.MapDelete("/{endpointId:guid}", RemoveAsync).WithSummary("Removes an endpoint with its deliveries");
        endpoints.MapPost("/{endpointId:guid}/secret", RotateAsync).TakesIdempotencyKey().WithSummary("A new secret, shown this once; the former one signs as well for 24 hours");
        endpoints.MapPost("/{endpointId:guid}/test", TestAsync).WithSummary("Sends the event webhook.test there");
        endpoints.MapGet("/{endpointId:guid}/deliveries", DeliveriesAsync).WithSummary("What was sent there, newest first");
        routes.MapPost("/api/webhook-deliveries/{deliveryId:guid}/replay", ReplayAsync).WithTags("Webhooks").RequireAuthorization(Policies.Owner)
            .WithSummary("Sends a finished delivery again, with the same event id");
    }

    private static async Task<Ok<Page<WebhookEndpointView>>> ListAsync(Caller caller, WebhookStore store, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null) =>
        TypedResults.Ok(new Page<WebhookEndpointView>(await store.ListAsync(caller.TenantScope ?? workshopId, ct), NextCursor: null));

    private static async Task<Results<Created<NewWebhookEndpoint>, ProblemHttpResult>> CreateAsync(
        CreateWebhookEndpoint body, Caller caller, WebhookStore store, WebhookVault vault, IOptions<WebhookOptions> options, TimeProvider time, CancellationToken ct)
    {
        var errors = Check(body.Url, body.Description, body.Events, options.Value, isNew: true).ToList();
        if (caller.IsAdmin && body.WorkshopId is null) errors.Add(("workshop_id", "must say which tenant the endpoint is for"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        if (!caller.IsAdmin && body.WorkshopId is { } asked && asked != caller.TenantId) return Problems.NotFound("workshop");
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var secret = WebhookRules.NewSecret();
        string[] events = [.. body.Events!.Distinct(StringComparer.Ordinal)];
        return await store.AddAsync(body.WorkshopId ?? caller.TenantId!.Value, id, body.Url!, body.Description ?? "", events, vault.Seal(id, secret), caller.UserId, now, ct)
            ? TypedResults.Created($"/api/webhook-endpoints/{id}", new NewWebhookEndpoint(id, body.Url!, events, secret))
            : Problems.Conflict("too_many_endpoints", $"A tenant may have {WebhookStore.MaxPerTenant} webhook endpoints; remove one first.");
    }

    private static async Task<Results<Ok<WebhookEndpointView>, ProblemHttpResult>> GetAsync(Guid endpointId, Caller caller, WebhookStore store, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, endpointId, ct) is { } endpoint ? TypedResults.Ok(endpoint) : Problems.NotFound("webhook endpoint");

    private static async Task<Results<Ok<WebhookEndpointView>, ProblemHttpResult>> ChangeAsync(
        Guid endpointId, ChangeWebhookEndpoint body, Caller caller, WebhookStore store, IOptions<WebhookOptions> options, CancellationToken ct)
    {
        var errors = Check(body.Url, body.Description, body.Events, options.Value, isNew: false).ToList();
        if (body is { Url: null, Description: null, Events: null, Enabled: null }) errors.Add(("body", "must name at least one of url, description, events, enabled"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        return await store.ChangeAsync(caller.TenantScope, endpointId, body, ct) ? await GetAsync(endpointId, caller, store, ct) : Problems.NotFound("webhook endpoint");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid endpointId, Caller caller, WebhookStore store, CancellationToken ct) =>
        await store.RemoveAsync(caller.TenantScope, endpointId, ct) ? TypedResults.NoContent() : Problems.NotFound("webhook endpoint");

    private static async Task<Results<Ok<NewWebhookSecret>, ProblemHttpResult>> RotateAsync(
        Guid endpointId, Caller caller, WebhookStore store, WebhookVault vault, TimeProvider time, CancellationToken ct)
    {
        var secret = WebhookRules.NewSecret();
        var formerUntil = time.GetUtcNow() + WebhookRules.FormerSecretFor;
        return await store.RotateAsync(caller.TenantScope, endpointId, vault.Seal(endpointId, secret), formerUntil, ct)
            ? TypedResults.Ok(new NewWebhookSecret(endpointId, secret, formerUntil))
            : Problems.NotFound("webhook endpoint");
    }

    private static async Task<Results<Accepted<QueuedDelivery>, ProblemHttpResult>> TestAsync(
        Guid endpointId, Caller caller, WebhookDeliveries deliveries, TimeProvider time, CancellationToken ct) =>
        await deliveries.AddTestAsync(caller.TenantScope, endpointId, time.GetUtcNow(), ct) is { } delivery
            ? TypedResults.Accepted($"/api/webhook-endpoints/{endpointId}/deliveries", new QueuedDelivery(delivery))
            : Problems.NotFound("webhook endpoint");

    private static async Task<Results<Ok<Page<WebhookDeliveryView>>, ProblemHttpResult>> DeliveriesAsync(
        Guid endpointId, Caller caller, WebhookStore store, WebhookDeliveries deliveries, CancellationToken ct, string? state = null, Guid? cursor = null, int? limit = null)
    {
        if (state is not null && !States.Contains(state, StringComparer.Ordinal)) return Problems.Invalid(("state", $"must be one of {string.Join(", ", States)}"));
        if (await store.FindAsync(caller.TenantScope, endpointId, ct) is null) return Problems.NotFound("webhook endpoint");
        var size = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await deliveries.ListAsync(caller.TenantScope, endpointId, state, cursor, size + 1, ct), size, d => d.DeliveryId.ToString()));
    }

    private static async Task<Results<Accepted<QueuedDelivery>, ProblemHttpResult>> ReplayAsync(
        Guid deliveryId, Caller caller, WebhookDeliveries deliveries, TimeProvider time, CancellationToken ct) =>
        await deliveries.ReplayAsync(caller.TenantScope, deliveryId, time.GetUtcNow(), ct) switch
        {
            true => TypedResults.Accepted((string?)null, new QueuedDelivery(deliveryId)),
            false => Problems.Conflict("delivery_queued", "The delivery is still being tried."),
            null => Problems.NotFound("delivery"),
        };

    private static IEnumerable<(string Field, string Message)> Check(string? url, string? description, IReadOnlyList<string>? events, WebhookOptions options, bool isNew)
    {
        if ((isNew || url is not null) && WebhookAddress.ProblemOf(url, options.Networks) is { } problem) yield return ("url", problem);
        if (description is { Length: > 200 } || description?.Any(char.IsControl) == true) yield return ("description", "must have at most 200 characters, none of them control characters");
        if ((isNew && events is null) || events is { Count: 0 or > 20 } || events?.Any(e => e is null || !WebhookRules.IsFilter(e)) == true)
            yield return ("events", $"must be at least one of *, device.*, command.*, alert.*, {string.Join(", ", WebhookRules.Types)}");
    }
}

/// <summary>A new endpoint.</summary>
/// <param name="Url">HTTPS address on the public internet.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Events">Types, groups such as <c>device.*</c>, or <c>*</c>.</param>
/// <param name="WorkshopId">The tenant; needed from admins, and of an owner only the own.</param>
internal sealed record CreateWebhookEndpoint(string? Url, string? Description, IReadOnlyList<string>? Events, int? WorkshopId) : IRequestBody;

/// <summary>The new endpoint with its secret, shown this once.</summary>
internal sealed record NewWebhookEndpoint(Guid EndpointId, string Url, IReadOnlyList<string> Events, string Secret);

/// <summary>The new secret, shown this once.</summary>
internal sealed record NewWebhookSecret(Guid EndpointId, string Secret, DateTimeOffset FormerSecretUntil);

/// <summary>A delivery that is on its way.</summary>
internal sealed record QueuedDelivery(Guid DeliveryId);
