using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Identity.Exchange;

/// <summary>
/// The issuers' public keys, kept as long as each issuer says. A key id that is not known asks again, at most every ten
/// seconds, so that made-up ids cannot flood the issuer. While the issuer is away, keys that were good stay good for a day.
/// </summary>
internal sealed partial class IssuerKeys(IHttpClientFactory clients, TimeProvider time, ILogger<IssuerKeys> logger)
{
    public const string ClientName = "oidc";
    private static readonly TimeSpan AskedAtMostEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoodWithoutIssuer = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, Held> issuers = new(StringComparer.Ordinal);

    /// <summary>The key, or null when the issuer does not publish it.</summary>
    /// <exception cref="HttpRequestException">The issuer is away and nothing of it is known.</exception>
    public async Task<SecurityKey?> FindAsync(OidcIssuer issuer, string keyId, CancellationToken ct)
    {
        var held = issuers.GetOrAdd(issuer.Issuer, _ => new Held());
        if (held.Fresh(time.GetUtcNow(), keyId) is { } known) return known;
        await held.Gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (held.Fresh(now, keyId) is { } other) return other;
            if (now - held.TriedAt >= AskedAtMostEvery) await RefreshAsync(issuer, held, now, ct);
            if (held.Keys is null || now - held.FetchedAt > GoodWithoutIssuer) throw new HttpRequestException($"The keys of {issuer.Issuer} cannot be had at the moment.");
            return held.Keys.Keys.GetValueOrDefault(keyId);
        }
        finally
        {
            held.Gate.Release();
        }
    }

    private async Task RefreshAsync(OidcIssuer issuer, Held held, DateTimeOffset now, CancellationToken ct)
    {
        held.TriedAt = now;
        try
        {
            held.Keys = await new KeyDocuments(clients.CreateClient(ClientName)).FetchAsync(issuer, ct);
            held.FetchedAt = now;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogAway(issuer.Issuer, exception.Message);
        }
    }

    [LoggerMessage(3401, LogLevel.Warning, "The keys of {Issuer} could not be fetched: {Problem}")]
    private partial void LogAway(string issuer, string problem);

    /// <summary>What is known of one issuer; written within its gate.</summary>
    private sealed class Held
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public FetchedKeys? Keys { get; set; }

        public DateTimeOffset FetchedAt { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset TriedAt { get; set; } = DateTimeOffset.MinValue;

        public SecurityKey? Fresh(DateTimeOffset now, string keyId) => Keys is { } keys && now < FetchedAt + keys.Life ? keys.Keys.GetValueOrDefault(keyId) : null;
    }
}
