using Platform.Telemetry.Rules;

namespace Platform.Telemetry.Tests;

/// <summary>What a rule says to a row of readings, without anything around it.</summary>
public sealed class RuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Values ten seconds apart, and after which of them the rule holds (<c>x</c>) or not (<c>-</c>).</summary>
    [Theory]
    [InlineData("high_aqi", 0, "150 151 149 141 140 151", "-xxx-x")]
    [InlineData("critical_aqi", 0, "200 200.5 195 190.1 190", "-xxx-")]
    [InlineData("temp_out_of_range", 0, "35 35.1 34.5 34 36 14 15.5 16", "-xx-xxx-")]
    [InlineData("humidity_high", 0, "70 70.1 68 67", "-xx-")]
    [InlineData("high_aqi", 20, "151 152 153 120", "--x-")]
    [InlineData("high_aqi", 20, "151 152 150 151 152 153", "-----x")]
    [InlineData("high_aqi", 60, "200 200 200 200 200 200 200", "------x")]
    public void Rule_holds_beyond_its_limit_for_its_time_until_the_clear_value(string type, int forSeconds, string values, string holds)
    {
        var rule = RuleDefaults.Find(type)! with { For = TimeSpan.FromSeconds(forSeconds) };
        var state = default(RuleState);
        var seen = values.Split(' ').Select((value, n) =>
        {
            state = rule.Judge(state, double.Parse(value), Start.AddSeconds(10 * n));
            return state.IsActive ? 'x' : '-';
        });
        new string([.. seen]).ShouldBe(holds);
    }

    [Theory]
    [InlineData("temp_out_of_range", 40, 35, true)]
    [InlineData("temp_out_of_range", 3, 15, false)]
    [InlineData("high_aqi", 160, 150, true)]
    public void Limit_that_was_crossed_is_told(string type, double value, double limit, bool isAbove) => RuleDefaults.Find(type)!.LimitOf(value).ShouldBe((limit, isAbove));

    [Fact]
    public void Rule_of_the_pit_goes_before_the_tenants_and_that_before_the_platforms()
    {
        var snapshot = new RuleSnapshot(1, [View(1, null, "high_aqi", 120, enabled: true), View(2, 7, "high_aqi", 90, enabled: true), View(3, null, "humidity_high", 60, enabled: false)]);

        Limits(snapshot.For(1, 7, hasDefaults: true), "high_aqi").ShouldBe([90]);
        Limits(snapshot.For(1, 8, hasDefaults: true), "high_aqi").ShouldBe([120]);
        Limits(snapshot.For(1, 8, hasDefaults: true), "humidity_high").ShouldBeEmpty("it is switched off");
        Limits(snapshot.For(2, 8, hasDefaults: true), "high_aqi").ShouldBe([150]);
        Limits(snapshot.For(2, 8, hasDefaults: false), "high_aqi").ShouldBeEmpty("another kind of tenant");
        snapshot.For(1, 7, hasDefaults: true).Thresholds[0].AlertType.ShouldBe("critical_aqi", "the most severe stands first");
    }

    private static double[] Limits(RuleSet set, string type) => [.. set.Thresholds.Where(r => r.AlertType == type).Select(r => r.Above!.Value)];

    private static AlertRuleView View(long id, int? pit, string type, double above, bool enabled) => new(
        id, 1, pit, type, "threshold", type == "high_aqi" ? "aqi" : "humidity", above, above, null, null, 0, null, null, "warning", enabled, IsDefault: false, Start);
}
