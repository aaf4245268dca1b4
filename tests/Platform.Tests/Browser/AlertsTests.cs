using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Platform.TestKit;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Suite.Tests.Browser;

/// <summary>What somebody who looks after pits sees when something goes wrong, and what they are sent.</summary>
public sealed class AlertsTests(SuiteFixture suite, BrowserFixture browser)
{
    /// <summary>The pit of the owner's journey; no other test raises alerts there.</summary>
    private const int OwnersPit = 26;

    /// <summary>As people call it, in the app and in messages.</summary>
    private const string Place = "Pit 26";

    [Fact]
    public async Task Dangerous_air_is_one_critical_alert_told_by_sms_and_push_and_over_when_the_air_is_good()
    {
        var ownerToken = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(ownerToken, OwnersPit);
        var pushed = await SubscribeAsync(ownerToken);
        await using var owner = await browser.OpenAsync(suite);
        await owner.SignInAsync("owner");
        await owner.IsLiveAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Alerts" }).First.ClickAsync();
        await Expect(owner.Heading).ToHaveTextAsync("Alerts");
        await Expect(owner.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await owner.Page.EvaluateAsync("window.neverReloaded = true");
        // By its link and not by the text: a row of Pit 2 whose next cell begins with a 6 reads "Pit 26" too.
        var place = owner.Page.GetByRole(AriaRole.Link, new() { Name = Place, Exact = true });
        var alerts = owner.Page.Locator("li[data-alert]").Filter(new() { Has = place });
        await Expect(alerts).ToHaveCountAsync(0);

        // Bad air that stays bad is one alert, however often the device says so.
        foreach (var aqi in new[] { 210, 214, 211 }) await PublishAsync(device, aqi);

        await Expect(alerts).ToHaveCountAsync(1);
        await Expect(alerts).ToHaveAttributeAsync("data-severity", "critical");
        await Expect(alerts).ToContainTextAsync("Dangerous air");
        await Expect(alerts).ToContainTextAsync("210 AQI, above 200 AQI");
        await Expect(owner.Page.GetByText($"Critical: Dangerous air, {Place}.")).ToBeVisibleAsync();
        await Expect(owner.Page.Locator("[data-open-alerts]").First).ToBeVisibleAsync();
        await SentOnceAsync("sms", $"Dangerous air ({Place})");
        await SentOnceAsync("push", $"Dangerous air ({Place})", pushed);

        await alerts.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Dialog).GetByLabel("Note for the others").FillAsync("Doors are open");
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(alerts).ToContainTextAsync("Taken on by you: “Doors are open”");

        await PublishAsync(device, aqi: 42);

        await Expect(alerts).ToHaveCountAsync(0);
        await owner.Page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        var row = owner.Page.GetByRole(AriaRole.Row).Filter(new() { Has = place });
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("Over");
        await SentOnceAsync("sms", $"Dangerous air ({Place})");
        (await owner.Page.EvaluateAsync<bool>("window.neverReloaded === true")).ShouldBeTrue("the page was loaded anew");
        owner.HadNoComplaints();
    }

    private async Task PublishAsync(SuiteDevice device, int aqi) =>
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading().WithAqi(aqi))).ShouldBe(0);

    /// <summary>A browser of the simulated push service, told to the platform as the owner's; its id there.</summary>
    private async Task<string> SubscribeAsync(string ownerToken)
    {
        using var simulators = new HttpClient { BaseAddress = suite.Suite.GetEndpoint("simulators") };
        using var answer = await simulators.PostAsync("/dev/push/subscriptions", content: null);
        answer.EnsureSuccessStatusCode();
        var subscription = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await suite.OkAsync(HttpMethod.Post, "/api/push/subscriptions", ownerToken, subscription);
        return new Uri(subscription.GetProperty("endpoint").GetString()!).Segments[^1];
    }

    /// <summary>Waits until a message of the channel begins with the text, and fails when there is more than one.</summary>
    private async Task SentOnceAsync(string channel, string text, string? to = null)
    {
        JsonElement[] found = [];
        await Eventually.BecomesTrueAsync(async () =>
        {
            var query = to is null ? "" : $"?to={to}";
            found = [.. (await suite.OkAsync(HttpMethod.Get, $"/dev/messages{query}", token: null)).GetProperty("items").EnumerateArray()
                .Where(m => m.GetProperty("channel").GetString() == channel && m.GetProperty("text").GetString()!.StartsWith(text, StringComparison.Ordinal))];
            return found.Length > 0;
        }, $"a message by {channel}: {text}");
        found.ShouldHaveSingleItem();
    }
}
