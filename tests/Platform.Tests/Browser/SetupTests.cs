using Microsoft.Playwright;
using Platform.TestKit;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Suite.Tests.Browser;

/// <summary>A customer's first minutes with a controller, in a real browser with a camera.</summary>
public sealed class SetupTests(SuiteFixture suite, BrowserFixture browser)
{
    [Fact]
    public async Task Label_is_scanned_account_made_device_claimed_switched_and_shared()
    {
        await using var line = await FactoryLine.MakeAsync(suite, "4Relay", 3);
        await line.FlashAsync();
        await using var devices = line.SwitchOn();
        var unit = line.Units[0];
        var film = Path.Combine(line.Folder, "label.y4m");
        LabelFilm.Write(film, await line.LabelAsync(unit));
        await using var ada = await browser.OpenWithCameraAsync(suite, film);
        var page = ada.Page;

        await page.GotoAsync("/setup");
        await Button(page, "Scan with the camera").ClickAsync();
        await Expect(page.GetByText("Whose shall it be?")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByText(unit.Serial).First).ToBeVisibleAsync();

        var email = $"ada.{Guid.NewGuid():N}@example.com";
        await page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Ada");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("Own-Passw0rd-1");
        await Button(page, "Create account").ClickAsync();
        await Expect(page.GetByText("Look into your mail")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(await Households.FirstLinkAsync(suite, email, "/verify?token=")).PathAndQuery);
        await Button(page, "Confirm and go on").ClickAsync();

        await Button(page, "Go on").ClickAsync();
        await page.GetByLabel("Claim code").FillAsync(unit.ClaimCode.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await Button(page, "Add the device").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Garden lamp");
        await Button(page, "Save the name").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the device" }).ClickAsync();

        var relay = page.GetByRole(AriaRole.Switch, new() { Name = "Relay 1" });
        await Expect(relay).Not.ToBeCheckedAsync();
        await relay.ClickAsync();
        await Expect(relay).ToBeCheckedAsync(new() { Timeout = 10_000 });
        await Eventually.BecomesTrueAsync(() => devices.ValueOf(unit.Serial, "25") == "on", "the device itself has switched");
        ada.HadNoComplaints();

        await SharedAsync(page, unit);
    }

    /// <summary>A second account looks, cannot switch, and is out the moment its access is taken back.</summary>
    private async Task SharedAsync(IPage owner, Unit unit)
    {
        var ben = await Households.SignUpAsync(suite, "Ben");
        await owner.GetByRole(AriaRole.Tab, new() { Name = "Sharing" }).ClickAsync();
        await Button(owner, "Invite").ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("E-mail").FillAsync(ben.Email);
        await dialog.GetByRole(AriaRole.Combobox).First.SelectOptionAsync("viewer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await using var viewer = await browser.OpenAsync(suite, Screen.Phone);
        await viewer.SignInAsync(ben.Email, ben.Password);
        await viewer.Page.GotoAsync(new Uri(await Households.FirstLinkAsync(suite, ben.Email, "/invitations/")).PathAndQuery);
        await Button(viewer.Page, "Accept").ClickAsync();
        await viewer.Page.WaitForURLAsync($"**/home/{unit.Serial}*");
        await Expect(viewer.Page.GetByText("You may look at this device, not switch it.")).ToBeVisibleAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Switch)).ToHaveCountAsync(0);

        await owner.ReloadAsync();
        await owner.GetByRole(AriaRole.Tab, new() { Name = "Sharing" }).ClickAsync();
        await Button(owner, "End access of Ben").ClickAsync();
        await owner.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "End access" }).ClickAsync();
        await Expect(owner.GetByText("Ben has no access any more.")).ToBeVisibleAsync();
        await viewer.Page.ReloadAsync();
        await Expect(viewer.Page.GetByText("This device is not yours.")).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
