using System.Text.Json;
using Platform.TestKit;

namespace Platform.Suite.Tests.Browser;

/// <summary>The screens of one role: what accessibility and small screens are checked on.</summary>
public static class Screens
{
    /// <summary>Their addresses, with the demo's own ids.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(SuiteFixture suite, string role)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        var device = suite.DemoDevice(0);
        var ids = await WebScreenIds.FindAsync(async (who, path) =>
        {
            if (who.Length > 0 && !tokens.ContainsKey(who)) tokens[who] = await suite.SignInAsync(who);
            return await suite.OkAsync(HttpMethod.Get, path, tokens.GetValueOrDefault(who));
        }, device.DeviceId, device.Pit, device.LicenseKey, suite.Controller("4Relay"));
        // Right after the start the first reading is still on its way, and a screen without it is another screen.
        await Eventually.BecomesTrueAsync(async () => (await suite.SendAsync(HttpMethod.Get, $"/api/pits/{ids["pit"]}/sensors/latest", tokens["owner"])).Status == 200, "the demo's first pit has a reading", TimeSpan.FromSeconds(40));
        return [.. WebScreens.PagesOf(role).Select(s => WebScreens.AddressOf(s, ids))];
    }
}

/// <summary>What axe found on a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(SuiteFixture.Root, "src/Web/node_modules/axe-core/axe.min.js")));

    /// <summary>Violations of WCAG 2.2 A and AA and of good practice, or of contrast only, one line each; empty when there are none.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(Microsoft.Playwright.IPage page, bool contrastOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Source.Value);
        var options = contrastOnly ? "{ runOnly: ['color-contrast'] }" : "{}";
        var found = await page.EvaluateAsync<JsonElement>($$"""
            axe.run(document, {{options}}).then(r => r.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`))
            """);
        return [.. found.EnumerateArray().Select(v => v.GetString()!)];
    }
}
