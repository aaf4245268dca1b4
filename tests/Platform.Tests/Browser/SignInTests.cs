using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Suite.Tests.Browser;

/// <summary>Coming in, staying in, and going out.</summary>
public sealed partial class SignInTests(SuiteFixture suite, BrowserFixture browser)
{
    [Fact]
    public async Task Temporary_password_must_be_changed_before_anything_else_opens()
    {
        var (username, temporary) = await AddStaffAsync();
        await using var person = await browser.OpenAsync(suite);

        await person.SignInAsync(username, temporary);
        await Expect(person.Heading).ToHaveTextAsync("Choose your own password");
        await person.Page.GotoAsync("/pits");
        await Expect(person.Heading).ToHaveTextAsync("Choose your own password");
        await ChangePasswordAsync(person.Page, temporary, "Own-password-1", "Own-password-2");
        await Expect(person.Page.GetByText("The two passwords differ.")).ToBeVisibleAsync();
        await ChangePasswordAsync(person.Page, temporary, "Own-password-1", "Own-password-1");

        await Expect(person.Heading).ToHaveTextAsync("Pits");
        await person.Page.ReloadAsync();
        await Expect(person.Heading).ToHaveTextAsync("Pits");
        person.HadNoComplaints();
    }

    [Fact]
    public async Task Wrong_password_is_told_and_the_right_one_lets_in_where_somebody_wanted_to_go()
    {
        await using var person = await browser.OpenAsync(suite);
        var (username, password) = suite.Account("owner");
        await person.Page.GotoAsync("/people?role=staff");
        await person.Page.GetByLabel("Username").FillAsync(username);
        await person.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("Wrong-password-1");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The username or the password is wrong." })).ToBeVisibleAsync();

        await person.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(person.Heading).ToHaveTextAsync("People");
        await Expect(person.Page).ToHaveURLAsync(new Regex(@"/people\?role=staff$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Refresh_token_is_in_a_cookie_that_no_script_sees_and_no_storage_holds()
    {
        await using var person = await browser.OpenAsync(suite);
        await person.SignInAsync("owner");
        await Expect(person.Heading).ToHaveTextAsync("Pits");

        var cookie = (await person.Context.CookiesAsync()).ShouldHaveSingleItem();
        (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Path).ShouldBe(("platform_refresh", true, SameSiteAttribute.Strict, "/api/auth"));
        var visible = await person.Page.EvaluateAsync<string>("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])");
        visible.ShouldNotContain(cookie.Value);
        visible.ShouldNotContain("eyJ", customMessage: "an access token lies in the browser's storage");
        person.HadNoComplaints();
    }

    [Fact]
    public async Task Session_that_ended_elsewhere_is_told_and_asks_to_sign_in_again()
    {
        var (username, temporary) = await AddStaffAsync();
        await using var phone = await browser.OpenAsync(suite, Screen.Phone);
        await phone.SignInAsync(username, temporary);
        await ChangePasswordAsync(phone.Page, temporary, "Own-password-1", "Own-password-1");
        await phone.IsLiveAsync();
        await using var laptop = await browser.OpenAsync(suite);
        await laptop.SignInAsync(username, "Own-password-1");
        await Expect(laptop.Heading).ToHaveTextAsync("Pits");

        await laptop.Page.GotoAsync("/account");
        await laptop.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out there" }).ClickAsync();

        await Expect(phone.Page.GetByText("Your session has ended.")).ToBeVisibleAsync();
        await Expect(laptop.Page.GetByText("this device")).ToBeVisibleAsync();
        laptop.HadNoComplaints();
    }

    [Fact]
    public async Task Sign_out_everywhere_ends_all_sessions_and_the_way_back_shows_nothing()
    {
        var (username, temporary) = await AddStaffAsync();
        await using var person = await browser.OpenAsync(suite);
        await person.SignInAsync(username, temporary);
        await ChangePasswordAsync(person.Page, temporary, "Own-password-1", "Own-password-1");
        await Expect(person.Heading).ToHaveTextAsync("Pits");

        await person.Page.GetByRole(AriaRole.Button, new() { NameRegex = AccountOf() }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out everywhere" }).ClickAsync();

        await Expect(person.Heading).ToHaveTextAsync("Sign in");
        (await person.Context.CookiesAsync()).ShouldBeEmpty();
        await person.Page.GotoAsync("/people");
        await Expect(person.Heading).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Access_token_that_ends_during_use_is_renewed_without_a_word()
    {
        await using var person = await browser.OpenAsync(suite);
        await person.Page.Clock.InstallAsync();
        await person.SignInAsync("owner");
        await person.IsLiveAsync();
        var refreshed = person.Page.WaitForResponseAsync("**/api/auth/refresh");

        await person.Page.Clock.FastForwardAsync("14:30");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "People" }).First.ClickAsync();

        (await refreshed).Status.ShouldBe(200);
        await Expect(person.Heading).ToHaveTextAsync("People");
        await person.IsLiveAsync();
        person.HadNoComplaints();
    }

    [Fact]
    public async Task Two_tabs_that_wake_at_once_stay_signed_in()
    {
        await using var person = await browser.OpenAsync(suite);
        await person.SignInAsync("owner");
        await Expect(person.Heading).ToHaveTextAsync("Pits");
        var second = await person.Context.NewPageAsync();

        for (var i = 0; i < 5; i++) await Task.WhenAll(person.Page.GotoAsync("/people"), second.GotoAsync("/people"));

        await Expect(person.Heading).ToHaveTextAsync("People");
        await Expect(second.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");
        person.HadNoComplaints();
    }

    private async Task<(string Username, string Password)> AddStaffAsync()
    {
        var username = $"staff-{Guid.NewGuid().ToString("N")[..10]}";
        var made = await suite.OkAsync(HttpMethod.Post, "/api/users", await suite.SignInAsync("owner"), new { username, role = "staff", name = "Somchai" });
        return (username, made.GetProperty("temporary_password").GetString()!);
    }

    private static async Task ChangePasswordAsync(IPage page, string current, string next, string again)
    {
        await page.GetByLabel("Current password").FillAsync(current);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(next);
        await page.GetByLabel("New password again").FillAsync(again);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
    }

    [GeneratedRegex("^Account of ", RegexOptions.None, 1000)]
    private static partial Regex AccountOf();
}
