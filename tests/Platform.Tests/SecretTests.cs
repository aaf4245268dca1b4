using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>No secret that was used lies in a log or, readable, in a database.</summary>
public sealed class SecretTests(SuiteFixture suite)
{
    [Fact]
    public async Task No_secret_is_in_logs_or_databases()
    {
        var owner = await suite.SignInAsync(suite.Account("owner").Username, suite.Account("owner").Password);
        var device = await suite.RegisterDeviceAsync(owner.GetProperty("access_token").GetString()!, pit: 1);
        (await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, device.Reading())).ShouldBe(0);
        await Mosquitto.PublishAsync(suite, device.DeviceId, device.Secret, device.Topic, "{\"license_key\":\"" + device.LicenseKey + "\"}");
        await using (await LiveSocket.OpenAsync(suite, owner.GetProperty("access_token").GetString()!))
        {
        }

        Dictionary<string, string> secrets = new(StringComparer.Ordinal)
        {
            ["the device's secret"] = device.Secret,
            ["the owner's password"] = suite.Account("owner").Password,
            ["the admin's password"] = suite.Account("admin").Password,
            ["the MQTT account's password"] = suite.Account("mqtt").Password,
            ["an access token"] = owner.GetProperty("access_token").GetString()!.Split('.')[2],
            ["a refresh token"] = owner.GetProperty("refresh_token").GetString()!,
        };
        var found = new List<string>();
        foreach (var log in Directory.EnumerateFiles(Path.Combine(suite.Suite.Folder, "logs")))
        {
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var text = await reader.ReadToEndAsync();
            found.AddRange(secrets.Where(s => text.Contains(s.Value, StringComparison.Ordinal)).Select(s => $"{s.Key} in {Path.GetFileName(log)}"));
        }

        foreach (var database in new[] { "identity-db", "registry-db", "licensing-db", "telemetry-db" })
        {
            var dump = await DumpAsync(suite.Suite.GetConnectionString(database));
            dump.ShouldContain("schema_migrations");
            found.AddRange(secrets.Where(s => dump.Contains(s.Value, StringComparison.Ordinal)).Select(s => $"{s.Key} in {database}"));
        }

        found.ShouldBeEmpty();
    }

    private static async Task<string> DumpAsync(string connectionString)
    {
        var c = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("pg_dump", ["-h", c.Host!, "-p", c.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", c.Username!, "--exclude-table-data=environment_readings*", c.Database!])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = c.Password;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return output;
    }
}
