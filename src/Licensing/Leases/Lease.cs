using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Platform.ServiceDefaults.Http;

namespace Platform.Licensing.Leases;

/// <summary>
/// The statement that a device may work until a time: JWS compact (RFC 7515), ES256. Devices verify it with a public key
/// that is built in, and refuse a sequence number that goes back.
/// </summary>
internal static class Lease
{
    /// <summary>How long a lease is good; the device adds its own grace.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>How long after its making a lease is renewed.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromDays(1);

    /// <summary>Renewals are up to this much earlier, at random, so that devices registered together do not renew together.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromHours(4);

    /// <summary>
    /// The end of a lease made now, in whole seconds, and later than that of the one before, so that of two leases the
    /// later one can be told by its end.
    /// </summary>
    public static DateTimeOffset ValidUntil(DateTimeOffset now, DateTimeOffset? before)
    {
        var end = DateTimeOffset.FromUnixTimeSeconds((now + Life).ToUnixTimeSeconds());
        return before is { } last && end <= last ? last.AddSeconds(1) : end;
    }

    public static string Write(LeaseKey key, string deviceId, DateTimeOffset validUntil, long seq)
    {
        var header = Encode(new Header("ES256", "lease", key.Public.Kid));
        var payload = Encode(new Payload(deviceId, validUntil.ToUnixTimeSeconds(), seq));
        var signed = $"{header}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, Json.Options));

    private sealed record Header(string Alg, string Typ, string Kid);

    private sealed record Payload(string DeviceId, long ValidUntil, long Seq);
}
