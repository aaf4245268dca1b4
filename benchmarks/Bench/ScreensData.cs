using System.Globalization;
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

    public WebScreenIds Ids => ids;

    /// <summary>Somebody who has not chosen a password yet.</summary>
    public (string Username, string Password) Newcomer => newcomer;

    public static async Task<ScreensData> MakeAsync(BenchSuite suite)
    {
        var devices = suite.Devices();
        var fleets = new List<Fleet>
        {
            Fleet.Start(suite, suite.DevicesFile, "--count", Reporting.ToString(CultureInfo.InvariantCulture), "--interval", "3"),
            Fleet.Start(suite, OnlyDevice(suite, Reporting), "--interval", "5", "--misbehave", "wrong_license"),
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
        foreach (var name in new[] { "Priya Sharma", "Arjun Mehta" })
            await suite.SendAsync(HttpMethod.Post, "api/users", ownerToken, new { username = name.ToLowerInvariant().Replace(' ', '.'), role = "staff", name });
        var made = await suite.SendAsync(HttpMethod.Post, "api/users", ownerToken, new { username = "new.colleague", role = "staff", name = "Kiran Das" });
        var staff = (await suite.SendAsync(HttpMethod.Get, "api/users?role=staff&search=staff.", ownerToken)).GetProperty("items")[0].GetProperty("user_id").GetInt64();
        var workshop = (await suite.SendAsync(HttpMethod.Get, "api/auth/me", ownerToken)).GetProperty("workshop_id").GetInt32();
        var job = (await suite.SendAsync(HttpMethod.Get, $"api/jobs?status=in_progress&pit_id={pits[devices[0].DeviceId]}", ownerToken))[0].GetProperty("job_id").GetInt64();
        return new ScreensData(
            new WebScreenIds(pits[devices[0].DeviceId], devices[0].DeviceId, devices[0].LicenseKey, workshop, staff, job, suite.Controller("4Relay")),
            ("new.colleague", made.GetProperty("temporary_password").GetString()!), fleets);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fleet in fleets) await fleet.DisposeAsync();
    }

    /// <summary>devices.json with one of its devices only.</summary>
    private static string OnlyDevice(BenchSuite suite, int index)
    {
        var all = JsonNode.Parse(File.ReadAllText(suite.DevicesFile))!;
        var only = all["devices"]![index]!.DeepClone();
        all["devices"] = new JsonArray(only);
        var file = Path.Combine(suite.Suite.Folder, "wrong-license.json");
        File.WriteAllText(file, all.ToJsonString(new JsonSerializerOptions()));
        return file;
    }
}
