using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.Demo;

/// <summary>The demo's workshop with an owner and a staff member, made as an admin and an owner would; its customer comes with the jobs.</summary>
internal static class DemoTenant
{
    public static async Task EnsureAsync(PlatformClient platform, DemoOptions options, DemoState state)
    {
        if (state.TenantId is null)
        {
            var admin = await platform.SignInAsync("admin", options.AdminPassword);
            state.Save();
            var made = await platform.SendAsync(HttpMethod.Post, "identity", "/api/tenants", admin, new
            {
                name = "Shine & Shield Detailing",
                owner_name = "Asha Rao",
                owner_email = "asha@example.com",
                owner_phone = "+919800000001",
                address = "14 MG Road, Bengaluru",
                pits = Math.Min(options.Devices, DemoOptions.MaxPits),
                plan = "trial",
            }, $"{state.RunKey}-tenant");
            var owner = made.GetProperty("owner");
            var password = await ReplaceTemporaryAsync(platform, owner.GetProperty("username").GetString()!, owner.GetProperty("temporary_password").GetString()!);
            state.TenantCode = made.GetProperty("code").GetString()!;
            state.MqttPassword = made.GetProperty("mqtt").GetProperty("password").GetString()!;
            state.Accounts.Add(new("owner", owner.GetProperty("username").GetString()!, password, state.TenantCode));
            state.TenantId = made.GetProperty("workshop_id").GetInt32();
            state.Save();
            Console.WriteLine($"Made the workshop {state.TenantCode}.");
        }

        await EnsureStaffAsync(platform, state, "Ravi Kumar");
        await EnsureColleaguesAsync(platform, state);
    }

    /// <summary>People who are only in the lists: nobody has their passwords.</summary>
    private static async Task EnsureColleaguesAsync(PlatformClient platform, DemoState state)
    {
        if (state.Staff.Count > 0) return;
        var owner = state.Account("owner")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        foreach (var name in (string[])["Priya Sharma", "Joseph Mathew"])
        {
            var username = $"{name.Split(' ')[0].ToLowerInvariant()}.{state.TenantCode}";
            await platform.SendAsync(HttpMethod.Post, "identity", "/api/users", token, new { username, role = "staff", name }, $"{state.RunKey}-{username}");
        }

        state.OwnerId = (await platform.SendAsync(HttpMethod.Get, "identity", "/api/auth/me", token)).GetProperty("id").GetInt64();
        state.Staff =
        [
            .. (await platform.SendAsync(HttpMethod.Get, "identity", "/api/users?role=staff", token)).GetProperty("items").EnumerateArray()
                .Select(u => new DemoPerson(u.GetProperty("user_id").GetInt64(), u.GetProperty("name").GetString() ?? u.GetProperty("username").GetString()!)).OrderBy(p => p.UserId),
        ];
        state.Save();
    }

    private static async Task EnsureStaffAsync(PlatformClient platform, DemoState state, string name)
    {
        const string role = "staff";
        if (state.Account(role) is not null) return;
        var owner = state.Account("owner")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        var username = $"{role}.{state.TenantCode}";
        var (status, made) = await platform.TrySendAsync(HttpMethod.Post, "identity", "/api/users", token, new { username, role, name }, $"{state.RunKey}-{role}");
        if ((int)status is < 200 or >= 300) throw new PlatformException($"The {role} account could not be made: {made}");
        var password = await ReplaceTemporaryAsync(platform, username, made.GetProperty("temporary_password").GetString()!);
        state.Accounts.Add(new(role, username, password, state.TenantCode));
        state.Save();

        // The first two pits, so that there is something that is not seen.
        var pits = (await platform.SendAsync(HttpMethod.Get, "registry", "/api/pits", token)).GetProperty("items").EnumerateArray()
            .Select(p => p.GetProperty("pit_id").GetInt32()).Take(2).ToArray();
        await platform.SendAsync(HttpMethod.Put, "identity", $"/api/users/{UserIdOf(made)}/pits", token, new { pit_ids = pits });
    }

    private static long UserIdOf(JsonElement made) => made.TryGetProperty("user_id", out var id) ? id.GetInt64() : made.GetProperty("id").GetInt64();

    internal static async Task<string> ReplaceTemporaryAsync(PlatformClient platform, string username, string temporary)
    {
        var token = await platform.SignInAsync(username, temporary);
        var password = $"Demo-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        await platform.SendAsync(HttpMethod.Post, "identity", "/api/auth/password", token, new { current_password = temporary, new_password = password });
        return password;
    }
}
