using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Identity as other services see it: its key set and its service tokens.</summary>
internal sealed class FakeIdentity : HttpMessageHandler, IHttpClientFactory
{
    private readonly Dictionary<string, ECDsa> keys = new(StringComparer.Ordinal);
    private int keyCalls;
    private int tokenCalls;

    public int KeyCalls => Volatile.Read(ref keyCalls);

    public int TokenCalls => Volatile.Read(ref tokenCalls);

    public HttpStatusCode? Failure { get; set; }

    public bool IsAway { get; set; }

    public string? Garbage { get; set; }

    public TaskCompletionSource? Hold { get; set; }

    public int TokenLife { get; set; } = 300;

    public void Publish(params string[] ids)
    {
        keys.Clear();
        foreach (var id in ids) keys[id] = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { BaseAddress = new Uri("http://identity/") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asksForKeys = request.RequestUri!.AbsolutePath.EndsWith("jwks.json", StringComparison.Ordinal);
        if (asksForKeys) Interlocked.Increment(ref keyCalls);
        else Interlocked.Increment(ref tokenCalls);
        if (Hold is { } hold) await hold.Task.WaitAsync(cancellationToken);
        if (IsAway) throw new HttpRequestException("Identity does not answer.");
        if (Failure is { } status) return new HttpResponseMessage(status);
        if (!asksForKeys) return new HttpResponseMessage { Content = JsonContent.Create(new ServiceTokenResponse($"token-{TokenCalls}", TokenLife), options: Json.Options) };
        return new HttpResponseMessage
        {
            Content = Garbage is not null ? new StringContent(Garbage) : JsonContent.Create(new { keys = keys.Select(k => Describe(k.Key, k.Value)) }),
        };
    }

    private static object Describe(string id, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = id, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
    }
}
