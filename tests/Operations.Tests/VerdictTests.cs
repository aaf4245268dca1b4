using Platform.Operations.Health;

namespace Platform.Operations.Tests;

public sealed class VerdictTests
{
    private static readonly string[] All = ["gateway", "identity", "registry", "licensing", "telemetry", "mqtt-bridge", "notifications", "jobs"];

    [Theory]
    [InlineData("", "Healthy")]
    [InlineData("telemetry", "Degraded")]
    [InlineData("mqtt-bridge", "Degraded")]
    [InlineData("notifications", "Degraded")]
    [InlineData("jobs", "Degraded")]
    [InlineData("gateway", "Down")]
    [InlineData("identity", "Down")]
    public void Service_that_is_away_counts_as_much_as_what_hangs_on_it(string away, string expected)
    {
        var services = All.Select(name => Service(name, name == away ? ServiceState.Unreachable : ServiceState.Healthy)).ToArray();
        Of(services).Verdict.ShouldBe(Enum.Parse<Verdict>(expected));
    }

    [Fact]
    public void Essential_service_with_another_instance_that_works_is_not_down()
    {
        ServiceHealth[] services = [Service("gateway", ServiceState.Unreachable), Service("gateway-1", ServiceState.Healthy), Service("identity", ServiceState.Healthy)];
        Of(services).Verdict.ShouldBe(Verdict.Degraded);
    }

    [Fact]
    public void Server_that_fails_for_some_is_degraded_and_for_all_is_down()
    {
        ServiceHealth[] some = [Service("registry", ServiceState.Unhealthy, ("database", ServiceState.Unhealthy)), Service("telemetry", ServiceState.Healthy, ("database", ServiceState.Healthy))];
        Verdicts.Seen(some, "database").State.ShouldBe(ServiceState.Degraded);
        Of(some).Verdict.ShouldBe(Verdict.Degraded);

        ServiceHealth[] all = [.. some.Select(s => Service(s.Name, ServiceState.Unhealthy, ("database", ServiceState.Unhealthy)))];
        Verdicts.Seen(all, "database").FailsFor.ShouldBe(["registry", "telemetry"]);
        Of(all).Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public void Server_that_nobody_could_tell_about_is_unknown_and_no_reason_of_its_own()
    {
        var services = All.Select(name => Service(name, ServiceState.Unreachable)).ToArray();
        Verdicts.Seen(services, "database").State.ShouldBe(ServiceState.Unreachable);
        Of(services).ShouldSatisfyAllConditions(v => v.Verdict.ShouldBe(Verdict.Down), v => v.Reasons.Count.ShouldBe(All.Length));
    }

    private static (Verdict Verdict, IReadOnlyList<string> Reasons) Of(ServiceHealth[] services) =>
        Verdicts.Of(services, Verdicts.Seen(services, "database"), Verdicts.Seen(services, "masstransit-bus"));

    private static ServiceHealth Service(string name, ServiceState state, params (string Name, ServiceState State)[] checks) =>
        new(name, state, null, [.. checks.Select(c => new ServiceCheck(c.Name, c.State, null, 1))], 5, null, null, null, null);
}
