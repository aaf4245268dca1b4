using Microsoft.Playwright;
using Platform.TestKit;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Suite.Tests.Browser;

/// <summary>What people see change in front of them, without a reload.</summary>
public sealed class LiveTests(SuiteFixture suite, BrowserFixture browser)
{
    [Fact]
    public async Task Value_published_by_another_client_appears_in_the_tile()
    {
        var owner = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(owner, pit: 21);
        await using var person = await browser.OpenAsync(suite, Screen.Phone);
        await person.SignInAsync("owner");
        await person.IsLiveAsync();
        var tile = Tile(person, "21");
        await Expect(tile).ToBeVisibleAsync();
        await NeverReloadsAsync(person);

        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(temperature: 31.7))).ShouldBe(0);

        await Expect(tile).ToContainTextAsync("31.7");
        await StillTheSamePageAsync(person);
        person.HadNoComplaints();
    }

    [Fact]
    public async Task Admin_throws_the_switch_and_the_owners_tile_turns_disabled_and_back_by_itself()
    {
        var ownerToken = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(ownerToken, pit: 22);
        await using var running = suite.Run([device], "--interval", "0.5");
        await using var owner = await browser.OpenAsync(suite, Screen.Phone);
        await owner.SignInAsync("owner");
        await owner.IsLiveAsync();
        var tile = Tile(owner, "22");
        await Expect(tile).ToContainTextAsync("°C");
        await NeverReloadsAsync(owner);
        await using var admin = await browser.OpenAsync(suite);
        await admin.SignInAsync("admin");
        await admin.Page.GotoAsync($"/admin/licenses/{device.LicenseKey}");
        await admin.IsLiveAsync();

        await ThrowAsync(admin, "Switch off", "payment_overdue");
        await Expect(tile).ToContainTextAsync("Disabled");
        await Expect(admin.Page.GetByText("Confirmed by the device").First).ToBeVisibleAsync();
        await Eventually.BecomesTrueAsync(() => running.Had("disabled"), "the device obeys");

        await ThrowAsync(admin, "Switch on", "payment_received");
        await Expect(tile).Not.ToContainTextAsync("Disabled");
        await StillTheSamePageAsync(owner);
        owner.HadNoComplaints();
        admin.HadNoComplaints();
    }

    [Fact]
    public async Task Without_a_network_it_says_so_keeps_what_was_known_and_goes_on_by_itself()
    {
        var ownerToken = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(ownerToken, pit: 23);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(temperature: 17.3))).ShouldBe(0);
        await using var person = await browser.OpenAsync(suite, Screen.Phone);
        await person.SignInAsync("owner");
        await person.IsLiveAsync();
        await Expect(Tile(person, "23")).ToContainTextAsync("17.3");
        await NeverReloadsAsync(person);

        await person.Context.SetOfflineAsync(true);
        await Expect(person.Page.GetByText("You are offline.")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("[data-live=offline]")).ToBeVisibleAsync();
        await Expect(Tile(person, "23")).ToContainTextAsync("17.3");
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(temperature: 18.4))).ShouldBe(0);
        await person.Context.SetOfflineAsync(false);

        await person.IsLiveAsync();
        await Expect(Tile(person, "23")).ToContainTextAsync("18.4");
        await StillTheSamePageAsync(person);
    }

    [Fact]
    public async Task Installed_shell_opens_without_a_network_and_says_that_it_is_offline()
    {
        await using var person = await browser.OpenAsync(suite, Screen.Phone);
        await person.SignInAsync("owner");
        await person.IsLiveAsync();
        await person.Page.EvaluateAsync("navigator.serviceWorker.ready");
        await Eventually.BecomesTrueAsync(() => person.Page.EvaluateAsync<bool>("caches.keys().then(async keys => (await Promise.all(keys.map(async k => (await (await caches.open(k)).keys()).length))).some(n => n > 10))"), "the shell is kept");
        await person.Page.ReloadAsync();
        await person.IsLiveAsync();

        await person.Context.SetOfflineAsync(true);
        await person.Page.ReloadAsync();

        await Expect(person.Page.GetByText("You are offline.")).ToBeVisibleAsync();
        await Expect(person.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await person.Context.SetOfflineAsync(false);
        await person.IsLiveAsync();
    }

    [Fact]
    public async Task Staff_sees_only_permitted_pits_and_permission_given_and_taken_shows_at_once()
    {
        var ownerToken = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(ownerToken, pit: 24);
        var pit = (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}", ownerToken)).GetProperty("pit_id").GetInt32();
        var username = $"staff-{Guid.NewGuid().ToString("N")[..10]}";
        var made = await suite.OkAsync(HttpMethod.Post, "/api/users", ownerToken, new { username, role = "staff" });
        var id = made.GetProperty("user_id").GetInt64();
        await using var staff = await browser.OpenAsync(suite, Screen.Phone);
        await staff.SignInAsync(username, made.GetProperty("temporary_password").GetString()!);
        await staff.Page.GetByLabel("Current password").FillAsync(made.GetProperty("temporary_password").GetString()!);
        await staff.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("Own-password-1");
        await staff.Page.GetByLabel("New password again").FillAsync("Own-password-1");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(staff.Heading).ToHaveTextAsync("Pits");

        await Expect(Tile(staff, "24")).ToHaveCountAsync(0);
        await staff.Page.GotoAsync($"/pits/{pit}");
        await Expect(staff.Page.GetByText("This does not exist, or is not yours.").Or(staff.Page.GetByText("There is nothing at this address.")).First).ToBeVisibleAsync();
        foreach (var address in new[] { "/people", "/workshop", "/api-keys", "/admin/health", "/admin/licenses" })
        {
            await staff.Page.GotoAsync(address);
            await Expect(staff.Page.GetByText("There is nothing at this address.")).ToBeVisibleAsync();
        }

        await suite.OkAsync(HttpMethod.Put, $"/api/users/{id}/pits", ownerToken, new { pit_ids = new[] { pit } });
        await Eventually.BecomesTrueAsync(async () =>
        {
            await staff.Page.GotoAsync("/pits");
            await Expect(staff.Heading).ToHaveTextAsync("Pits");
            await Expect(staff.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            return await Tile(staff, "24").CountAsync() == 1;
        }, "the permitted pit is there");
    }

    private static ILocator Tile(Person person, string number) =>
        person.Page.GetByRole(AriaRole.Article, new() { Name = $"Pit {number}", Exact = true });

    private static async Task ThrowAsync(Person admin, string act, string reason)
    {
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = act }).First.ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog).Or(admin.Page.GetByRole(AriaRole.Alertdialog));
        await dialog.GetByLabel("Reason").SelectOptionAsync(new SelectOptionValue { Value = reason });
        await dialog.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task NeverReloadsAsync(Person person) => await person.Page.EvaluateAsync("window.neverReloaded = true");

    private static async Task StillTheSamePageAsync(Person person) => (await person.Page.EvaluateAsync<bool>("window.neverReloaded === true")).ShouldBeTrue("the page was loaded anew");
}
