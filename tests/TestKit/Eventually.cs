using System.Diagnostics;

namespace Platform.TestKit;

/// <summary>Waits for what will become true, by looking often; fails with the last seen state when the time is over.</summary>
public static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Repeats <paramref name="look"/> until <paramref name="holds"/> is true for what it saw, and returns that.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> look, Func<T, bool> holds, string what, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(60);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (holds(seen)) return seen;
            if (watch.Elapsed > limit) throw new TimeoutException($"{what}: not within {limit.TotalSeconds} s; last seen: {seen}");
            await Task.Delay(Between);
        }
    }

    /// <summary>Repeats <paramref name="holds"/> until it is true.</summary>
    public static Task BecomesTrueAsync(Func<Task<bool>> holds, string what, TimeSpan? within = null) => BecomesAsync(holds, h => h, what, within);

    /// <summary>The same for what needs no waiting to look at.</summary>
    public static Task BecomesTrueAsync(Func<bool> holds, string what, TimeSpan? within = null) => BecomesAsync(() => Task.FromResult(holds()), h => h, what, within);
}
