using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Gateway.Live;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>The gateway on a real port and a real broker, with stand-ins behind it. Every client calls from an address of its own.</summary>
public class GatewayFixture : ServiceFixture<Program>
{
    public const string Foreign = "https://evil.example";
    public const string Friend = "https://app.example.com";

    /// <summary>A share that the registry's snapshot holds at the start.</summary>
    public static readonly DeviceAccessFacts SharedBefore = new("RY4-BEFORE", 4_000_001, 4_000_002, "viewer", null, 3);

    private static int lastAddress = 1;
    private readonly string web = Directory.CreateTempSubdirectory("web").FullName;

    public GatewayFixture() => UseKestrel(0);

    public EchoService Registry { get; } = new("registry");

    public EchoService Licensing { get; } = new("licensing");

    public EchoService Telemetry { get; } = new("telemetry");

    public EchoService Operations { get; } = new("operations");

    public EchoService Notifications { get; } = new("notifications");

    public EchoService Jobs { get; } = new("jobs");

    public ConcurrentQueue<string> Log { get; } = new();

    public ConcurrentDictionary<string, Guid> ApiKeys { get; } = new();

    /// <summary>How often Identity was asked for a key.</summary>
    public ConcurrentDictionary<string, int> KeyQuestions { get; } = new();

    public ConcurrentDictionary<Guid, DateTimeOffset> EndedSessions { get; } = new();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    protected override string? DatabaseResource => null;

    /// <summary>The registry's routes lead to <see cref="Registry"/>, which has its snapshot as well.</summary>
    protected override IReadOnlyList<string> CalledServices => ["identity"];

    protected virtual bool HasWebApp => true;

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("services:registry:http:0", Registry.Address), ("services:licensing:http:0", Licensing.Address), ("services:telemetry:http:0", Telemetry.Address), ("services:operations:http:0", Operations.Address), ("services:notifications:http:0", Notifications.Address), ("services:jobs:http:0", Jobs.Address),
        ("Door:AllowedOrigins:0", Friend), ("Web:Folder", HasWebApp ? web : ""), ("Live:GraceSeconds", "1"), ("Live:SocketsPerUser", "5"), ("Live:WaitingValues", "50"),
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:Console:LogLevel:Default", "Warning"),
    ];

    protected override async Task PrepareBrokerAsync()
    {
        Registry.Shares.Add(SharedBefore);
        await Task.WhenAll(Registry.StartAsync(), Licensing.StartAsync(), Telemetry.StartAsync(), Operations.StartAsync(), Notifications.StartAsync(), Jobs.StartAsync());
        Directory.CreateDirectory(Path.Combine(web, "assets"));
        await File.WriteAllTextAsync(Path.Combine(web, "index.html"), "<!doctype html><title>app</title>");
        await File.WriteAllTextAsync(Path.Combine(web, "assets", "app-1a2b.js"), "plain");
        await File.WriteAllTextAsync(Path.Combine(web, "assets", "app-1a2b.js.br"), "compressed");
        foreach (var file in new[] { "sw.js", "before-paint.js", "manifest.webmanifest", "icon.svg", "icon-192.png" }) await File.WriteAllTextAsync(Path.Combine(web, file), file);
        Stubs.Answer("GET", "/internal/revoked-sessions", _ => Results.Json(
            new { items = EndedSessions.Select(s => new { session_id = s.Key, revoked_at = s.Value }), next_cursor = (string?)null }));
        Stubs.Answer("POST", "/internal/api-keys/resolve", Resolve);
        Stubs.Answer("GET", "/openapi/v1.json", _ => Results.Json(new { openapi = "3.1.1", paths = new Dictionary<string, object> { ["/api/auth/login"] = new { }, ["/internal/service-token"] = new { } } }));
        foreach (var path in new[] { "/api/auth/login", "/api/auth/refresh", "/api/auth/me", "/api/auth/sign-up", "/api/auth/verify", "/api/auth/password-reset", "/api/auth/password-reset/confirm", "/api/auth/me/email", "/api/auth/email-change/confirm", "/api/auth/exchange", "/api/auth/mqtt-credentials", "/api/users", "/api/users/12", "/api/users/12/pits", "/api/tenants/3", "/api/tenants/3/suspend", "/api/tenants/3/status-changes", "/api/api-keys", "/.well-known/jwks.json" })
        {
            foreach (var method in new[] { "GET", "POST" })
                Stubs.Answer(method, path, http => Results.Json(new Echo("identity", http.Request.Method, http.Request.Path, "", http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), 0)));
        }
    }

    protected override void ConfigureServices(IServiceCollection services) =>
        services.AddLogging(logging => logging.AddProvider(new LogTo(Log)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Registry.DisposeAsync();
        await Licensing.DisposeAsync();
        await Telemetry.DisposeAsync();
        await Operations.DisposeAsync();
        await Notifications.DisposeAsync();
        await Jobs.DisposeAsync();
        Directory.Delete(web, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A loopback address that no test used before.</summary>
    public static IPAddress NewAddress()
    {
        var n = Interlocked.Increment(ref lastAddress);
        return new IPAddress(new byte[] { 127, 1, (byte)(n / 250), (byte)(1 + (n % 250)) });
    }

    /// <summary>A client with an address of its own (or that one), and a token if a role is given.</summary>
    public HttpClient Client(string? role = null, int? tenantId = null, long userId = 1, IPAddress? from = null, string? token = null, Guid? session = null)
    {
        var client = new HttpClient(Handler(from ?? NewAddress())) { BaseAddress = Address };
        token ??= role is null ? null : Tokens.For(role, tenantId, userId, session: session);
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Makes Identity know an API key.</summary>
    public string NewApiKey()
    {
        var key = $"pk_{Guid.NewGuid():N}{Guid.NewGuid():N}";
        ApiKeys[key] = Guid.NewGuid();
        return key;
    }

    /// <summary>A socket whose handshake is done; the token goes as subprotocol unless it is in <paramref name="query"/>.</summary>
    public async Task<TestSocket> ConnectAsync(string? token, string query = "", string? origin = null, IPAddress? from = null, int receiveBuffer = 0)
    {
        var socket = new ClientWebSocket();
        if (token is not null)
        {
            socket.Options.AddSubProtocol("bearer");
            socket.Options.AddSubProtocol(token);
        }

        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(Address) { Scheme = "ws", Path = "/ws", Query = query }.Uri;
        try
        {
            await socket.ConnectAsync(address, new HttpMessageInvoker(Handler(from ?? NewAddress(), receiveBuffer)), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            return new TestSocket(socket, (int)socket.HttpStatusCode);
        }

        return new TestSocket(socket, 101);
    }

    /// <summary>Waits until the broker sends this tenant's events here.</summary>
    public Task BoundAsync(int tenant) =>
        Eventually.BecomesTrueAsync(() => Services.GetRequiredService<LiveFeed>().Bound.Contains($"{tenant}.#"), $"events of tenant {tenant} arrive");

    /// <summary>Publishes a live event as a service does.</summary>
    public async Task PublishLiveAsync(int tenant, int? pit, string device, int value, string type = "sensor_update", string? padding = null)
    {
        var publisher = Services.GetRequiredService<LivePublisher>();
        await publisher.PublishAsync(tenant, pit, type, new { type, pit_id = pit, device_id = device, value, padding }, CancellationToken.None);
    }

    /// <summary>Gives a limited user these pits and waits until the gateway knows.</summary>
    public async Task PermitAsync(long userId, int tenantId, long version, params int[] pits)
    {
        await Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(userId, tenantId, pits, version), DateTimeOffset.UtcNow));
        var access = Services.GetRequiredService<ReplicatedView<long, PitAccessFacts>>();
        await Eventually.BecomesTrueAsync(() => access.Find(userId)?.Version >= version, "the permission arrived");
    }

    /// <summary>Shares a device with somebody (null ends it) and waits until the gateway knows.</summary>
    public async Task ShareAsync(string deviceId, int tenantId, long userId, long version, string? level = "viewer", DateTimeOffset? until = null)
    {
        await Bus.PublishAsync(new DeviceAccessChanged(new DeviceAccessFacts(deviceId, tenantId, userId, level, until, version), DateTimeOffset.UtcNow));
        var access = Services.GetRequiredService<ReplicatedView<DeviceAccessKey, DeviceAccessFacts>>();
        await Eventually.BecomesTrueAsync(() => access.Find(new(deviceId, userId))?.Version >= version, "the share arrived");
    }

    private static SocketsHttpHandler Handler(IPAddress from, int receiveBuffer = 0) => new()
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (receiveBuffer > 0) socket.ReceiveBufferSize = receiveBuffer;
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
    };

    private IResult Resolve(HttpContext http)
    {
        using var body = JsonDocument.Parse(new StreamReader(http.Request.Body).ReadToEndAsync().GetAwaiter().GetResult());
        var key = body.RootElement.GetProperty("key").GetString()!;
        KeyQuestions.AddOrUpdate(key, 1, (_, n) => n + 1);
        if (http.Request.Headers.Authorization != "Bearer stub" || !ApiKeys.TryGetValue(key, out var id)) return Results.Unauthorized();
        return Results.Json(new { access_token = Tokens.For("api_key", 3, subject: id.ToString(), scope: "devices:read readings:read"), expires_in = 300, api_key_id = id }, Json.Options);
    }

    private sealed class LogTo(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>One gateway for all tests: they use addresses, tenants and users of their own.</summary>
[CollectionDefinition(nameof(GatewayCollection))]
public sealed class GatewayCollection : ICollectionFixture<GatewayFixture>;
