using System.Buffers;
using System.Buffers.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Messaging;
using Platform.Notifications.Webhooks;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Push;

/// <summary>A person's browsers that take push messages (Push API; RFC 8030, 8291, 8292).</summary>
internal static class PushEndpoints
{
    private const int PublicKeyBytes = 65, AuthBytes = 16;

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        var push = routes.MapGroup("/api/push").WithTags("Messages").RequireAuthorization(Policies.Person);
        push.MapGet("/key", Key).WithSummary("The key to subscribe with (applicationServerKey), base64url");
        push.MapPost("/subscriptions", SubscribeAsync).WithSummary("Adds the caller's browser; the same address again takes its place");
        push.MapDelete("/subscriptions", UnsubscribeAsync).WithSummary("Removes the caller's browser with that address");
    }

    private static Ok<PushKey> Key(PushKeys keys) => TypedResults.Ok(new PushKey(keys.PublicKey));

    private static async Task<Results<Created<PushSubscribed>, ProblemHttpResult>> SubscribeAsync(
        PushSubscriptionBody body, Caller caller, PushStore store, IOptions<WebhookOptions> options, TimeProvider time, CancellationToken ct)
    {
        var errors = new List<(string, string)>();
        if (WebhookAddress.ProblemOf(body.Endpoint, options.Value.Networks) is { } problem) errors.Add(("endpoint", problem));
        if (!TryDecode(body.Keys?.P256dh, PublicKeyBytes, out var p256dh) || !PushEncryption.IsPoint(p256dh)) errors.Add(("keys.p256dh", "must be an uncompressed point of P-256, base64url"));
        if (!TryDecode(body.Keys?.Auth, AuthBytes, out var auth)) errors.Add(("keys.auth", "must be 16 bytes, base64url"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        return await store.AddAsync(caller.UserId, caller.TenantId, body.Endpoint!, p256dh, auth, time.GetUtcNow(), ct) is { } id
            ? TypedResults.Created((string?)null, new PushSubscribed(id))
            : Problems.Conflict("too_many_subscriptions", $"A person may have {PushStore.MaxPerUser} browsers; remove one first.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnsubscribeAsync(string endpoint, Caller caller, PushStore store, CancellationToken ct) =>
        await store.RemoveAsync(caller.UserId, endpoint, ct) ? TypedResults.NoContent() : Problems.NotFound("subscription");

    private static bool TryDecode(string? text, int length, out byte[] bytes)
    {
        bytes = new byte[length];
        return text is { Length: <= 200 } && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == length;
    }
}

/// <summary>The platform's key.</summary>
/// <param name="Key">Uncompressed point of P-256, base64url.</param>
internal sealed record PushKey(string Key);

/// <summary>What <c>PushSubscription.toJSON()</c> gives in the browser.</summary>
/// <param name="Endpoint">Address at the browser's push service.</param>
/// <param name="Keys">The browser's keys.</param>
internal sealed record PushSubscriptionBody(string? Endpoint, PushSubscriptionKeys? Keys) : IRequestBody;

/// <summary>Keys of a subscription.</summary>
/// <param name="P256dh">Public key, base64url.</param>
/// <param name="Auth">Shared secret, base64url.</param>
internal sealed record PushSubscriptionKeys(string? P256dh, string? Auth);

/// <summary>A subscription that was added.</summary>
internal sealed record PushSubscribed(Guid SubscriptionId);
