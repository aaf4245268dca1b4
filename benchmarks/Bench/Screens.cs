using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.Bench;

/// <summary>Pictures of every screen of the web app, for a laptop and a phone, light and dark: <c>docs/screens/{role}-{screen}-{view}-{light|dark}.png</c>.</summary>
internal static class Screens
{
    /// <summary>What is below is seen nowhere at once.</summary>
    private const int MostPixelsHigh = 3000;

    private static readonly string Folder = Path.Combine(BenchSuite.Root, "docs/screens");
    private static readonly View[] Views = [View.Desktop, View.Desktop with { Dark = true }, View.Phone, View.Phone with { Dark = true }];

    public static async Task<int> RunAsync()
    {
        await using var suite = await BenchSuite.StartAsync(ScreensData.Devices);
        await using var data = await ScreensData.MakeAsync(suite);
        await using var chromium = await Chromium.StartAsync();
        Directory.CreateDirectory(Folder);
        foreach (var old in Directory.EnumerateFiles(Folder, "*.png")) File.Delete(old);
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Views, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (view, _) =>
        {
            Console.Error.WriteLine($"screens: {view.Name}, {(view.Dark ? "dark" : "light")}");
            await StrangerAsync(suite, data, chromium, view, failures);
            foreach (var role in WebScreens.All.Select(s => s.Role).Distinct(StringComparer.Ordinal)) await RoleAsync(suite, data, chromium, view, role, failures);
        });

        await ShrinkAsync();
        var pictures = Directory.GetFiles(Folder, "*.png");
        Console.WriteLine($"{pictures.Length} pictures, {pictures.Sum(p => new FileInfo(p).Length) / 1_000_000.0:0.0} MB, in docs/screens");
        foreach (var failure in failures) Console.WriteLine(failure);
        return failures.IsEmpty ? 0 : 1;
    }

    /// <summary>Before and at the first sign-in.</summary>
    private static async Task StrangerAsync(BenchSuite suite, ScreensData data, Chromium chromium, View view, ConcurrentQueue<string> failures)
    {
        var page = await chromium.OpenAsync(suite, view);
        await TakeAsync(page, view, "visitor", "sign-in", failures, () => page.GotoAsync("/sign-in"));
        await TakeAsync(page, view, "visitor", "sign-in-refused", failures, async () =>
        {
            await page.GetByLabel("Username").FillAsync("somebody");
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        });
        await TakeAsync(page, view, "visitor", "first-password", failures, () => Chromium.SignInAsync(page, data.Newcomer));
        await page.Context.DisposeAsync();
    }

    private static async Task RoleAsync(BenchSuite suite, ScreensData data, Chromium chromium, View view, string role, ConcurrentQueue<string> failures)
    {
        var page = await chromium.OpenAsync(suite, view);
        await Chromium.SignInAsync(page, suite.Account(role));
        foreach (var screen in WebScreens.All.Where(s => s.Role == role))
        {
            await TakeAsync(page, view, role, screen.Name, failures, async () =>
            {
                await page.GotoAsync(WebScreens.AddressOf(screen, data.Ids));
                if (screen.Name == "pits") await Assertions.Expect(page.Locator("[data-pit]", new() { HasText = "°C" }).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
                if (screen.Name.StartsWith("pit-", StringComparison.Ordinal) || screen.Name == "pit") await page.Locator("main canvas").First.WaitForAsync(new() { Timeout = 20_000 });
            });
        }

        if (role == "owner")
        {
            await TakeAsync(page, view, role, "person-add", failures, () => DialogAsync(page, "/people", "Add person"));
            await TakeAsync(page, view, role, "api-key-add", failures, () => DialogAsync(page, "/api-keys", "New API key"));
        }

        if (role == "admin")
        {
            await TakeAsync(page, view, role, "license-switch", failures, () => DialogAsync(page, $"/admin/licenses/{data.Ids.License}", "Switch off"));
            await TakeAsync(page, view, role, "workshop-add", failures, () => DialogAsync(page, "/admin/workshops", "New workshop"));
        }

        await page.Context.DisposeAsync();
    }

    private static async Task DialogAsync(IPage page, string path, string button)
    {
        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync(new() { Timeout = 15_000 });
        await page.GetByRole(AriaRole.Dialog).Or(page.GetByRole(AriaRole.Alertdialog)).First.WaitForAsync();
    }

    /// <summary>Makes one picture; what cannot be shown is reported at the end and keeps no other from being made.</summary>
    private static async Task TakeAsync(IPage page, View view, string role, string name, ConcurrentQueue<string> failures, Func<Task> show)
    {
        var file = $"{role}-{name}-{view.Name}-{(view.Dark ? "dark" : "light")}.png";
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

            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file), Animations = ScreenshotAnimations.Disabled });
            if (height > view.Height) await page.SetViewportSizeAsync(view.Width, view.Height);
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            failures.Enqueue($"{file}: {exception.Message.Split('\n')[0]}");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file) });
        }
    }

    /// <summary>256 colours are enough for screens; without pngquant the files stay larger.</summary>
    private static async Task ShrinkAsync()
    {
        if (!File.Exists("/usr/bin/pngquant")) return;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/pngquant", ["--force", "--skip-if-larger", "--strip", "--speed", "1", "--ext", ".png", .. Directory.GetFiles(Folder, "*.png")]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
    }
}
