namespace Platform.DeviceProtocol.Tests;

public sealed class ReadingTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reading_without_a_time_gets_the_platforms() => ReadingTime.Decide(null, Now).ShouldBe((Now, TimeSource.Absent));

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(5 * 60)]
    [InlineData(-90 * 86_400)]
    public void Possible_time_of_the_device_is_kept(int seconds) =>
        ReadingTime.Decide(Now.AddSeconds(seconds), Now).ShouldBe((Now.AddSeconds(seconds), TimeSource.Device));

    [Theory]
    [InlineData((5 * 60) + 1)]
    [InlineData((-90 * 86_400) - 1)]
    [InlineData(86_400 * 365)]
    public void Impossible_time_of_the_device_is_replaced(int seconds) =>
        ReadingTime.Decide(Now.AddSeconds(seconds), Now).ShouldBe((Now, TimeSource.Replaced));

    [Fact]
    public void Smallest_and_largest_times_are_replaced()
    {
        ReadingTime.Decide(DateTimeOffset.MinValue, Now).Source.ShouldBe(TimeSource.Replaced);
        ReadingTime.Decide(DateTimeOffset.MaxValue, Now).Source.ShouldBe(TimeSource.Replaced);
    }
}
