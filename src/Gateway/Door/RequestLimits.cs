using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Door;

/// <summary>Whose count a request goes to.</summary>
internal enum BucketKind
{
    /// <summary>Not counted.</summary>
    Free,

    /// <summary>A client address: people, and whoever could not prove a credential.</summary>
    Address,

    /// <summary>A client address that opens sockets.</summary>
    Sockets,

    /// <summary>A client address that reports back to us: a provider's signed callbacks.</summary>
    Callbacks,

    /// <summary>An API key or a device that has proven itself.</summary>
    Credential,
}

/// <summary>One count.</summary>
internal readonly record struct Bucket(BucketKind Kind, string Key)
{
    public static readonly Bucket Free = new(BucketKind.Free, "");

    public static Bucket OfAddress(HttpContext http) => new(BucketKind.Address, AddressKey(http.Connection.RemoteIpAddress));

    public static Bucket OfSockets(HttpContext http) => new(BucketKind.Sockets, AddressKey(http.Connection.RemoteIpAddress));

    public static Bucket OfCallbacks(HttpContext http) => new(BucketKind.Callbacks, AddressKey(http.Connection.RemoteIpAddress));

    /// <summary>An IPv4 address, or the /64 of an IPv6 one: a household has that many addresses to choose from.</summary>
    public static string AddressKey(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}

/// <summary>
/// The counts of the last minute. A count exists only for an address that called or a credential that was proven, and goes
/// when it is idle, so guessing credentials neither escapes the address's limit nor fills memory.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Bucket> limiter;
    private readonly TimeProvider time;

    public RequestLimits(IOptions<RateLimitOptions> options, TimeProvider time)
    {
        this.time = time;
        var limits = options.Value;
        limiter = PartitionedRateLimiter.Create<Bucket, Bucket>(bucket => bucket.Kind switch
        {
            BucketKind.Free => RateLimitPartition.GetNoLimiter(bucket),
            BucketKind.Address => RateLimitPartition.Get(bucket, _ => new SlidingCount(limits.PerAddress, time)),
            BucketKind.Sockets => RateLimitPartition.Get(bucket, _ => new SlidingCount(limits.SocketsPerAddress, time)),
            BucketKind.Callbacks => RateLimitPartition.Get(bucket, _ => new SlidingCount(limits.CallbacksPerAddress, time)),
            _ => RateLimitPartition.Get(bucket, _ => new SlidingCount(limits.PerCredential, time)),
        });
    }

    /// <summary>Replaces the services' limit on concurrent requests, which would also count open sockets.</summary>
    public void Apply(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = limiter.WithTranslatedKey<HttpContext>(http => http.Features.Get<RequestCredential>()?.Bucket ?? Bucket.OfAddress(http), leaveOpen: true);
        options.OnRejected = async (context, _) => await Refusal(context.HttpContext, context.Lease).ExecuteAsync(context.HttpContext);
    }

    /// <summary>True when one more request would pass; counts nothing.</summary>
    public bool HasRoom(Bucket bucket)
    {
        using var lease = limiter.AttemptAcquire(bucket, 0);
        return lease.IsAcquired;
    }

    /// <summary>Counts one request after the fact.</summary>
    public void Charge(Bucket bucket) => limiter.AttemptAcquire(bucket).Dispose();

    public void Dispose() => limiter.Dispose();

    private ProblemHttpResult Refusal(HttpContext http, RateLimitLease lease)
    {
        lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter);
        lease.TryGetMetadata(SlidingCount.Limit, out var limit);
        lease.TryGetMetadata(SlidingCount.Used, out var used);
        Problems.SetRetryAfter(http, retryAfter);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", $"No more than {limit} requests a minute; wait as long as Retry-After says.",
            ("limit", limit), ("used", used), ("resets_at", time.GetUtcNow() + retryAfter));
    }
}
