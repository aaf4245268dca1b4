namespace Platform.Demo;

/// <summary>What the demo's household does with its controllers: groups, a scene, a timetable, an invitation, a question to the vendor.</summary>
internal static class DemoHabits
{
    private static readonly string[] EveryDay = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], Weekdays = ["mon", "tue", "wed", "thu", "fri"];

    public static async Task MakeAsync(PlatformClient platform, DemoOptions options, DemoState state)
    {
        var owner = state.Account("household")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        string Of(string type) => state.Controllers.Find(c => c.Type == type)!.DeviceId;
        var (relay, light) = (Of("4Relay"), Of("LED"));

        await platform.SendAsync(HttpMethod.Put, "registry", $"/api/devices/{relay}/schedules", token, new
        {
            time_zone = "Asia/Kolkata",
            latitude = 12.97,
            longitude = 77.59,
            items = new object[]
            {
                new { enabled = true, days = EveryDay, at = "sunset+10", command = "relay", args = new { pin = 25, state = "on" } },
                new { enabled = true, days = EveryDay, at = "22:30", command = "relay", args = new { pin = 25, state = "off" } },
                new { enabled = false, days = Weekdays, at = "06:15", command = "relay", args = new { pin = 26, state = "on" } },
            },
        });
        await platform.SendAsync(HttpMethod.Post, "registry", "/api/groups", token, new { name = "Outside", device_ids = new[] { relay } }, $"{state.RunKey}-group");
        await platform.SendAsync(HttpMethod.Post, "registry", "/api/scenes", token, new
        {
            name = "Good night",
            actions = new object[]
            {
                new { device_id = relay, command = "relay", args = new { pin = 25, state = "off" } },
                new { device_id = light, command = "led", args = new { state = "off" } },
            },
        }, $"{state.RunKey}-scene");
        await platform.SendAsync(HttpMethod.Post, "registry", $"/api/devices/{relay}/shares", token, new { email = "asha@example.com", access_level = "viewer" }, $"{state.RunKey}-share");

        var ticket = await platform.SendAsync(HttpMethod.Post, "registry", "/api/tickets", token, new
        {
            device_id = relay,
            subject = "Relay 2 clicks twice",
            text = "When I switch the pump on, the relay clicks twice. It still works. Is that normal?",
        }, $"{state.RunKey}-ticket");
        var admin = await platform.SignInAsync("admin", options.AdminPassword);
        await platform.SendAsync(HttpMethod.Post, "registry", $"/api/tickets/{ticket.GetProperty("ticket_id").GetRawText()}/messages", admin, new
        {
            text = "Thank you for asking. A short second click is the contact bouncing on a motor load and does no harm. If it gets more, we send you a snubber for free.",
        }, $"{state.RunKey}-answer");
        state.HasHabits = true;
        state.Save();
    }
}
