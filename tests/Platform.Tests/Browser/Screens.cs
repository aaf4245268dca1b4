using System.Text.Json;
using Platform.TestKit;

namespace Platform.Suite.Tests.Browser;

/// <summary>The screens of one role: what accessibility and small screens are checked on.</summary>
public static class Screens
{
    /// <summary>Their addresses, with the demo's own ids.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(SuiteFixture suite, string role)
    {
        var owner = await suite.SignInAsync("owner");
        var device = suite.DemoDevice(0);
        var pits = await suite.OkAsync(HttpMethod.Get, "/api/pits", owner);
        var pit = pits.GetProperty("items").EnumerateArray().First(p => p.GetProperty("code").GetString() == device.Pit).GetProperty("pit_id").GetInt32();
        var staff = (await suite.OkAsync(HttpMethod.Get, "/api/users?role=staff", owner)).GetProperty("items")[0].GetProperty("user_id").GetInt64();
        var workshop = (await suite.OkAsync(HttpMethod.Get, "/api/auth/me", owner)).GetProperty("workshop_id").GetInt32();
        var ids = new WebScreenIds(pit, device.DeviceId, device.LicenseKey, workshop, staff);
        return [.. WebScreens.All.Where(s => s.Role == role).Select(s => WebScreens.AddressOf(s, ids))];
    }
}

/// <summary>What axe found on a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(SuiteFixture.Root, "src/Web/node_modules/axe-core/axe.min.js")));

    /// <summary>Violations of WCAG 2.2 A and AA and of good practice in light, and of contrast in dark, one line each; empty when there are none.</summary>
    public static async Task<IReadOnlyList<string>> CheckBothThemesAsync(Microsoft.Playwright.IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Source.Value);
        var light = await RunAsync(page, "{}");
        await page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'");
        var dark = await RunAsync(page, "{ runOnly: ['color-contrast'] }");
        await page.EvaluateAsync("document.documentElement.dataset.theme = 'light'");
        return [.. light, .. dark.Select(v => $"dark {v}")];
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Microsoft.Playwright.IPage page, string options)
    {
        var found = await page.EvaluateAsync<JsonElement>($$"""
            axe.run(document, {{options}}).then(r => r.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`))
            """);
        return [.. found.EnumerateArray().Select(v => v.GetString()!)];
    }
}
