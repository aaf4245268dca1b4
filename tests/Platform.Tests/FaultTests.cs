using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>
/// kill -9 of one part at a time under 500 readings a second: what the broker acknowledged is stored once, and the suite is
/// back to normal without a hand. The run without a kill shows that the yardstick itself is straight.
/// </summary>
public sealed class FaultTests(SuiteFixture suite)
{
    private const int Devices = 10;
    private const int SecondsOfLoad = 12;

    /// <summary>The broker itself takes about ten seconds to be back, and devices wait a little longer before they try again.</summary>
    private const int SecondsOfLoadWithoutBroker = 35;
    private static readonly TimeSpan BackToNormal = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(null)]
    [InlineData("telemetry")]
    [InlineData("mqtt-bridge")]
    [InlineData("licensing")]
    [InlineData("messaging")]
    [InlineData("postgres")]
    public async Task Acknowledged_readings_are_stored_once_when_a_part_is_killed(string? killed)
    {
        var owner = await suite.SignInAsync("owner");
        var devices = await Task.WhenAll(Enumerable.Range(0, Devices).Select(i => suite.RegisterDeviceAsync(owner, pit: (i % 4) + 1)));
        await using var running = suite.Run(devices, "--rate", "500", "--duration",
            (killed == "messaging" ? SecondsOfLoadWithoutBroker : SecondsOfLoad).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Eventually.BecomesTrueAsync(() => running.Acknowledged().Count > 500, "the load runs");
        var killedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        if (killed is not null) await suite.Suite.WaitForRestartAsync(suite.Suite.Kill(killed), BackToNormal);
        await running.EndedAsync();

        var acknowledged = running.Acknowledged();
        acknowledged.ShouldContain(r => r.UnixMs > killedAt, "nothing that was taken after the kill was acknowledged");
        var (stored, _) = await Eventually.BecomesAsync(
            async () =>
            {
                var rows = await StoredAsync(devices);
                return (Rows: rows, Lost: acknowledged.Except(rows).Count());
            },
            seen => seen.Lost == 0, $"all {acknowledged.Count} acknowledged readings are stored", BackToNormal);
        stored.Count.ShouldBe(stored.Distinct().Count(), "a reading is stored twice");
        await ShouldBeNormalAsync(devices[0], owner);
    }

    /// <summary>Every service healthy, and the main job done once more: a reading arrives, the switch works.</summary>
    private async Task ShouldBeNormalAsync(SuiteDevice device, string owner)
    {
        await Eventually.BecomesTrueAsync(
            () => suite.Suite.Resources.Where(r => r.Type == "project" || r.Name is "messaging" or "postgres").All(r => r.State is "running" or "finished"), "every resource runs", BackToNormal);
        await using var again = suite.Run([device], "--interval", "0.2");
        await Eventually.BecomesTrueAsync(async () => (await suite.SendAsync(HttpMethod.Patch, $"/api/devices/{device.DeviceId}/status", await suite.SignInAsync("admin"),
            new { status = "disabled", reason = "payment_overdue" })).Status == 200, "the switch can be thrown", BackToNormal);
        await Eventually.BecomesTrueAsync(() => again.Had("disabled"), "the device obeys", BackToNormal);
        await suite.SwitchAsync(device, "active", "payment_received");
        await Eventually.BecomesTrueAsync(() => again.Had("enabled"), "the device works again", BackToNormal);
        (await suite.SendAsync(HttpMethod.Get, "/api/pits", owner)).Status.ShouldBe(200);
    }

    private async Task<IReadOnlyList<(string DeviceId, long UnixMs, long Seq)>> StoredAsync(IReadOnlyList<SuiteDevice> devices)
    {
        try
        {
            return await suite.StoredAsync(devices);
        }
        catch (Npgsql.NpgsqlException)
        {
            // PostgreSQL is the one that was killed: nothing can be seen yet.
            return [];
        }
    }
}
