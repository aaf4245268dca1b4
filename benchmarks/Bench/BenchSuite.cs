using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Platform.AppHost.Local;

namespace Platform.Bench;

/// <summary>The whole suite on free ports with demo devices, durable as in operation, and what the benches need of it.</summary>
internal sealed class BenchSuite(LocalSuite suite) : IAsyncDisposable
{
    /// <summary>The checkout's root.</summary>
    public static readonly string Root = FindRoot();

    private readonly HttpClient http = new() { BaseAddress = suite.GetEndpoint("gateway"), Timeout = TimeSpan.FromSeconds(30) };

    public LocalSuite Suite => suite;

    public string DevicesFile => Path.Combine(suite.Folder, "devices.json");

    public string MqttAddress => suite.GetEndpoint("messaging", "mqtt").Authority;

    public Uri Broker => new(suite.GetConnectionString("messaging"));

    public NpgsqlDataSource TelemetryDatabase { get; } = NpgsqlDataSource.Create(suite.GetConnectionString("telemetry-db"));

    /// <summary>Starts the suite; nobody but the bench sends readings.</summary>
    public static async Task<BenchSuite> StartAsync(int devices, string? folder = null)
    {
        var suite = await LocalSuite.StartAsync(new LocalSuiteOptions
        {
            Demo = true,
            Folder = folder,
            Timeout = TimeSpan.FromMinutes(5),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Demo:Devices"] = devices.ToString(CultureInfo.InvariantCulture),
                ["Demo:VirtualDevices"] = "false",
                ["Local:Durable"] = "true",
            },
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
            {
                ["gateway"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["RateLimits__PerAddress"] = "1000000" },
            },
        });
        return new BenchSuite(suite);
    }

    /// <summary>The path of a program that firmware/build.sh makes.</summary>
    public static string Program(string name) => Path.Combine(Root, ".local/bin", name);

    /// <summary>Runs one of these programs to its end; fails with its output when it does.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await error}");
    }

    /// <summary>Starts one of these programs.</summary>
    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Program(program), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>One of the demo's accounts.</summary>
    public (string Username, string Password) Account(string role)
    {
        var account = Summary().GetProperty("accounts").EnumerateArray().First(a => a.GetProperty("role").GetString() == role);
        return (account.GetProperty("username").GetString()!, account.GetProperty("password").GetString()!);
    }

    /// <summary>Signs in with one of the demo's accounts; the access token.</summary>
    public async Task<string> SignInAsync(string role)
    {
        var (username, password) = Account(role);
        return await SignInAsync(username, password);
    }

    /// <summary>Signs in; the access token.</summary>
    public async Task<string> SignInAsync(string username, string password)
    {
        using var answer = await http.PostAsJsonAsync("api/auth/login", new { username, password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>The demo's devices.</summary>
    public IReadOnlyList<BenchDevice> Devices() =>
    [
        .. Summary().GetProperty("devices").EnumerateArray().Select(d => new BenchDevice(
            d.GetProperty("device_id").GetString()!, d.GetProperty("secret").GetString()!, d.GetProperty("license_key").GetString()!,
            d.GetProperty("pit").GetString()!, d.GetProperty("topic").GetString()!)),
    ];

    /// <summary>The id of the demo household's controller of that type.</summary>
    public string Controller(string type) =>
        Summary().GetProperty("controllers").EnumerateArray().First(c => c.GetProperty("type").GetString() == type).GetProperty("device_id").GetString()!;

    /// <summary>Sends a request through the gateway, as nobody with an empty token; it must succeed.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? json : throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {json}");
    }

    /// <summary>Asks for something that has no answer but that it is done.</summary>
    public async Task PostAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads a file through the gateway.</summary>
    public async Task<byte[]> ReadAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await TelemetryDatabase.DisposeAsync();
        await suite.DisposeAsync();
    }

    private JsonElement Summary() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(suite.Folder, "summary.json")));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The bench must run from its checkout.");
    }
}

/// <summary>A device as the bench needs it.</summary>
internal sealed record BenchDevice(string DeviceId, string Secret, string LicenseKey, string Pit, string Topic);
