using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.ServiceDefaults.Http;
using Platform.Simulators.Messages;

namespace Platform.Simulators.Push;

/// <summary>
/// A push service (RFC 8030) and the browsers behind it: makes subscriptions with keys of its own, decrypts what comes
/// (RFC 8291) and shows it among the messages. <c>/push/gone</c> is a browser that is no more.
/// </summary>
internal static class PushEndpoints
{
    private const int SaltBytes = 16, PointBytes = 65, TagBytes = 16;

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/dev/push/subscriptions", Subscribe);
        routes.MapPost("/push/gone", () => Results.StatusCode(StatusCodes.Status410Gone));
        routes.MapPost("/push/{browser}", TakeAsync);
    }

    private static IResult Subscribe(HttpRequest request, Browsers browsers)
    {
        var (id, browser) = browsers.Add();
        return Results.Json(new Subscription($"{request.Scheme}://{request.Host}/push/{id}", new(Base64Url.EncodeToString(browser.Point), Base64Url.EncodeToString(browser.Auth))), Json.Options);
    }

    private static async Task<IResult> TakeAsync(string browser, HttpRequest request, Browsers browsers, SentMessages messages, TimeProvider time, CancellationToken ct)
    {
        if (browsers.Find(browser) is not { } known) return Results.NotFound();
        if (request.Headers.ContentEncoding != "aes128gcm" || !request.Headers.ContainsKey("TTL")) return Results.BadRequest();
        if (!request.Headers.Authorization.ToString().StartsWith("vapid t=", StringComparison.Ordinal)) return Results.Unauthorized();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        try
        {
            var message = JsonSerializer.Deserialize<PushBody>(Decrypt(body.ToArray(), known), Json.Options)!;
            messages.Add(n => new SentMessage(n, "push", request.Headers.Authorization.ToString().Split("k=")[^1], browser, message.Title, message.Body, null, message.Url is { } url ? [url] : [], time.GetUtcNow()));
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or ArgumentException)
        {
            return Results.BadRequest();
        }

        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static byte[] Decrypt(byte[] body, Browser browser)
    {
        var salt = body[..SaltBytes];
        var recordSize = BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltBytes));
        var sender = body[(SaltBytes + 5)..(SaltBytes + 5 + body[SaltBytes + 4])];
        if (sender.Length != PointBytes || body.Length - SaltBytes - 5 - PointBytes > recordSize) throw new CryptographicException("The header is not of one record.");
        using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var shared = browser.Key.DeriveRawSecretAgreement(key.PublicKey);
        var ikm = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, browser.Auth, [.. "WebPush: info\0"u8, .. browser.Point, .. sender]);
        using var cipher = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray()), TagBytes);
        var record = body.AsSpan(SaltBytes + 5 + PointBytes);
        var plain = new byte[record.Length - TagBytes];
        cipher.Decrypt(HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 12, salt, "Content-Encoding: nonce\0"u8.ToArray()), record[..^TagBytes], record[^TagBytes..], plain);
        return plain[..Array.LastIndexOf(plain, (byte)2)];
    }

    private sealed record Subscription(string Endpoint, SubscriptionKeys Keys);

    private sealed record SubscriptionKeys(string P256dh, string Auth);

    private sealed record PushBody(string Title, string Body, string? Url);
}

/// <summary>A browser: its key pair and its shared secret.</summary>
internal sealed record Browser(ECDiffieHellman Key, byte[] Point, byte[] Auth);

/// <summary>The browsers, in memory.</summary>
internal sealed class Browsers
{
    private readonly ConcurrentDictionary<string, Browser> all = new(StringComparer.Ordinal);

    public (string Id, Browser Browser) Add()
    {
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (id, browser) = (Guid.NewGuid().ToString("N"), new Browser(key, [4, .. point.X!, .. point.Y!], RandomNumberGenerator.GetBytes(16)));
        all[id] = browser;
        return (id, browser);
    }

    public Browser? Find(string id) => all.GetValueOrDefault(id);
}
