using Platform.Identity.Sessions;

namespace Platform.Identity.Tests.Rules;

public sealed class LockOutTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Five_attempts_pass_and_the_sixth_waits_a_quarter_of_an_hour_from_the_fifth()
    {
        var failures = After(5, every: TimeSpan.FromMinutes(1));
        var ruling = LockOut.Attempt(failures, 5, Noon.AddMinutes(5));
        ruling.RetryAfter.ShouldBe(TimeSpan.FromMinutes(14));
        ruling.Failures.ShouldBe(failures, "an attempt during the lock does not prolong it");
    }

    [Fact]
    public void After_the_lock_counting_begins_anew()
    {
        var ruling = LockOut.Attempt(After(5, TimeSpan.Zero), 5, Noon.AddMinutes(15));
        ruling.RetryAfter.ShouldBeNull();
        ruling.Failures.Count.ShouldBe(1);
    }

    [Fact]
    public void Failures_of_long_ago_do_not_count()
    {
        var ruling = LockOut.Attempt(After(4, TimeSpan.Zero), 5, Noon.AddMinutes(15));
        ruling.Failures.ShouldBe(new Failures(1, Noon.AddMinutes(15), null));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Lock_begins_with_the_attempt_that_reaches_the_limit(int attempts, bool locked) =>
        (After(attempts, TimeSpan.Zero)!.LockedUntil is not null).ShouldBe(locked);

    [Fact]
    public void Owner_at_a_known_address_is_not_counted_with_the_rest_of_the_world()
    {
        LockOutKey.OfSignIn("asha", "192.0.2.1", addressIsKnown: true).Count.ShouldBe(2);
        LockOutKey.OfSignIn("asha", "192.0.2.1", addressIsKnown: false).Count.ShouldBe(3);
        LockOutKey.OfSignIn("asha", "192.0.2.1", addressIsKnown: true).ShouldAllBe(k => !k.Key.Contains("asha"));
    }

    private static Failures? After(int attempts, TimeSpan every)
    {
        Failures? failures = null;
        for (var i = 0; i < attempts; i++) failures = LockOut.Attempt(failures, 5, Noon + (every * i)).Failures;
        return failures;
    }
}
