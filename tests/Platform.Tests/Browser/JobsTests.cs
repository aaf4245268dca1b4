using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.TestKit;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Suite.Tests.Browser;

/// <summary>A job from the door to the rating: the owner at the board, the customer with a phone.</summary>
public sealed partial class JobsTests(SuiteFixture suite, BrowserFixture browser)
{
    [Fact]
    public async Task Owner_takes_a_car_on_and_its_customer_follows_it_live_up_to_the_rating()
    {
        var ownerToken = await suite.SignInAsync("owner");
        var device = await suite.RegisterDeviceAsync(ownerToken, pit: 31);
        var other = await suite.RegisterDeviceAsync(ownerToken, pit: 32);
        var otherPit = await PitOfAsync(ownerToken, other);
        await using var owner = await browser.OpenAsync(suite);
        await owner.SignInAsync("owner");
        await owner.Page.GotoAsync("/jobs");
        await owner.IsLiveAsync();

        var row = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Pit 31", Exact = true });
        var (username, password, jobId) = await TakeOnAsync(owner, row);
        var card = row.GetByRole(AriaRole.Article);
        await Expect(card).ToContainTextAsync("Honda City");

        await using var customer = await browser.OpenAsync(suite, Screen.Phone);
        await customer.SignInAsync(username, password);
        await Expect(customer.Heading).ToHaveTextAsync("Honda City");
        await customer.IsLiveAsync();
        await Expect(customer.Page.GetByText("Work has not begun yet.")).ToBeVisibleAsync();
        await customer.Page.EvaluateAsync("window.neverReloaded = true");
        customer.HadNoComplaints();
        // The owner sees that somebody looks on.
        await Expect(card.GetByText("Watching")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await card.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(customer.Page.GetByText("In progress")).ToBeVisibleAsync();
        await Expect(customer.Page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(Countdown());
        // Whether the pit is the customer's already or a moment later: the page reads the newest value, and hears of those that follow.
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading(temperature: 26.4))).ShouldBe(0);
        await Expect(customer.Page.GetByRole(AriaRole.Region, new() { Name = "Values now" })).ToContainTextAsync("26.4", new() { Timeout = 30_000 });

        await owner.Page.GotoAsync($"/jobs/{jobId}");
        var stage = owner.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Surface Prep" });
        await stage.ClickAsync();
        await Expect(stage).ToBeCheckedAsync();
        await Expect(customer.Page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "1");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "To the quality check" }).ClickAsync();
        await Expect(customer.Page.GetByText("Quality check", new() { Exact = true })).ToBeVisibleAsync();

        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Expect(customer.Page.GetByText("How was it?")).ToBeVisibleAsync();
        (await customer.Page.EvaluateAsync<bool>("window.neverReloaded === true")).ShouldBeTrue("the customer's page was loaded anew");
        await customer.Page.GetByRole(AriaRole.Radio, new() { Name = "5 of 5 stars" }).CheckAsync(new() { Force = true });
        await customer.Page.GetByLabel("Comment (optional)").FillAsync("Like new.");
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Send the rating" }).ClickAsync();
        await Expect(customer.Page.GetByRole(AriaRole.Region, new() { Name = "Your rating" })).ToContainTextAsync("Like new.");
        (await customer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Screen.Phone.Width);
        await owner.Page.ReloadAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Region, new() { Name = "Rating" })).ToContainTextAsync("Like new.");

        foreach (var address in new[] { $"/pits/{otherPit}", "/jobs/999999", "/jobs/history", "/people" })
        {
            await customer.Page.GotoAsync(address);
            await Expect(customer.Page.GetByText("There is nothing at this address.")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Second_car_of_a_pit_has_to_wait_and_the_board_says_for_which()
    {
        var ownerToken = await suite.SignInAsync("owner");
        var pit = await PitOfAsync(ownerToken, await suite.RegisterDeviceAsync(ownerToken, pit: 33));
        var first = await AddAsync(ownerToken, pit, "First car");
        var second = await AddAsync(ownerToken, pit, "Second car");
        await suite.OkAsync(HttpMethod.Patch, $"/api/jobs/{first}/status", ownerToken, new { status = "in_progress" });
        await using var owner = await browser.OpenAsync(suite, Screen.Phone);
        await owner.SignInAsync("owner");
        await owner.Page.GotoAsync("/jobs");

        await owner.Page.Locator($"[data-job='{second}']").GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await Expect(owner.Page.GetByText("Another car is worked on in this pit.")).ToBeVisibleAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "To the running job" }).ClickAsync();
        await Expect(owner.Heading).ToContainTextAsync("First car");
    }

    private static async Task<(string Username, string Password, long JobId)> TakeOnAsync(Person owner, ILocator row)
    {
        await row.GetByRole(AriaRole.Button, new() { Name = "New job in Pit 31" }).ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Customer's name").FillAsync("Meera Iyer");
        await dialog.GetByLabel("E-mail").FillAsync($"meera-{Guid.NewGuid().ToString("N")[..10]}@example.com");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Car", Exact = true }).FillAsync("Honda City");
        await dialog.GetByLabel("Plate").FillAsync("KA 01 AB 1234");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create the job" }).ClickAsync();
        var username = await dialog.GetByRole(AriaRole.Group, new() { Name = "Username" }).Locator("code").InnerTextAsync();
        var password = await dialog.GetByRole(AriaRole.Group, new() { Name = "Password" }).Locator("code").InnerTextAsync();
        var link = await dialog.GetByRole(AriaRole.Link, new() { Name = "Open the job" }).GetAttributeAsync("href");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        return (username, password, long.Parse(link!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<int> PitOfAsync(string ownerToken, SuiteDevice device) =>
        (await suite.OkAsync(HttpMethod.Get, $"/api/devices/{device.DeviceId}", ownerToken)).GetProperty("pit_id").GetInt32();

    /// <summary>A job of a pit; one that was made a moment ago may not have been heard of yet.</summary>
    private async Task<long> AddAsync(string ownerToken, int pit, string car)
    {
        var job = 0L;
        await Eventually.BecomesTrueAsync(async () =>
        {
            var (status, answer) = await suite.SendAsync(HttpMethod.Post, "/api/jobs", ownerToken, new { customer_name = "Arjun Nair", car_model = car, car_plate = "KA 05 JK 7731", pit_id = pit, work_type = "Full PPF" });
            if (status == 201) job = answer.GetProperty("job_id").GetInt64();
            return status == 201;
        }, "the job is taken on");
        return job;
    }

    [GeneratedRegex(@"^\d+:\d\d:\d\d$", RegexOptions.None, 1000)]
    private static partial Regex Countdown();
}
