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
        // Right after the start the first reading is still on its way, and a screen without it is another screen.
        await Eventually.BecomesTrueAsync(async () => (await suite.SendAsync(HttpMethod.Get, $"/api/pits/{pit}/sensors/latest", owner)).Status == 200, "the demo's first pit has a reading", TimeSpan.FromSeconds(40));
        var staff = (await suite.OkAsync(HttpMethod.Get, "/api/users?role=staff", owner)).GetProperty("items")[0].GetProperty("user_id").GetInt64();
        var workshop = (await suite.OkAsync(HttpMethod.Get, "/api/auth/me", owner)).GetProperty("workshop_id").GetInt32();
        // The demo's job that is worked on is in its first pit, and its customer is the demo's.
        var job = (await suite.OkAsync(HttpMethod.Get, $"/api/jobs?status=in_progress&pit_id={pit}", owner))[0].GetProperty("job_id").GetInt64();
        var ids = new WebScreenIds(pit, device.DeviceId, device.LicenseKey, workshop, staff, job, suite.Controller("4Relay"));
        return [.. WebScreens.All.Where(s => s.Role == role).Select(s => WebScreens.AddressOf(s, ids))];
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
