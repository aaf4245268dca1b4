using Microsoft.Playwright;
using Platform.TestKit;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Suite.Tests.Browser;

/// <summary>What holds of every screen: usable without a mouse or eyes, on the narrowest phone, in every language.</summary>
public sealed class ScreenTests(SuiteFixture suite, BrowserFixture browser)
{
    /// <summary>Elements that a finger has to hit and that are smaller than 44 px; links within running text are as large as their line.</summary>
    private const string TooSmall = """
        [...document.querySelectorAll("button, a[href], input:not([type=hidden]), select, [role=menuitem], [role=tab], [role=radio]")]
          .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest("p, [data-canvas]") && !e.matches(".sr-only, [hidden]"))
          .map(e => {
            const target = e.matches("input[type=checkbox], input[type=radio]") ? (e.closest("label") ?? e) : e;
            const box = target.getBoundingClientRect(), after = getComputedStyle(e, "::after");
            const covered = after.content !== "none" && after.position === "absolute" ? e.closest("tr, li, article, [data-card]")?.getBoundingClientRect() : null;
            const shown = covered ?? box;
            return { text: (e.getAttribute("aria-label") ?? e.textContent ?? e.tagName).trim().slice(0, 40), w: shown.width, h: shown.height };
          })
          .filter(e => e.w > 0 && e.h > 0 && (e.h < 43.5 || e.w < 43.5))
          .map(e => `${e.text} ${Math.round(e.w)}×${Math.round(e.h)}`)
        """;

    [Theory]
    [InlineData("owner")]
    [InlineData("admin")]
    [InlineData("staff")]
    [InlineData("customer")]
    [InlineData("household")]
    public async Task No_screen_violates_accessibility_rules_in_either_theme(string role)
    {
        await using var person = await browser.OpenAsync(suite);
        var found = new List<string>();
        foreach (var screen in WebScreens.Open)
        {
            await person.Page.GotoAsync(screen.Path);
            await Expect(person.Heading).ToBeVisibleAsync();
            found.AddRange((await Axe.CheckAsync(person.Page)).Select(v => $"{screen.Path} {v}"));
        }

        await person.SignInAsync(role);
        var screens = await Screens.OfAsync(suite, role);
        foreach (var path in screens)
        {
            await OpenAsync(person, path);
            found.AddRange((await Axe.CheckAsync(person.Page)).Select(v => $"{path} {v}"));
        }

        // Structure and names are the same in dark; colours are not.
        await person.Page.EvaluateAsync("""localStorage.setItem("platform.theme", '"dark"')""");
        await person.Page.GotoAsync(screens[0]);
        await Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        foreach (var path in screens)
        {
            await OpenAsync(person, path);
            found.AddRange((await Axe.CheckAsync(person.Page, contrastOnly: true)).Select(v => $"{path} dark: {v}"));
        }

        found.ShouldBeEmpty();
        person.HadNoComplaints();
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("admin")]
    [InlineData("household")]
    [InlineData("staff")]
    [InlineData("customer")]
    public async Task Narrowest_phone_shows_every_screen_without_sideways_scrolling_and_with_room_for_fingers(string role)
    {
        await using var person = await browser.OpenAsync(suite, Screen.Narrow);
        var found = new List<string>();
        foreach (var screen in WebScreens.Open)
        {
            await person.Page.GotoAsync(screen.Path);
            await Expect(person.Heading).ToBeVisibleAsync();
            await MeasureAsync(screen.Path);
        }

        await person.SignInAsync(role);
        foreach (var path in await Screens.OfAsync(suite, role))
        {
            await OpenAsync(person, path);
            await MeasureAsync(path);
        }

        found.ShouldBeEmpty();

        async Task MeasureAsync(string path)
        {
            var width = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > Screen.Narrow.Width) found.Add($"{path} is {width} px wide");
            found.AddRange((await person.Page.EvaluateAsync<string[]>(TooSmall)).Select(e => $"{path} {e}"));
        }
    }

    [Theory]
    [InlineData("ไทย", "th", "ช่องซ่อม")]
    [InlineData("हिन्दी", "hi", "पिट")]
    public async Task Language_changes_at_once_stays_and_no_screen_is_left_in_English_keys(string name, string tag, string pits)
    {
        await using var person = await browser.OpenAsync(suite, Screen.Phone);
        await person.SignInAsync("owner");
        await person.Page.GotoAsync("/account");
        await person.Page.GetByLabel("Language").SelectOptionAsync(new SelectOptionValue { Label = name });
        await Expect(person.Page.Locator("html")).ToHaveAttributeAsync("lang", tag);
        await person.Page.GotoAsync("/pits");
        await Expect(person.Heading).ToHaveTextAsync(pits);
        foreach (var path in await Screens.OfAsync(suite, "owner"))
        {
            await OpenAsync(person, path);
            (await person.Heading.InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
            (await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Screen.Phone.Width, path);
            // A text that is missing shows its key, such as devices.list.title.
            (await person.Page.Locator("main").InnerTextAsync()).ShouldNotMatch(@"\b[a-z]+(\.[a-z][A-Za-z]+){1,3}\b(?<!\.(com|local|json|example))", path);
        }

        person.HadNoComplaints();
    }

    [Fact]
    public async Task Everything_is_reached_by_keyboard_and_the_focus_is_seen()
    {
        await using var person = await browser.OpenAsync(suite);
        await person.SignInAsync("owner");
        await person.Page.GotoAsync("/pits");
        await Expect(person.Heading).ToBeVisibleAsync();
        await person.Page.Keyboard.PressAsync("Tab");
        await Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Page.Locator("main")).ToBeFocusedAsync();

        await person.Page.GetByRole(AriaRole.Link, new() { Name = "People" }).First.FocusAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Heading).ToHaveTextAsync("People");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Add person" }).FocusAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        (await person.Page.EvaluateAsync<bool>("document.querySelector('[role=dialog]').contains(document.activeElement)")).ShouldBeTrue();
        await person.Page.Keyboard.PressAsync("Escape");
        await Expect(person.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Add person" })).ToBeFocusedAsync();
    }

    /// <summary>Goes to an address within the open app, as its links do, and waits until its data is there: nothing pulses any more.</summary>
    private static async Task OpenAsync(Person person, string path)
    {
        await Expect(person.Page.Locator("main[data-path]")).ToBeVisibleAsync();
        await person.Page.EvaluateAsync("path => { history.pushState({ usr: null, key: path, idx: (history.state?.idx ?? 0) + 1 }, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path);
        await Expect(person.Page.Locator("main")).ToHaveAttributeAsync("data-path", path.Split('?')[0]);
        await Expect(person.Heading).ToBeVisibleAsync();
        await Expect(person.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }
}
