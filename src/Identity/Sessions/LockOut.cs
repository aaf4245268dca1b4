namespace Platform.Identity.Sessions;

/// <summary>Failed sign-ins of one key (a name at an address, a name, an address).</summary>
/// <param name="Count">How many since the window began.</param>
/// <param name="WindowStart">When the first of them was.</param>
/// <param name="LockedUntil">End of the lock, if the limit was reached.</param>
internal sealed record Failures(int Count, DateTimeOffset WindowStart, DateTimeOffset? LockedUntil);

/// <summary>Why an attempt is refused.</summary>
/// <param name="Limit">How many failures lock.</param>
/// <param name="Used">How many there were.</param>
/// <param name="Until">End of the lock.</param>
internal sealed record ActiveLock(int Limit, int Used, DateTimeOffset Until);

/// <summary>The answer to one attempt: how to go on counting, and how long to wait if the attempt is refused.</summary>
internal sealed record AttemptRuling(Failures Failures, TimeSpan? RetryAfter);

/// <summary>
/// Five failures lock for 15 minutes. An attempt counts as a failure before the password is looked at and is taken back
/// when it was right, so that attempts side by side cannot get past the limit. Attempts during a lock do not prolong it.
/// </summary>
internal static class LockOut
{
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);

    /// <summary>Failures of one name from one client address.</summary>
    public const int PerNameAndAddress = 5;

    /// <summary>Failures of one name from all addresses from which its owner never signed in: guessing spread over many machines.</summary>
    public const int PerName = 50;

    /// <summary>Failures from one address over all names: trying one password on many accounts.</summary>
    public const int PerAddress = 100;

    public static AttemptRuling Attempt(Failures? known, int limit, DateTimeOffset now)
    {
        if (known?.LockedUntil is { } end && end > now) return new AttemptRuling(known, end - now);
        var goesOn = known is { LockedUntil: null } && now - known.WindowStart < Duration;
        var count = goesOn ? known!.Count + 1 : 1;
        return new AttemptRuling(new Failures(count, goesOn ? known!.WindowStart : now, count >= limit ? now + Duration : null), RetryAfter: null);
    }
}
