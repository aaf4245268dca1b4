using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Messages;

/// <summary>What was sent to whom, and what became of it.</summary>
internal static class DeliveryEndpoints
{
    private static readonly string[] States = ["queued", "sending", "sent", "delivered", "failed"];

    public static void MapDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/deliveries").WithTags("Messages").RequireAuthorization(Policies.Owner)
            .MapGet("/", ListAsync).WithSummary("Messages that left, or should have, newest first; what they said is not kept");

    private static async Task<Results<Ok<Page<DeliveryView>>, ProblemHttpResult>> ListAsync(
        Caller caller, DeliveryStore store, TimeProvider time, CancellationToken ct, string? state = null, string? channel = null, string? kind = null,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, Guid? cursor = null, int? limit = null)
    {
        var errors = new List<(string, string)>();
        if (state is not null && !States.Contains(state)) errors.Add(("state", $"must be one of {string.Join(", ", States)}"));
        if (channel is not null && !Channels.All.Contains(channel)) errors.Add(("channel", $"must be one of {string.Join(", ", Channels.All)}"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        var size = Page.Limit(limit);
        var filter = new DeliveryFilter(caller.TenantScope ?? workshopId, state, channel, kind);
        return TypedResults.Ok(Page.Of(await store.ListAsync(filter, cursor, time.GetUtcNow(), size + 1, ct), size, d => d.DeliveryId.ToString()));
    }
}

/// <summary>A message to one address by one channel.</summary>
/// <param name="DeliveryId">Which one.</param>
/// <param name="MessageId">Of which message; one message may take several channels.</param>
/// <param name="Kind">Such as <c>job_started</c>.</param>
/// <param name="Channel"><c>sms</c>, <c>whatsapp</c>, <c>email</c> or <c>push</c>.</param>
/// <param name="Recipient">Phone, address, or the id of a push subscription.</param>
/// <param name="UserId">The person, if they have an account.</param>
/// <param name="State"><c>queued</c>, <c>sending</c>, <c>sent</c> (the provider has it), <c>delivered</c> (the provider says so) or <c>failed</c>.</param>
/// <param name="Reason">Why it failed, or why the newest try did: <c>bad_phone</c>, <c>no_phone</c>, <c>bad_address</c>, <c>budget_exhausted</c>, <c>expired</c>, <c>not_configured</c>, <c>unknown_outcome</c>, <c>twilio_21211</c>, …</param>
/// <param name="Delayed">True when it has waited for more than two minutes: the provider is away.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="SentAt">When the provider took it.</param>
/// <param name="FinishedAt">When nothing more was to happen.</param>
internal sealed record DeliveryView(
    Guid DeliveryId, Guid MessageId, string Kind, string Channel, string Recipient, long? UserId, string State, string? Reason, bool Delayed, int Attempts,
    DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? FinishedAt);

/// <summary>What a list is limited to; null means all.</summary>
internal sealed record DeliveryFilter(int? TenantId, string? State, string? Channel, string? Kind);
