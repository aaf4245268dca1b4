using System.Net.Http.Headers;
using System.Text;
using Microsoft.Net.Http.Headers;
using Platform.ServiceDefaults.Http;
using Yarp.ReverseProxy.Model;

namespace Platform.Gateway.Door;

/// <summary>Whose count this request goes to.</summary>
internal sealed record RequestCredential(Bucket Bucket);

/// <summary>
/// Decides whose limit counts, and puts an API key's token in the key's place. A credential gets a count of its own only when
/// it is proven: an API key by Identity, a device by the first answer that is not 401. Guesses are charged to the address. Callbacks
/// of providers, which routes of <c>routes.json</c> say they are, have a count of their own per address.
/// </summary>
internal sealed class Credentials(RequestDelegate next, ApiKeys keys, ProvenDevices devices, RequestLimits limits)
{
    private const string KeyHeader = "X-API-Key";

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments("/ws", StringComparison.OrdinalIgnoreCase))
        {
            await GoOnAsync(http, Bucket.OfSockets(http));
            return;
        }

        if (!path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/.well-known", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase))
        {
            await GoOnAsync(http, Bucket.Free);
            return;
        }

        if (Says(http, "Limit", "Callbacks")) await GoOnAsync(http, Bucket.OfCallbacks(http));
        else if (ApiKeyOf(http.Request) is { } key) await WithApiKeyAsync(http, key);
        else if (TakesDevices(http) && DeviceOf(http.Request) is { } device) await AsDeviceAsync(http, device);
        else await GoOnAsync(http, Bucket.OfAddress(http));
    }

    private static string? ApiKeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(KeyHeader, out var key) && key.Count > 0) return key.ToString();
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer pk_", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }

    /// <summary>Only routes that check device credentials can prove them; they say so in <c>routes.json</c>.</summary>
    private static bool TakesDevices(HttpContext http) => Says(http, "Credentials", "Device");

    private static bool Says(HttpContext http, string what, string value) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.Metadata?.GetValueOrDefault(what) == value;

    private static (string DeviceId, string Hash)? DeviceOf(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header is not { Scheme: "Basic", Parameter: { Length: > 0 and < 512 } encoded }) return null;
        Span<byte> bytes = stackalloc byte[400];
        if (!Convert.TryFromBase64String(encoded, bytes, out var written)) return null;
        var colon = bytes[..written].IndexOf((byte)':');
        return colon is < 1 or > 50 ? null : (Encoding.UTF8.GetString(bytes[..colon]), ApiKeys.Hash(encoded));
    }

    private async Task WithApiKeyAsync(HttpContext http, string key)
    {
        // The key itself goes no further than this.
        http.Request.Headers.Remove(KeyHeader);
        http.Request.Headers.Remove(HeaderNames.Authorization);
        var hash = ApiKeys.Hash(key);
        var known = keys.Know(hash, out var entry);
        if (known is ApiKeys.Knowledge.WasGood || (known is ApiKeys.Knowledge.None && ApiKeys.LooksLikeKey(key) && limits.HasRoom(Bucket.OfAddress(http))))
            entry = await keys.ResolveAsync(key, hash, http.RequestAborted);

        if (entry is null)
        {
            // Said in the header's place, so that the answer is 401 with error="invalid_token" and not a question for a token.
            http.Request.Headers.Authorization = "Bearer unknown-api-key";
            await GoOnAsync(http, Bucket.OfAddress(http));
            return;
        }

        http.Request.Headers.Authorization = $"Bearer {entry.AccessToken}";
        await GoOnAsync(http, new Bucket(BucketKind.Credential, $"key:{entry.ApiKeyId}"));
    }

    private async Task AsDeviceAsync(HttpContext http, (string DeviceId, string Hash) device)
    {
        var own = new Bucket(BucketKind.Credential, $"device:{device.DeviceId}");
        if (devices.IsProven(device.Hash))
        {
            await GoOnAsync(http, own);
            if (http.Response.StatusCode == StatusCodes.Status401Unauthorized) devices.Forget(device.Hash);
            return;
        }

        var address = Bucket.OfAddress(http);
        if (!limits.HasRoom(address))
        {
            await GoOnAsync(http, address);
            return;
        }

        await GoOnAsync(http, Bucket.Free);
        switch (http.Response.StatusCode)
        {
            case (>= 200 and < 300) or StatusCodes.Status402PaymentRequired:
                devices.Prove(device.Hash);
                limits.Charge(own);
                break;
            case < 500:
                limits.Charge(address);
                break;
        }
    }

    private Task GoOnAsync(HttpContext http, Bucket bucket)
    {
        http.Features.Set(new RequestCredential(bucket));
        return next(http);
    }
}

/// <summary>Device credentials that a service has accepted within the last ten minutes, by their SHA-256.</summary>
internal sealed class ProvenDevices(TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private readonly Recent<string, DateTimeOffset> proven = new(50_000);

    public bool IsProven(string hash) => proven.TryGet(hash, out var until) && time.GetUtcNow() < until;

    public void Prove(string hash) => proven.Set(hash, time.GetUtcNow() + KeptFor);

    public void Forget(string hash) => proven.Remove(hash);
}

/// <summary>
/// Gives addresses that no route matches an endpoint of their own, so that they answer 404 (or 405) to everybody instead of
/// asking for a sign-in, and count for the limits.
/// </summary>
internal sealed class Unmatched(RequestDelegate next)
{
    private static readonly Endpoint NotFound = new(
        http => Problems.NotFound("address").ExecuteAsync(http),
        new EndpointMetadataCollection(new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute()), "404 No such address");

    public Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null) http.SetEndpoint(NotFound);
        else if (endpoint is not RouteEndpoint) http.SetEndpoint(new Endpoint(endpoint.RequestDelegate, NotFound.Metadata, endpoint.DisplayName));
        return next(http);
    }
}
