using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Door;

/// <summary>
/// API keys that came by lately, by their SHA-256. A good one is believed for a minute at most and forgotten when Identity
/// says that it was revoked; a bad one is remembered for seconds.
/// </summary>
internal sealed class ApiKeys(Func<IdentityClient> identity, IOptions<DoorOptions> options, TimeProvider time)
{
    private const int Capacity = 20_000;
    private static readonly TimeSpan BadIsKeptFor = TimeSpan.FromSeconds(10);
    private readonly TimeSpan goodIsKeptFor = TimeSpan.FromSeconds(options.Value.ApiKeyCacheSeconds);
    private readonly Recent<string, Good> good = new(Capacity);
    private readonly Recent<string, DateTimeOffset> bad = new(Capacity);
    private readonly Recent<Guid, bool> revoked = new(Capacity);
    private readonly ConcurrentDictionary<string, Lazy<Task<Good?>>> asking = new();

    /// <summary>What is known of a key without asking.</summary>
    public enum Knowledge
    {
        /// <summary>Nothing; it may be a guess.</summary>
        None,

        /// <summary>It is bad.</summary>
        Bad,

        /// <summary>It was good a while ago and is to be asked for again.</summary>
        WasGood,

        /// <summary>It is good.</summary>
        Good,
    }

    /// <summary>A resolved key.</summary>
    public sealed record Good(Guid ApiKeyId, string AccessToken, DateTimeOffset Until);

    /// <summary>True for text that can be a key at all.</summary>
    public static bool LooksLikeKey(string text) =>
        text.StartsWith("pk_", StringComparison.Ordinal) && text.Length is >= 16 and <= 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public Knowledge Know(string hash, out Good? entry)
    {
        var now = time.GetUtcNow();
        if (good.TryGet(hash, out entry)) return now < entry.Until ? Knowledge.Good : Knowledge.WasGood;
        return bad.TryGet(hash, out var until) && now < until ? Knowledge.Bad : Knowledge.None;
    }

    /// <summary>Asks Identity, once for all requests that wait for the same key.</summary>
    /// <exception cref="HttpRequestException">Identity is away.</exception>
    public async Task<Good?> ResolveAsync(string key, string hash, CancellationToken ct)
    {
        var question = asking.GetOrAdd(hash, _ => new Lazy<Task<Good?>>(() => AskAsync(key, hash)));
        return await question.Value.WaitAsync(ct);
    }

    /// <summary>Forgets a key, also one whose answer is still on its way.</summary>
    public void Forget(Guid apiKeyId)
    {
        revoked.Set(apiKeyId, true);
        good.RemoveWhere(g => g.ApiKeyId == apiKeyId);
    }

    private async Task<Good?> AskAsync(string key, string hash)
    {
        try
        {
            // Not the first caller's cancellation: others wait for the same answer. The client's own timeout bounds it.
            var answer = await identity().ResolveAsync(key, CancellationToken.None);
            var now = time.GetUtcNow();
            if (answer is null || revoked.TryGet(answer.ApiKeyId, out _))
            {
                good.Remove(hash);
                bad.Set(hash, now + BadIsKeptFor);
                return null;
            }

            var life = TimeSpan.FromSeconds(Math.Max(0, answer.ExpiresIn - 5));
            var entry = new Good(answer.ApiKeyId, answer.AccessToken, now + (life < goodIsKeptFor ? life : goodIsKeptFor));
            good.Set(hash, entry);
            if (revoked.TryGet(answer.ApiKeyId, out _)) good.Remove(hash);
            return entry;
        }
        finally
        {
            asking.TryRemove(hash, out _);
        }
    }
}
