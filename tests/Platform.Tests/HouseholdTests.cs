using System.Text.Json;
using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>A controller from the factory into a family's hands.</summary>
public sealed class HouseholdTests(SuiteFixture suite)
{
    [Fact]
    public async Task Unit_is_flashed_claimed_switched_shared_and_taken_back()
    {
        await using var line = await FactoryLine.MakeAsync(suite, "4Relay", 2);
        await line.FlashAsync();
        await using var devices = line.SwitchOn();
        var unit = line.Units[0];
        var ada = await Households.SignUpAsync(suite, "Ada");
        (await suite.SendAsync(HttpMethod.Post, "/api/devices/register", ada.Token, new { serial_number = unit.Serial, claim_code = line.Units[1].ClaimCode, device_name = "Lamp" })).Status.ShouldBe(403);
        await Households.ClaimAsync(suite, ada.Token, unit, "Lamp");
        await IsOnlineAsync(ada.Token, unit);

        (await SwitchedAsync(ada.Token, unit, "on")).GetProperty("status").GetString().ShouldBe("succeeded");
        devices.ValueOf(unit.Serial, "25").ShouldBe("on");

        var ben = await Households.SignUpAsync(suite, "Ben");
        (await suite.SendAsync(HttpMethod.Get, $"/api/devices/{unit.Serial}", ben.Token)).Status.ShouldBe(404);
        await suite.OkAsync(HttpMethod.Post, $"/api/devices/{unit.Serial}/shares", ada.Token, new { email = ben.Email, access_level = "viewer" });
        var link = await Households.FirstLinkAsync(suite, ben.Email, "/invitations/");
        await suite.OkAsync(HttpMethod.Post, $"/api/invitations/{link.Split('/')[^1]}/accept", ben.Token);
        await using var socket = await LiveSocket.OpenAsync(suite, ben.Token);
        (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{unit.Serial}/state", ben.Token)).GetProperty("state").GetProperty("25").GetString().ShouldBe("on");
        (await suite.SendAsync(HttpMethod.Post, $"/api/devices/{unit.Serial}/control", ben.Token, new { command = "relay", pin = 25, state = "off" })).Status.ShouldBe(403);

        // At the device itself, without anybody's account: it is told to all who may see it.
        await devices.DoAsync($"press {unit.Serial} short");
        await socket.FirstAsync(m => m.GetProperty("type").GetString() == "device_state" && m.GetProperty("device_id").GetString() == unit.Serial, "the viewer sees the button");
        await Eventually.BecomesTrueAsync(async () => (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{unit.Serial}/changes", ben.Token))
            .GetProperty("items").EnumerateArray().Any(c => c.GetProperty("cause").GetString() == "button"), "the history says that it was the button");

        var benId = (await suite.OkAsync(HttpMethod.Get, "/api/auth/me", ben.Token)).GetProperty("id").GetInt64();
        (await suite.SendAsync(HttpMethod.Delete, $"/api/devices/{unit.Serial}/shares/{benId}", ada.Token)).Status.ShouldBe(204);
        (await suite.SendAsync(HttpMethod.Get, $"/api/devices/{unit.Serial}", ben.Token)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Button_press_proves_who_holds_the_device()
    {
        await using var line = await FactoryLine.MakeAsync(suite, "LED", 1);
        await line.FlashAsync();
        await using var devices = line.SwitchOn();
        var unit = line.Units[0];
        var ada = await Households.SignUpAsync(suite, "Ada");
        await Eventually.BecomesTrueAsync(async () => (await suite.OkAsync(HttpMethod.Get, $"/api/setup/{unit.Serial}", ada.Token)).GetProperty("online").GetBoolean(), "the unclaimed device is online", TimeSpan.FromSeconds(30));
        (await suite.SendAsync(HttpMethod.Post, "/api/devices/register", ada.Token, new { serial_number = unit.Serial, device_name = "Light" })).Status.ShouldBe(403);

        await devices.DoAsync($"press {unit.Serial} long");
        await Eventually.BecomesTrueAsync(
            async () => (await suite.OkAsync(HttpMethod.Get, $"/api/setup/{unit.Serial}", ada.Token)).GetProperty("button_pressed_at").ValueKind == JsonValueKind.String, "the press is known", TimeSpan.FromSeconds(30));
        (await suite.SendAsync(HttpMethod.Post, "/api/devices/register", ada.Token, new { serial_number = unit.Serial, device_name = "Light" })).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Suspended_controller_goes_to_its_safe_state_and_takes_no_commands()
    {
        var owner = await suite.SignInAsync("household");
        var relay = suite.Controller("4Relay");
        await Eventually.BecomesTrueAsync(async () => await IsOnlineNowAsync(owner, relay), "the demo's controller is online", TimeSpan.FromSeconds(40));
        (await SwitchedAsync(owner, new Unit(relay, "4Relay", "", ""), "on")).GetProperty("status").GetString().ShouldBe("succeeded");

        await suite.OkAsync(HttpMethod.Patch, $"/api/devices/{relay}/status", await suite.SignInAsync("admin"), new { status = "disabled", reason = "payment_overdue" });
        await Eventually.BecomesTrueAsync(async () => await StateAsync(owner, relay, "25") == "off", "its outputs are off", TimeSpan.FromSeconds(20));
        (await suite.SendAsync(HttpMethod.Post, $"/api/devices/{relay}/control", owner, new { command = "relay", pin = 25, state = "on" })).Status.ShouldBe(402);

        await suite.OkAsync(HttpMethod.Patch, $"/api/devices/{relay}/status", await suite.SignInAsync("admin"), new { status = "active", reason = "payment_received" });
        await Eventually.BecomesTrueAsync(
            async () => (await suite.SendAsync(HttpMethod.Post, $"/api/devices/{relay}/control", owner, new { command = "relay", pin = 25, state = "on" })).Status == 202, "it takes commands again", TimeSpan.FromSeconds(20));
        await Eventually.BecomesTrueAsync(async () => await StateAsync(owner, relay, "25") == "on", "and does them", TimeSpan.FromSeconds(20));
    }

    private async Task<JsonElement> SwitchedAsync(string token, Unit unit, string state)
    {
        var queued = await suite.OkAsync(HttpMethod.Post, $"/api/devices/{unit.Serial}/control", token, new { command = "relay", pin = 25, state });
        return await Eventually.BecomesAsync(
            () => suite.OkAsync(HttpMethod.Get, $"/api/commands/{queued.GetProperty("command_id").GetString()}", token), c => c.GetProperty("finished_at").ValueKind == JsonValueKind.String, "the command ends");
    }

    private Task IsOnlineAsync(string token, Unit unit) =>
        Eventually.BecomesTrueAsync(() => IsOnlineNowAsync(token, unit.Serial), $"{unit.Serial} is online", TimeSpan.FromSeconds(30));

    private async Task<bool> IsOnlineNowAsync(string token, string deviceId) =>
        (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{deviceId}/status", token)).GetProperty("presence").GetProperty("online").GetBoolean();

    private async Task<string?> StateAsync(string token, string deviceId, string key) =>
        (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{deviceId}/state", token)).GetProperty("state").TryGetProperty(key, out var value) ? value.GetString() : null;
}
