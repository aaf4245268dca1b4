using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.TestKit;
using Shouldly;

namespace Platform.Suite.Tests;

/// <summary>A unit as it leaves the factory: what is printed on its label.</summary>
public sealed record Unit(string Serial, string Type, string ClaimCode, string SetupUrl);

/// <summary>The vendor's factory: orders a batch, flashes it with the command-line tool, and has the labels.</summary>
public sealed class FactoryLine : IAsyncDisposable
{
    private readonly SuiteFixture suite;

    private FactoryLine(SuiteFixture suite, string batch, IReadOnlyList<Unit> units) => (this.suite, Batch, Units) = (suite, batch, units);

    /// <summary>The batch's id.</summary>
    public string Batch { get; }

    /// <summary>Its units.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>Where the simulated programmer puts what it flashed; a virtual device is a file here.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("units-").FullName;

    public static async Task<FactoryLine> MakeAsync(SuiteFixture suite, string type, int count)
    {
        var admin = await suite.SignInAsync("admin");
        var ordered = await suite.OkAsync(HttpMethod.Post, "/api/batches", admin, new { device_type = type, firmware_version = "1.0.0", count });
        var batch = ordered.GetProperty("batch_id").GetString()!;
        await Eventually.BecomesTrueAsync(
            async () => (await suite.OkAsync(HttpMethod.Get, $"/api/batches/{batch}", admin)).GetProperty("status").GetString() == "ready", "the batch is made", TimeSpan.FromSeconds(30));
        var labels = System.Text.Encoding.UTF8.GetString(await ReadAsync(suite, $"/api/batches/{batch}/labels.csv", admin));
        var units = labels.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).Select(l => new Unit(l[0], l[1], l[2], l[3])).ToArray();
        units.Length.ShouldBe(count);
        return new FactoryLine(suite, batch, units);
    }

    /// <summary>Flashes all units as somebody at the bench does, two at a time.</summary>
    public async Task FlashAsync()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", Path.Combine(SuiteFixture.Root, "tools/Flash/bin/Release/net10.0/flash.dll"),
            "--api", suite.Suite.GetEndpoint("gateway").ToString().TrimEnd('/'), "--batch", Batch, "--port-count", "2",
            "--programmer", $"{Path.Combine(SuiteFixture.Root, "tools/flash-simulator")} --folder {Folder} {{port}} {{nvs}}", "--state", Path.Combine(Folder, "state.json"),
        ])
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PLATFORM_PASSWORD"] = suite.Account("admin").Password;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{await output}{await error}");
    }

    /// <summary>A unit's label as a picture.</summary>
    public async Task<byte[]> LabelAsync(Unit unit) => await ReadAsync(suite, $"/api/batches/{Batch}/labels/{unit.Serial}.png", await suite.SignInAsync("admin"));

    /// <summary>The flashed units, switched on.</summary>
    public VirtualDevices SwitchOn() => VirtualDevices.StartFlashed(suite, Folder);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> ReadAsync(SuiteFixture suite, string path, string token)
    {
        using var http = new HttpClient { BaseAddress = suite.Suite.GetEndpoint("gateway") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetByteArrayAsync(path);
    }
}

/// <summary>People who sign up by themselves, with their mail.</summary>
public static class Households
{
    /// <summary>Somebody signs up, opens the mail and confirms; name, password and access token.</summary>
    public static async Task<(string Email, string Password, string Token)> SignUpAsync(SuiteFixture suite, string name)
    {
        var (email, password) = ($"{name.ToLowerInvariant()}.{Guid.NewGuid():N}@example.com", "Own-Passw0rd-1");
        await suite.OkAsync(HttpMethod.Post, "/api/auth/sign-up", token: null, new { email, password, name });
        var link = await FirstLinkAsync(suite, email, "/verify?token=");
        var signedIn = await suite.OkAsync(HttpMethod.Post, "/api/auth/verify", token: null, new { token = Uri.UnescapeDataString(link.Split("token=")[1].Split('&')[0]) });
        return (email, password, signedIn.GetProperty("access_token").GetString()!);
    }

    /// <summary>The link of that kind in the newest mail to somebody.</summary>
    public static async Task<string> FirstLinkAsync(SuiteFixture suite, string email, string part)
    {
        string? link = null;
        await Eventually.BecomesTrueAsync(async () =>
        {
            var mails = await suite.OkAsync(HttpMethod.Get, $"/dev/messages?to={Uri.EscapeDataString(email)}", token: null);
            link = mails.GetProperty("items").EnumerateArray().SelectMany(m => m.GetProperty("links").EnumerateArray()).Select(l => l.GetString()!)
                .FirstOrDefault(l => l.Contains(part, StringComparison.Ordinal));
            return link is not null;
        }, $"a mail to {email} with {part}", TimeSpan.FromSeconds(30));
        return link!;
    }

    /// <summary>The claim as the web app makes it.</summary>
    public static Task<JsonElement> ClaimAsync(SuiteFixture suite, string token, Unit unit, string name) =>
        suite.OkAsync(HttpMethod.Post, "/api/devices/register", token, new { serial_number = unit.Serial, claim_code = unit.ClaimCode, device_name = name });
}
