using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Org.BouncyCastle.Crypto.Generators;

namespace Platform.Identity.Users;

/// <summary>
/// bcrypt with cost 12: about 0.4 s of one core each, so only two run at once and a short queue waits; who comes on top
/// of that gets 503 at once instead of taking the service down. Each is a span <c>bcrypt</c> in its request's trace, with the wait for its turn.
/// </summary>
/// <param name="cost">The logarithm of bcrypt's rounds; less than the product's only where time is not what is tested.</param>
internal sealed class PasswordHasher(int cost = PasswordHasher.Cost) : IAsyncDisposable
{
    /// <summary>What the product uses.</summary>
    public const int Cost = 12;

    private static readonly ActivitySource Activities = new("Platform.Identity");

    private const int AtOnce = 2;
    private const int Waiting = 12;

    private readonly ConcurrencyLimiter turns = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>
    /// Hash of a random text that nobody knows: checking against it takes as long as checking a real one. Also what an account
    /// has that nobody gave a password yet.
    /// </summary>
    public string Nobodys { get; } = OpenBsdBCrypt.Generate(Secrets.New().ToCharArray(), RandomNumberGenerator.GetBytes(16), cost);

    /// <exception cref="TimeoutException">Too many wait already.</exception>
    public Task<string> HashAsync(string password, CancellationToken ct) =>
        InTurnAsync(() => OpenBsdBCrypt.Generate(password.ToCharArray(), RandomNumberGenerator.GetBytes(16), cost), ct);

    /// <summary>Whether the password is the hash's. Without a hash (unknown user) it takes the same time and is false.</summary>
    /// <exception cref="TimeoutException">Too many wait already.</exception>
    public Task<bool> VerifyAsync(string password, string? hash, CancellationToken ct)
    {
        var usable = Encoding.UTF8.GetByteCount(password) <= PasswordRule.MaxBytes;
        var candidate = usable ? password.ToCharArray() : [];
        return InTurnAsync(() => OpenBsdBCrypt.CheckPassword(hash ?? Nobodys, candidate) && usable && hash is not null, ct);
    }

    public ValueTask DisposeAsync() => turns.DisposeAsync();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken ct)
    {
        using var span = Activities.StartActivity("bcrypt");
        using var turn = await turns.AcquireAsync(1, ct);
        if (!turn.IsAcquired) throw new TimeoutException("Too many passwords are being checked at the moment.");
        return await Task.Run(work, ct);
    }
}
