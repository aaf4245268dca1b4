using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.Bench;

/// <summary>What pictures are asked for: all, in English, in docs/screens, unless a person who works on the web app says otherwise.</summary>
/// <param name="Only">Part of the names of the pictures; empty for all.</param>
/// <param name="Language"><c>en</c>, <c>th</c> or <c>hi</c>.</param>
/// <param name="Folder">Where they go; what was there before is deleted.</param>
internal sealed record ScreensAsked(string Only, string Language, string Folder)
{
    public static ScreensAsked Read(string[] args) => new(
        Value(args, "--only") ?? "", Value(args, "--language") ?? "en", Value(args, "--folder") ?? Path.Combine(BenchSuite.Root, "docs/screens"));

    private static string? Value(string[] args, string option) => Array.IndexOf(args, option) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

/// <summary>Pictures of every screen of the web app, for a laptop and a phone, light and dark: <c>docs/screens/{role}-{screen}-{view}-{light|dark}.png</c>.</summary>
internal sealed class Screens(BenchSuite suite, ScreensData data, Chromium chromium, ScreensAsked asked)
{
    /// <summary>What is below is seen nowhere at once.</summary>
    private const int MostPixelsHigh = 1500;

    /// <summary>Screens have few colours; more would only make the files larger.</summary>
    private const string Colours = "32";

    private static readonly View[] Views = [View.Desktop, View.Desktop with { Dark = true }, View.Phone, View.Phone with { Dark = true }];

    private readonly ConcurrentQueue<string> failures = new();

    public static async Task<int> RunAsync(string[] args)
    {
        var asked = ScreensAsked.Read(args);
        await using var suite = await BenchSuite.StartAsync(ScreensData.Devices);
        await using var data = await ScreensData.MakeAsync(suite);
        await using var chromium = await Chromium.StartAsync();
        return await new Screens(suite, data, chromium, asked).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        Directory.CreateDirectory(asked.Folder);
        foreach (var old in Directory.EnumerateFiles(asked.Folder, "*.png").Where(f => Path.GetFileName(f).Contains(asked.Only, StringComparison.Ordinal))) File.Delete(old);
        await Parallel.ForEachAsync(Views, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (view, _) =>
        {
            Console.Error.WriteLine($"screens: {view.Name}, {(view.Dark ? "dark" : "light")}");
            await StrangerAsync(view);
            foreach (var role in WebScreens.All.Select(s => s.Role).Distinct(StringComparer.Ordinal)) await RoleAsync(view, role);
        });

        await ShrinkAsync();
        var pictures = Directory.GetFiles(asked.Folder, "*.png");
        Console.WriteLine($"{pictures.Length} pictures, {pictures.Sum(p => new FileInfo(p).Length) / 1_000_000.0:0.0} MB, in {Path.GetRelativePath(BenchSuite.Root, asked.Folder)}");
        foreach (var failure in failures) Console.WriteLine(failure);
        return failures.IsEmpty ? 0 : 1;
    }

    /// <summary>Before and at the first sign-in.</summary>
    private async Task StrangerAsync(View view)
    {
        var page = await chromium.OpenAsync(suite, view, asked.Language);
        foreach (var screen in WebScreens.Open) await TakeAsync(page, view, "visitor", screen.Name, () => page.GotoAsync(screen.Path));
        await TakeAsync(page, view, "visitor", "sign-in-refused", async () =>
        {
            await page.GotoAsync("/sign-in");
            await Chromium.FillSignInAsync(page, ("somebody", "not the password"));
            await page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        });
        await TakeAsync(page, view, "visitor", "first-password", () => Chromium.SignInAsync(page, data.Newcomer));
        await page.Context.DisposeAsync();
    }

    private async Task RoleAsync(View view, string role)
    {
        var screens = WebScreens.All.Where(s => s.Role == role && IsAsked(NameOf(view, role, s.Name))).ToArray();
        if (screens.Length == 0) return;
        var page = await chromium.OpenAsync(suite, view, asked.Language);
        await Chromium.SignInAsync(page, suite.Account(role));
        foreach (var screen in screens)
        {
            await TakeAsync(page, view, role, screen.Name, async () =>
            {
                await page.GotoAsync(WebScreens.AddressOf(screen, data.Ids));
                if (screen.Name == "pits") await Assertions.Expect(page.Locator("[data-pit]", new() { HasText = "°C" }).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
                if (screen.Name is "pit" or "pit-90d") await page.Locator("main canvas").First.WaitForAsync(new() { Timeout = 20_000 });
                if (screen.Press is not { } button) return;
                await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
                await page.GetByRole(AriaRole.Button, new() { NameRegex = WebTexts.Named(button, asked.Language) }).First.ClickAsync(new() { Timeout = 15_000 });
                await page.WaitForTimeoutAsync(400);
            });
        }

        await page.Context.DisposeAsync();
    }

    private static string NameOf(View view, string role, string name) => $"{role}-{name}-{view.Name}-{(view.Dark ? "dark" : "light")}.png";

    private bool IsAsked(string file) => file.Contains(asked.Only, StringComparison.Ordinal);

    /// <summary>Makes one picture; what cannot be shown is reported at the end and keeps no other from being made.</summary>
    private async Task TakeAsync(IPage page, View view, string role, string name, Func<Task> show)
    {
        var file = NameOf(view, role, name);
        if (!IsAsked(file)) return;
        var path = Path.Combine(asked.Folder, file);
        try
        {
            await show();
            // An open dialog hides the page's heading from roles, not from the eye.
            await page.Locator("h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
            // A picture has no scroll bar, so it needs no room for one.
            await page.EvaluateAsync("document.documentElement.style.scrollbarGutter = 'auto'");
            await page.EvaluateAsync("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 400)))");
            // A phone's page in its whole length: on a screen as long as the page, so that what is fixed to the edges stays there.
            var isLong = view.Touch && !await page.Locator("[role=dialog], [role=alertdialog]").First.IsVisibleAsync();
            var height = isLong ? Math.Clamp(await page.EvaluateAsync<int>("document.documentElement.scrollHeight"), view.Height, MostPixelsHigh) : view.Height;
            if (height > view.Height)
            {
                await page.SetViewportSizeAsync(view.Width, height);
                await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            }

            await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
            if (height > view.Height) await page.SetViewportSizeAsync(view.Width, view.Height);
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            failures.Enqueue($"{file}: {exception.Message.Split('\n')[0]}");
            await page.ScreenshotAsync(new() { Path = path });
        }
    }

    /// <summary>Without pngquant the files stay larger.</summary>
    private async Task ShrinkAsync()
    {
        if (!File.Exists("/usr/bin/pngquant")) return;
        var files = Directory.GetFiles(asked.Folder, "*.png").Where(f => IsAsked(Path.GetFileName(f)));
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/pngquant", [Colours, "--force", "--skip-if-larger", "--strip", "--nofs", "--speed", "1", "--ext", ".png", .. files]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
    }
}
