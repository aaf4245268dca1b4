using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Claims;

/// <summary>Whether another claim code may be tried: how many wrong ones are left after it, or when one is again.</summary>
internal abstract record Guess
{
    /// <summary>It may, and is counted already.</summary>
    public sealed record Counted(int Left) : Guess;

    /// <summary>Too many were wrong.</summary>
    public sealed record Refused(DateTimeOffset AgainAt) : Guess;
}

/// <summary>
/// Wrong claim codes of the last hour. A try is counted before its code is looked at, under the lock of the subject's row, so that
/// tries side by side cannot be more than one after the other; a right one is taken back.
/// </summary>
internal static class GuessStore
{
    /// <summary>Counts a try on the device by the person. The device comes first, everywhere, so that nobody waits in a circle.</summary>
    public static async Task<Guess> CountAsync(NpgsqlTransaction transaction, long deviceNumber, long userId, DateTimeOffset now)
    {
        var ofDevice = await CountAsync(transaction, OfDevice(deviceNumber), now);
        if (ofDevice is Guess.Refused) return ofDevice;
        var ofPerson = await CountAsync(transaction, OfPerson(userId), now);
        if ((ofDevice, ofPerson) is (Guess.Counted device, Guess.Counted person)) return new Guess.Counted(Math.Min(device.Left, person.Left));
        // A person who may not try uses up none of the device's tries.
        await TakeBackAsync(transaction, [OfDevice(deviceNumber)], now);
        return ofPerson;
    }

    /// <summary>Takes the try of <paramref name="now"/> back: its code was right.</summary>
    public static Task TakeBackAsync(NpgsqlTransaction transaction, long deviceNumber, long userId, DateTimeOffset now) =>
        TakeBackAsync(transaction, [OfDevice(deviceNumber), OfPerson(userId)], now);

    private static Task<int> TakeBackAsync(NpgsqlTransaction transaction, string[] subjects, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            "update claim_guesses set times = array_remove(times, @now) where subject = any(@subjects)", new { subjects, now }, transaction);

    private static async Task<Guess> CountAsync(NpgsqlTransaction transaction, string subject, DateTimeOffset now)
    {
        var parameters = new { subject, now, since = now - ClaimRules.GuessWindow, ClaimRules.MaxGuesses };
        var counted = await transaction.Connection!.QuerySingleOrDefaultAsync<int?>("""
            insert into claim_guesses (subject, times) values (@subject, array[@now])
            on conflict (subject) do update set times = array(select t from unnest(claim_guesses.times) t where t > @since) || @now
            where (select count(*) from unnest(claim_guesses.times) t where t > @since) < @MaxGuesses
            returning cardinality(times)
            """, parameters, transaction);
        if (counted is { } count) return new Guess.Counted(ClaimRules.MaxGuesses - count);
        var oldest = await transaction.Connection!.QuerySingleAsync<DateTimeOffset>(
            "select min(t) from claim_guesses, unnest(times) t where subject = @subject and t > @since", parameters, transaction);
        return new Guess.Refused(oldest + ClaimRules.GuessWindow);
    }

    private static string OfDevice(long deviceNumber) => $"device:{deviceNumber}";

    private static string OfPerson(long userId) => $"user:{userId}";
}
