using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.AppHost.Local;
using Platform.ServiceDefaults.Http;
using Platform.Suite.Tests;
using Platform.TestKit;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(SuiteFixture))]

namespace Platform.Suite.Tests;

/// <summary>The whole suite, started by the AppHost as <c>./run</c> does, with the demo's workshop and virtual devices.</summary>
public sealed class SuiteFixture : IAsyncLifetime
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private JsonElement summary;
    private int deviceNumber;

    /// <summary>The running application.</summary>
    public LocalSuite Suite { get; private set; } = null!;

    /// <summary>The demo's workshop.</summary>
    public string TenantCode { get; private set; } = "";

    /// <summary>Telemetry's database.</summary>
    public NpgsqlDataSource Telemetry { get; private set; } = null!;

    /// <summary>Address of the MQTT listener.</summary>
    public string Mqtt => Suite.GetEndpoint("messaging", "mqtt").Authority;

    /// <summary>Its port.</summary>
    public int MqttPort => Suite.GetEndpoint("messaging", "mqtt").Port;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Suite = await LocalSuite.StartAsync(new LocalSuiteOptions
        {
            Demo = true,
            Timeout = TimeSpan.FromMinutes(4),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo:Devices"] = "4" },
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
            {
                ["gateway"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["RateLimits__PerAddress"] = "100000" },
            },
        });
        http.BaseAddress = Suite.GetEndpoint("gateway");
        summary = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Suite.Folder, "summary.json")));
        TenantCode = summary.GetProperty("accounts").EnumerateArray().First(a => a.GetProperty("role").GetString() == "owner").GetProperty("tenant").GetString()!;
        Telemetry = NpgsqlDataSource.Create(Suite.GetConnectionString("telemetry-db"));
    }

    /// <summary>An account of the demo.</summary>
    public (string Username, string Password) Account(string role)
    {
        var account = summary.GetProperty("accounts").EnumerateArray().First(a => a.GetProperty("role").GetString() == role);
        return (account.GetProperty("username").GetString()!, account.GetProperty("password").GetString()!);
    }

    /// <summary>A device of the demo, run by the suite's own virtual devices.</summary>
    public SuiteDevice DemoDevice(int index) => SuiteDevice.From(summary.GetProperty("devices")[index]);

    /// <summary>The id of the demo household's controller of that type.</summary>
    public string Controller(string type) =>
        summary.GetProperty("controllers").EnumerateArray().First(c => c.GetProperty("type").GetString() == type).GetProperty("device_id").GetString()!;

    /// <summary>Signs in through the gateway; the access token.</summary>
    public async Task<string> SignInAsync(string role) => (await SignInAsync(Account(role).Username, Account(role).Password)).GetProperty("access_token").GetString()!;

    /// <summary>Signs in through the gateway; the whole answer.</summary>
    public Task<JsonElement> SignInAsync(string username, string password) => OkAsync(HttpMethod.Post, "/api/auth/login", token: null, new { username, password });

    /// <summary>Sends a request through the gateway.</summary>
    public async Task<(int Status, JsonElement Json)> SendAsync(HttpMethod method, string path, string? token, object? body = null, AuthenticationHeaderValue? credentials = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = credentials ?? (token is null ? null : new AuthenticationHeaderValue("Bearer", token));
        if (body is not null) request.Content = JsonContent.Create(body, options: Json.Options);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }

    /// <summary>Sends a request that must succeed; its JSON.</summary>
    public async Task<JsonElement> OkAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        var (status, json) = await SendAsync(method, path, token, body);
        return status is >= 200 and < 300 ? json : throw new InvalidOperationException($"{method} {path} answered {status}: {json}");
    }

    /// <summary>Registers a device that nothing runs yet, in the demo's workshop or in the one whose owner asks.</summary>
    public async Task<SuiteDevice> RegisterDeviceAsync(string ownerToken, int pit, string? tenant = null)
    {
        tenant ??= TenantCode;
        var id = $"ESP32-TEST{Interlocked.Increment(ref deviceNumber):D4}{Guid.NewGuid().ToString("N")[..6]}";
        var made = await OkAsync(HttpMethod.Post, "/api/devices", ownerToken, new { device_id = id, pit_number = pit, camera_ip = "10.8.0.9", camera_model = "DS-2CD1043G2" });
        var device = new SuiteDevice(
            id, made.GetProperty("secret").GetString()!, made.GetProperty("license_key").GetString()!, tenant, $"pit{pit}", $"workshop/{tenant}/pit/pit{pit}/sensors");
        // The broker's questions are answered from a directory that hears of the device by an event.
        await Eventually.BecomesTrueAsync(async () => (await SendAsync(HttpMethod.Get, "/api/device/license", token: null, credentials: device.Basic)).Status == 200, $"{id} is known everywhere");
        return device;
    }

    /// <summary>Readings of these devices in Telemetry's database: device, time in ms, sequence number.</summary>
    public async Task<IReadOnlyList<(string DeviceId, long UnixMs, long Seq)>> StoredAsync(params IEnumerable<SuiteDevice> devices)
    {
        await using var connection = await Telemetry.OpenConnectionAsync();
        return (await connection.QueryAsync<(string, long, long)>("""
            select p.device_id, (extract(epoch from r.time) * 1000)::bigint, r.seq from environment_readings r join pit_devices p using (device)
            where p.device_id = any(@ids)
            """, new { ids = devices.Select(d => d.DeviceId).ToArray() })).AsList();
    }

    /// <summary>Throws the license switch as an admin.</summary>
    public async Task SwitchAsync(SuiteDevice device, string status, string reason) =>
        await OkAsync(HttpMethod.Patch, $"/api/devices/{device.DeviceId}/status", await SignInAsync("admin"), new { status, reason });

    /// <summary>Starts virtual devices of the firmware's own core; they end with the returned process.</summary>
    public VirtualDevices Run(IReadOnlyList<SuiteDevice> devices, params string[] options) => VirtualDevices.Start(this, devices, options);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (Telemetry is not null) await Telemetry.DisposeAsync();
        if (Suite is not null) await Suite.DisposeAsync();
    }

    /// <summary>The checkout's root.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests must run from their checkout.");
    }
}
