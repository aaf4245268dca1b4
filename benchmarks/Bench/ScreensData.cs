using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.TestKit;

namespace Platform.Bench;

/// <summary>
/// Something to look at: devices that report, one that is switched off, one whose license is wrong, one that is away; readings of
/// ninety days; other workshops; people.
/// </summary>
internal sealed class ScreensData(WebScreenIds ids, (string Username, string Password) newcomer, IReadOnlyList<Fleet> fleets) : IAsyncDisposable
{
    public const int Devices = 12;
    private const int Reporting = 10;
    private static readonly string[] Scopes = ["readings:read", "devices:read"], Events = ["device.claimed", "device.released"];

    public WebScreenIds Ids => ids;

    /// <summary>Somebody who has not chosen a password yet.</summary>
    public (string Username, string Password) Newcomer => newcomer;

    public static async Task<ScreensData> MakeAsync(BenchSuite suite)
    {
        var devices = suite.Devices();
        var fleets = new List<Fleet>
        {
            Fleet.Start(suite, Some(suite, "reporting.json", (device, i) => i < Reporting || device["product"] is not null), "--interval", "3"),
            Fleet.Start(suite, Some(suite, "wrong-license.json", (_, i) => i == Reporting), "--interval", "5", "--misbehave", "wrong_license"),
        };
        var pits = await PastReadings.PitsAsync(suite.TelemetryDatabase, [.. devices.Take(Reporting).Select(d => d.DeviceId)]);
        await PastReadings.FillAsync(suite.TelemetryDatabase, [.. pits.Values]);

        var admin = await suite.SignInAsync("admin");
        foreach (var (name, owner, mail, address, count) in new[]
        {
            ("Bangkok Auto Spa", "Somchai Wattana", "somchai@example.com", "88 Sukhumvit Road, Bangkok", 6),
            ("Krishna Car Care & Ceramic Coating Studio", "Neha Krishnan", "neha@example.com", "3 Anna Salai, Chennai", 12),
        })
        {
            await suite.SendAsync(HttpMethod.Post, "api/tenants", admin, new { name, owner_name = owner, owner_email = mail, owner_phone = "+919800000002", address, pits = count, plan = "workshop" });
        }

        await suite.SendAsync(HttpMethod.Patch, $"api/devices/{devices[Reporting - 1].DeviceId}/status", admin, new { status = "disabled", reason = "payment_overdue" });

        var ownerToken = await suite.SignInAsync("owner");
        var made = await suite.SendAsync(HttpMethod.Post, "api/users", ownerToken, new { username = "new.colleague", role = "staff", name = "Kiran Das" });
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = ownerToken, ["admin"] = admin, [""] = "" };
        var ids = await WebScreenIds.FindAsync(async (who, path) =>
        {
            if (!tokens.ContainsKey(who)) tokens[who] = await suite.SignInAsync(who);
            return await suite.SendAsync(HttpMethod.Get, path.TrimStart('/'), tokens[who]);
        }, devices[0].DeviceId, devices[0].Pit, devices[0].LicenseKey, suite.Controller("4Relay"));
        await UseAsync(suite, ownerToken, await suite.SignInAsync("household"), ids);
        return new ScreensData(
            ids,
            ("new.colleague", made.GetProperty("temporary_password").GetString()!), fleets);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fleet in fleets) await fleet.DisposeAsync();
    }

    /// <summary>devices.json with some of its devices only.</summary>
    private static string Some(BenchSuite suite, string name, Func<JsonNode, int, bool> isWanted)
    {
        var all = JsonNode.Parse(File.ReadAllText(suite.DevicesFile))!;
        all["devices"] = new JsonArray([.. all["devices"]!.AsArray().Where((device, i) => isWanted(device!, i)).Select(device => device!.DeepClone())]);
        var file = Path.Combine(suite.Suite.Folder, name);
        File.WriteAllText(file, all.ToJsonString(new JsonSerializerOptions()));
        return file;
    }

    /// <summary>What the owner has set up for programs, and what the household has switched.</summary>
    private static async Task UseAsync(BenchSuite suite, string owner, string household, WebScreenIds ids)
    {
        await suite.SendAsync(HttpMethod.Post, "api/api-keys", owner, new { name = "Dealer portal", scopes = Scopes });
        await suite.SendAsync(HttpMethod.Post, "api/webhook-endpoints", owner, new { url = "https://hooks.example.com/platform", description = "Dealer portal", events = Events });
        foreach (var (pin, state) in new[] { (25, "on"), (26, "on"), (26, "off") })
        {
            await suite.SendAsync(HttpMethod.Post, $"api/devices/{ids["controller"]}/control", household, new { command = "relay", pin, state, ttl_s = 60 });
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
