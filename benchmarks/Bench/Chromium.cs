using Microsoft.Playwright;

namespace Platform.Bench;

/// <summary>What somebody looks at the app with.</summary>
internal sealed record View(string Name, int Width, int Height, bool Touch = false, bool Dark = false)
{
    /// <summary>A laptop.</summary>
    public static readonly View Desktop = new("desktop", 1280, 800);

    /// <summary>A phone of today.</summary>
    public static readonly View Phone = new("phone", 390, 844, Touch: true);
}

/// <summary>Debian's Chromium without a window; every page has a context of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return new Chromium(driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags }));
    }

    /// <summary>A page of somebody who has never been here.</summary>
    public async Task<IPage> OpenAsync(BenchSuite suite, View view, string language = "en")
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = suite.Suite.GetEndpoint("gateway").ToString(),
            ViewportSize = new ViewportSize { Width = view.Width, Height = view.Height },
            HasTouch = view.Touch,
            Locale = language switch { "th" => "th-TH", "hi" => "hi-IN", _ => "en-GB" },
            TimezoneId = "Asia/Kolkata",
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>Fills the sign-in in and sends it, in any language.</summary>
    public static async Task FillSignInAsync(IPage page, (string Username, string Password) account)
    {
        await page.Locator("input[autocomplete=username]").FillAsync(account.Username);
        await page.Locator("input[autocomplete=current-password]").FillAsync(account.Password);
        await page.Locator("button[type=submit]").ClickAsync();
    }

    /// <summary>Signs in by the form and waits until something else is shown.</summary>
    public static async Task SignInAsync(IPage page, (string Username, string Password) account)
    {
        await page.GotoAsync("/sign-in");
        await FillSignInAsync(page, account);
        // Also the page of the first password asks for one; only the sign-in leads to a forgotten one.
        await Assertions.Expect(page.Locator("a[href='/password-reset']")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
    }

    /// <summary>Waits until the page has its heading, its data, and the live connection if it has one.</summary>
    public static async Task SettledAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await page.EvaluateAsync("document.fonts.ready.then(() => null)");
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
