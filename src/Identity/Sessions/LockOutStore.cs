using Dapper;
using Npgsql;

namespace Platform.Identity.Sessions;

/// <summary>Something whose failed sign-ins are counted, with its limit.</summary>
internal sealed record LockOutKey(string Key, int Limit)
{
    /// <summary>The keys of a sign-in. <paramref name="addressIsKnown"/> spares the account's owner the lock that others caused.</summary>
    public static IReadOnlyList<LockOutKey> OfSignIn(string name, string address, bool addressIsKnown)
    {
        var both = new LockOutKey(Secrets.Sha256Hex($"both|{name}|{address}"), LockOut.PerNameAndAddress);
        var place = new LockOutKey(Secrets.Sha256Hex($"address|{address}"), LockOut.PerAddress);
        return addressIsKnown ? [both, place] : [both, place, new LockOutKey(Secrets.Sha256Hex($"name|{name}"), LockOut.PerName)];
    }

    /// <summary>The key of giving the own password once more while signed in.</summary>
    public static IReadOnlyList<LockOutKey> OfPasswordChange(long userId) => [new LockOutKey(Secrets.Sha256Hex($"password|{userId}"), LockOut.PerNameAndAddress)];
}

/// <summary>All SQL of failed sign-ins.</summary>
internal sealed class LockOutStore(NpgsqlDataSource database)
{
    /// <summary>Counts an attempt for all keys; the lock that ends last when one of them is locked (then nothing is counted).</summary>
    public async Task<ActiveLock?> AttemptAsync(IReadOnlyList<LockOutKey> keys, DateTimeOffset now, CancellationToken ct)
    {
        // Always in the same order, so that attempts side by side wait for each other instead of blocking each other.
        var ordered = keys.Select(k => k.Key).Order(StringComparer.Ordinal).ToArray();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync("""
            insert into sign_in_failures (key, failures, window_start) select key, 0, @now from unnest(@ordered) as key on conflict (key) do nothing
            """, new { ordered, now }, transaction);
        var rows = await connection.QueryAsync<Row>(
            """select key, failures, window_start, locked_until from sign_in_failures where key = any(@ordered) order by key collate "C" for update""",
            new { ordered }, transaction);
        var known = rows.ToDictionary(r => r.Key, r => new Failures(r.Failures, r.WindowStart, r.LockedUntil), StringComparer.Ordinal);

        var rulings = keys.Select(k => (k.Key, k.Limit, Ruling: LockOut.Attempt(known[k.Key], k.Limit, now))).ToArray();
        var locked = rulings.Where(r => r.Ruling.RetryAfter is not null).Select(r => new ActiveLock(r.Limit, r.Ruling.Failures.Count, now + r.Ruling.RetryAfter!.Value)).MaxBy(l => l.Until);
        if (locked is not null) return locked;
        await connection.ExecuteAsync(
            "update sign_in_failures set failures = @Count, window_start = @WindowStart, locked_until = @LockedUntil where key = @Key",
            rulings.Select(r => new { r.Key, r.Ruling.Failures.Count, r.Ruling.Failures.WindowStart, r.Ruling.Failures.LockedUntil }), transaction);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Takes an attempt back: the password was right, or was not looked at.</summary>
    public async Task TakeBackAsync(IReadOnlyList<LockOutKey> keys, bool wasRight)
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (var key in keys.OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync("""
                update sign_in_failures set
                    failures = case when @clears then 0 else greatest(failures - 1, 0) end,
                    locked_until = case when @clears or failures - 1 < @Limit then null else locked_until end
                where key = @Key
                """, new { key.Key, key.Limit, clears = wasRight && key.Limit == LockOut.PerNameAndAddress });
        }
    }

    private sealed record Row(string Key, int Failures, DateTimeOffset WindowStart, DateTimeOffset? LockedUntil);
}
