using Microsoft.Playwright;
using Platform.Suite.Tests.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Platform.Suite.Tests.Browser;

/// <summary>Debian's Chromium, one process for all browser tests; every person in it has an own context.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>In milliseconds: what only never comes waits so long.</summary>
    private const float Patience = 30_000;
    private readonly SemaphoreSlim once = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Starts nothing: runs without a browser test need no browser.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Somebody with a browser of their own: nothing stored, nobody signed in.</summary>
    public async Task<Person> OpenAsync(SuiteFixture suite, Screen? screen = null) => await OpenAsync(await StartedAsync(), suite, screen ?? Screen.Desktop);

    /// <summary>Somebody on a phone whose camera sees a film (Y4M) over and over; a browser process of its own, since the film is given at its start.</summary>
    public async Task<Person> OpenWithCameraAsync(SuiteFixture suite, string film)
    {
        await StartedAsync();
        var own = await LaunchAsync("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        var person = await OpenAsync(own, suite, Screen.Phone);
        await person.Context.GrantPermissionsAsync(["camera"]);
        person.Context.Close += (_, _) => _ = own.CloseAsync();
        return person;
    }

    private static async Task<Person> OpenAsync(IBrowser browser, SuiteFixture suite, Screen shown)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = suite.Suite.GetEndpoint("gateway").ToString(),
            ViewportSize = new ViewportSize { Width = shown.Width, Height = shown.Height },
            HasTouch = shown.Touch,
            Locale = shown.Locale,
            ColorScheme = shown.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Asia/Kolkata",
        });
        context.SetDefaultTimeout(Patience);
        return new Person(suite, context, await context.NewPageAsync());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        once.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await once.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(Patience);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await LaunchAsync();
        }
        finally
        {
            once.Release();
        }
    }

    private Task<IBrowser> LaunchAsync(params string[] more) => playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", .. more],
    });
}

/// <summary>What somebody holds in their hands.</summary>
public sealed record Screen(int Width, int Height, bool Touch = false, bool Dark = false, string Locale = "en-GB")
{
    /// <summary>A laptop.</summary>
    public static Screen Desktop { get; } = new(1280, 800);

    /// <summary>A phone of today.</summary>
    public static Screen Phone { get; } = new(390, 844, Touch: true);

    /// <summary>The narrowest that is supported.</summary>
    public static Screen Narrow { get; } = new(320, 640, Touch: true);
}
