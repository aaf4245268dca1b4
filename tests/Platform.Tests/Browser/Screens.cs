using System.Text.Json;

namespace Platform.Suite.Tests.Browser;

/// <summary>Every screen of the app, by role: what accessibility and small screens are checked on.</summary>
public static class Screens
{
    /// <summary>Role and address; <c>{pit}</c>, <c>{device}</c>, <c>{license}</c>, <c>{workshop}</c> and <c>{staff}</c> stand for the demo's first.</summary>
    public static IReadOnlyList<(string Role, string Path)> All { get; } =
    [
        ("owner", "/pits"), ("owner", "/pits/{pit}"), ("owner", "/pits/{pit}?range=90d"), ("owner", "/devices"), ("owner", "/devices/{device}"),
        ("owner", "/devices/new"), ("owner", "/devices/{device}/setup"), ("owner", "/people"), ("owner", "/people/{staff}"), ("owner", "/workshop"),
        ("owner", "/api-keys"), ("owner", "/account"), ("owner", "/nowhere"),
        ("staff", "/pits"), ("customer", "/pits"),
        ("admin", "/admin/health"), ("admin", "/admin/workshops"), ("admin", "/admin/workshops/{workshop}"), ("admin", "/admin/devices"),
        ("admin", "/admin/licenses"), ("admin", "/admin/licenses/{license}"), ("admin", "/admin/violations"),
    ];

    /// <summary>The screens of one role, with the demo's own ids.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(SuiteFixture suite, string role)
    {
        var owner = await suite.SignInAsync("owner");
        var device = suite.DemoDevice(0);
        var pits = await suite.OkAsync(HttpMethod.Get, "/api/pits", owner);
        var pit = pits.GetProperty("items").EnumerateArray().First(p => p.GetProperty("code").GetString() == device.Pit).GetProperty("pit_id").GetInt32();
        var staff = (await suite.OkAsync(HttpMethod.Get, "/api/users?role=staff", owner)).GetProperty("items")[0].GetProperty("user_id").GetInt64();
        var workshop = (await suite.OkAsync(HttpMethod.Get, "/api/auth/me", owner)).GetProperty("workshop_id").GetInt32();
        return
        [
            .. All.Where(s => s.Role == role).Select(s => s.Path
                .Replace("{pit}", $"{pit}", StringComparison.Ordinal).Replace("{device}", device.DeviceId, StringComparison.Ordinal)
                .Replace("{license}", device.LicenseKey, StringComparison.Ordinal).Replace("{workshop}", $"{workshop}", StringComparison.Ordinal)
                .Replace("{staff}", $"{staff}", StringComparison.Ordinal)),
        ];
    }
}

/// <summary>What axe found on a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(SuiteFixture.Root, "src/Web/node_modules/axe-core/axe.min.js")));

    /// <summary>Violations of WCAG 2.2 A and AA and of good practice, one line each; empty when there are none.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(Microsoft.Playwright.IPage page)
    {
        await page.EvaluateAsync(Source.Value);
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document).then(r => r.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`))");
        return [.. found.EnumerateArray().Select(v => v.GetString()!)];
    }
}
