namespace Platform.Demo;

/// <summary>A household with a controller of every kind: made at the factory, labelled, and claimed with the code on the label.</summary>
internal static class DemoHousehold
{
    private static readonly (string Type, string Name)[] Controllers = [("4Relay", "Garden and garage"), ("LED", "Living room"), ("Sensor", "Front door")];

    public static async Task EnsureAsync(PlatformClient platform, DemoOptions options, DemoState state)
    {
        if (state.HouseholdId is null) await MakeAsync(platform, options, state);
        foreach (var (type, name) in Controllers.Where(c => state.Controllers.TrueForAll(known => known.Type != c.Type)))
            await ClaimAsync(platform, options, state, type, name);
        if (!state.HasHabits) await DemoHabits.MakeAsync(platform, options, state);
    }

    private static async Task MakeAsync(PlatformClient platform, DemoOptions options, DemoState state)
    {
        var admin = await platform.SignInAsync("admin", options.AdminPassword);
        var made = await platform.SendAsync(HttpMethod.Post, "identity", "/api/tenants", admin, new
        {
            name = "Lakshmi's home",
            owner_name = "Lakshmi Menon",
            owner_email = "lakshmi@example.com",
            kind = "household",
        }, $"{state.RunKey}-household");
        var owner = made.GetProperty("owner");
        var username = owner.GetProperty("username").GetString()!;
        var password = await DemoTenant.ReplaceTemporaryAsync(platform, username, owner.GetProperty("temporary_password").GetString()!);
        state.HouseholdCode = made.GetProperty("code").GetString()!;
        state.Accounts.Add(new("household", username, password, state.HouseholdCode));
        state.HouseholdId = made.GetProperty("tenant_id").GetInt32();
        state.Save();
    }

    private static async Task ClaimAsync(PlatformClient platform, DemoOptions options, DemoState state, string type, string name)
    {
        var admin = await platform.SignInAsync("admin", options.AdminPassword);
        var batch = await DemoFactory.OrderAsync(platform, admin, type, count: 1, note: "demo", $"{state.RunKey}-{type}");
        var label = (await platform.ReadAsync("registry", $"{batch}/labels.csv", admin)).Split('\n')[1].Split(',');
        var (serial, code) = (label[0], label[2]);
        var secret = (await platform.ReadAsync("registry", $"{batch}/nvs?serial={serial}", admin)).Split('\n').First(l => l.StartsWith("mqtt_pass,", StringComparison.Ordinal)).Split(',')[3];
        var owner = state.Account("household")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        await platform.SendAsync(HttpMethod.Post, "registry", "/api/devices/register", token, new { serial_number = serial, claim_code = code, device_name = name });
        state.Controllers.Add(new(serial, secret, type, name, state.HouseholdCode));
        state.Save();
        Console.WriteLine($"The household has claimed {name} ({serial}).");
    }
}
