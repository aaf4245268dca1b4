using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Licensing.Leases;

/// <summary>The public keys with which leases are verified.</summary>
internal static class LeaseKeyEndpoints
{
    public static void MapLeaseKeys(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/device-lease-keys", GetAsync).AllowAnonymous().WithTags("Device").WithSummary("Public keys of device leases, as JWK and PEM");

    private static async Task<Ok<LeaseKeySet>> GetAsync(LeaseKeys keys, CancellationToken ct) => TypedResults.Ok(new LeaseKeySet(await keys.PublicAsync(ct)));
}

/// <summary>All keys, the one that signs now first.</summary>
internal sealed record LeaseKeySet(IReadOnlyList<LeasePublicKey> Keys);
