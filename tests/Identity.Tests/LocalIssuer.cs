using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Identity.Tests;

/// <summary>An outside identity provider on a port of its own, with as many issuers as a test names, each with keys and tokens of its own.</summary>
public sealed class LocalIssuer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, object>> keys = new();
    private readonly ConcurrentDictionary<string, int> fetches = new();
    private WebApplication? app;

    public string Address => app!.Urls.First();

    /// <summary>What the discovery documents say of themselves, when it is not the truth.</summary>
    public ConcurrentDictionary<string, string> ClaimedIssuer { get; } = new();

    public string CacheControl { get; set; } = "public, max-age=600";

    /// <summary>True while the provider answers with failures.</summary>
    public bool IsAway { get; set; }

    public RSA Rsa { get; } = RSA.Create(2048);

    public ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>How often the issuer's keys were fetched.</summary>
    public int Fetches(string name) => fetches.GetValueOrDefault(name);

    public string Of(string name) => $"{Address}/{name}";

    /// <summary>Publishes one more key.</summary>
    public void Publish(string name, string keyId, RSA? rsa = null)
    {
        var key = (rsa ?? Rsa).ExportParameters(includePrivateParameters: false);
        keys.GetOrAdd(name, _ => new())[keyId] = new { kty = "RSA", use = "sig", alg = "RS256", kid = keyId, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) };
    }

    public async Task StartAsync(params string[] names)
    {
        foreach (var name in names)
        {
            Publish(name, "rsa");
            var point = Ec.ExportParameters(includePrivateParameters: false).Q;
            keys[name]["ec"] = new { kty = "EC", crv = "P-256", use = "sig", kid = "ec", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use((http, next) =>
        {
            if (!IsAway) return next(http);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapGet("/{name}/.well-known/openid-configuration", (string name) => Results.Json(new { issuer = ClaimedIssuer.GetValueOrDefault(name, Of(name)), jwks_uri = $"{Of(name)}/keys" }));
        app.MapGet("/{name}/keys", (string name, HttpContext http) =>
        {
            fetches.AddOrUpdate(name, 1, (_, n) => n + 1);
            http.Response.Headers.CacheControl = CacheControl;
            return Results.Json(new { keys = keys[name].Values });
        });
        await app.StartAsync();
    }

    /// <summary>The claims of a good token, as Firebase makes them.</summary>
    public Dictionary<string, object?> Claims(string name, string subject, string? email, DateTimeOffset now) => new()
    {
        ["iss"] = Of(name),
        ["aud"] = name,
        ["auth_time"] = now.ToUnixTimeSeconds() - 10,
        ["user_id"] = subject,
        ["sub"] = subject,
        ["iat"] = now.ToUnixTimeSeconds() - 5,
        ["exp"] = now.ToUnixTimeSeconds() + 3600,
        ["email"] = email,
        ["email_verified"] = true,
        ["name"] = "Asha Rao",
        ["firebase"] = new { sign_in_provider = "google.com" },
    };

    /// <summary>Signed with RS256 by the published key.</summary>
    public string Sign(Dictionary<string, object?> claims, string keyId = "rsa", RSA? by = null) =>
        Sign(new { alg = "RS256", kid = keyId, typ = "JWT" }, claims, bytes => (by ?? Rsa).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Sign(object header, object claims, Func<byte[], byte[]> signature) => SignText(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims), signature);

    public static string SignText(string header, string claims, Func<byte[], byte[]> signature)
    {
        var content = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{content}.{Base64Url.EncodeToString(signature(Encoding.ASCII.GetBytes(content)))}";
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        Rsa.Dispose();
        Ec.Dispose();
    }
}
