using System.Text.Json;
using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>The main job, as its users do it.</summary>
public sealed class JourneyTests(SuiteFixture suite)
{
    [Fact]
    public async Task Owner_sees_a_reading_that_is_younger_than_fifteen_seconds()
    {
        var owner = await suite.SignInAsync("owner");
        var pit = await PitOfAsync(owner, suite.DemoDevice(0));
        await Eventually.BecomesTrueAsync(async () =>
        {
            var (status, reading) = await suite.SendAsync(HttpMethod.Get, $"/api/pits/{pit}/sensors/latest", owner);
            return status == 200 && DateTimeOffset.UtcNow - reading.GetProperty("timestamp").GetDateTimeOffset() < TimeSpan.FromSeconds(15);
        }, "a fresh reading of the demo's first pit", TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Reading_published_by_another_client_is_stored_and_reaches_the_open_browser()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 3);
        await using var browser = await LiveSocket.OpenAsync(suite, owner);

        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(temperature: 31.25))).ShouldBe(0);

        var update = await browser.FirstAsync(m => m.IsReadingOf(device.DeviceId), "the reading in the browser");
        update.GetProperty("temperature").GetDouble().ShouldBe(31.25);
        var now = DateTimeOffset.UtcNow;
        var history = await suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}/readings?from={now.AddMinutes(-10):O}&to={now.AddMinutes(1):O}".Replace("+", "%2B", StringComparison.Ordinal), owner);
        history.EnumerateArray().ShouldContain(r => r.GetProperty("temperature").GetDouble() == 31.25);
    }

    [Fact]
    public async Task Suspended_license_silences_the_device_and_activation_brings_it_back()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 1);
        var witness = await suite.RegisterDeviceAsync(owner, pit: 1);
        await using var running = suite.Run([device], "--interval", "0.2", "--license-url", $"{suite.Suite.GetEndpoint("gateway")}api/device/license", "--license-ask", "1");
        await Eventually.BecomesTrueAsync(() => running.Acknowledged().Count > 5, "the device publishes");

        await suite.SwitchAsync(device, "disabled", "payment_overdue");
        await Eventually.BecomesTrueAsync(() => running.Had("disabled"), "the device obeys");
        var obeyedAt = running.TimeOf("disabled");
        var switched = await ConfirmedAsync(owner, device, "suspended");
        switched.GetProperty("reason").GetString().ShouldBe("payment_overdue");
        var (status, refusal) = await suite.SendAsync(HttpMethod.Get, "/api/device/license", token: null, credentials: device.Basic);
        status.ShouldBe(402);
        refusal.GetProperty("reason").GetString().ShouldBe("payment_overdue");

        // A second after it obeyed the device asks by itself: it has lived on for five intervals, and what it published is acknowledged before it ends.
        await Eventually.BecomesTrueAsync(() => running.Had("license_answer"), "the silent device asks for its license");
        await running.StopAsync();
        running.Acknowledged().ShouldAllBe(r => r.UnixMs <= obeyedAt, "the device published what it took after it had obeyed");

        // A reading in the silent device's name is refused, whoever sends it. The one behind it is stored, so this one has been judged.
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(seq: 1_000_000))).ShouldBe(0);
        (await Mosquitto.PublishAsync(suite, witness.DeviceId, witness.Secret, witness.Topic, witness.Reading(seq: 1))).ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => (await suite.StoredAsync(witness)).Count == 1, "the witness's reading is stored");
        (await suite.StoredAsync(device)).ShouldAllBe(r => r.UnixMs <= obeyedAt, "a reading of the silent device is stored");
        (await IsRejectedAsync(owner, device, "payment_overdue")).ShouldBeTrue("the refused reading is on record");

        await using var again = suite.Run([device], "--interval", "0.2");
        await suite.SwitchAsync(device, "active", "payment_received");
        await ConfirmedAsync(owner, device, "active");
        await Eventually.BecomesTrueAsync(() => again.Acknowledged().Count > 5, "the device publishes again");
    }

    [Fact]
    public async Task Device_that_ignores_disable_is_cut_off_and_let_in_when_paid()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 2);
        await using var running = suite.Run([device], "--interval", "0.2", "--misbehave", "ignore_disable");
        await Eventually.BecomesTrueAsync(() => running.Acknowledged().Count > 5, "the device publishes");

        await suite.SwitchAsync(device, "disabled", "payment_overdue");

        await Eventually.BecomesTrueAsync(async () => (await StatusAsync(owner, device)).GetProperty("cut_off").GetBoolean(), "the device is cut off", TimeSpan.FromSeconds(40));
        await Eventually.BecomesTrueAsync(() => running.Had("disconnected"), "its connection is closed");
        await suite.SwitchAsync(device, "active", "payment_received");
        await Eventually.BecomesTrueAsync(async () => !(await StatusAsync(owner, device)).GetProperty("cut_off").GetBoolean(), "the device is let in again");
        var letInAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await Eventually.BecomesTrueAsync(() => running.Acknowledged().Count(r => r.UnixMs > letInAt) > 5, "the device publishes again", TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Device_gets_a_lease_that_its_firmware_verifies()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 1);
        await using var running = suite.Run([device]);

        await Eventually.BecomesTrueAsync(() => running.Had("lease"), "the device accepts a lease");
        var commands = await suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}/commands", owner);
        await Eventually.BecomesTrueAsync(async () =>
        {
            commands = await suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}/commands", owner);
            return commands.GetProperty("items").EnumerateArray().Any(c => c.GetProperty("command").GetString() == "LEASE" && c.GetProperty("status").GetString() == "succeeded");
        }, "the lease is confirmed");
    }

    [Fact]
    public async Task Device_is_online_when_it_connects_and_offline_when_it_is_gone()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 1);
        await using var browser = await LiveSocket.OpenAsync(suite, owner);
        var running = suite.Run([device]);
        await Eventually.BecomesTrueAsync(async () => (await StatusAsync(owner, device)).GetProperty("presence").GetProperty("online").GetBoolean(), "online after connecting");

        await running.DisposeAsync();

        await Eventually.BecomesTrueAsync(
            async () => !(await StatusAsync(owner, device)).GetProperty("presence").GetProperty("online").GetBoolean(), "offline after silence", TimeSpan.FromSeconds(80));
        await browser.FirstAsync(m => m.GetProperty("type").GetString() == "device_status" && m.GetProperty("device_id").GetString() == device.DeviceId
            && m.GetProperty("status").GetString() == "offline", "the browser hears that it is offline");
    }

    private Task<JsonElement> StatusAsync(string token, SuiteDevice device) => suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}/status", token);

    private async Task<int> PitOfAsync(string token, SuiteDevice device) => (await StatusAsync(token, device)).GetProperty("pit_id").GetInt32();

    /// <summary>The newest switch to that status once the device has confirmed it.</summary>
    private async Task<JsonElement> ConfirmedAsync(string token, SuiteDevice device, string status)
    {
        var license = await Eventually.BecomesAsync(
            () => suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}/license", token),
            l => l.GetProperty("switches")[0] is var s && s.GetProperty("to_status").GetString() == status
                && new[] { "command_sent_at", "effective_at", "confirmed_at" }.All(time => s.GetProperty(time).ValueKind == JsonValueKind.String),
            $"{device.DeviceId} confirms {status}");
        return license.GetProperty("switches")[0];
    }

    private async Task<bool> IsRejectedAsync(string token, SuiteDevice device, string reason) =>
        (await suite.OkAsync(HttpMethod.Get, $"/api/telemetry/rejected?device_id={device.DeviceId}", token)).GetProperty("items").EnumerateArray()
            .Any(r => r.GetProperty("reason").GetString() == reason);
}
