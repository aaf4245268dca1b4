using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.ServiceDefaults.Security;
using Platform.Telemetry.Tests;
using Platform.TestKit;
using RabbitMQ.Client;
using Directory = Platform.DeviceDirectory.Directory;

[assembly: AssemblyFixture(typeof(TelemetryFixture))]

namespace Platform.Telemetry.Tests;

/// <summary>Telemetry on a fresh database and broker, with tenants 1 (<c>ws_1</c>) and 2 (<c>ws_2</c>), and a device's way in.</summary>
public class TelemetryFixture : ServiceFixture<Program>
{
    private static long lastNumber = 1000;
    private IConnection connection = null!;
    private IChannel channel = null!;

    public ShiftedTime Time { get; } = new();

    public string ArchiveFolder { get; } = Path.Combine(Path.GetTempPath(), $"archive-{Guid.NewGuid():N}");

    public Directory Directory => Services.GetRequiredService<Directory>();

    protected override string? DatabaseResource => "telemetry-db";

    protected override IEnumerable<(string Key, string Value)> Settings => [("Ingest:LingerMs", "20"), ("Retention:ArchiveFolder", ArchiveFolder)];

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);

    protected override async Task PrepareBrokerAsync()
    {
        connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        // As the broker's definitions do before its MQTT listener opens: what comes before the queue exists is lost.
        await Ingest.ReadingQueues.DeclareAsync(channel, 0, shards: 1, CancellationToken.None);
    }

    protected override async Task StartedAsync()
    {
        foreach (var id in new[] { 1, 2 })
            await Bus.PublishAsync(new TenantProvisioned(Tenant(id), Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(() => Directory.FindTenant("ws_1") is not null && Directory.FindTenant("ws_2") is not null, "the tenants are known");
    }

    /// <summary>A registered and licensed device in a pit of its own.</summary>
    public async Task<TestDevice> AddDeviceAsync(int tenantId = 1)
    {
        var device = NewDevice(tenantId);
        await Bus.PublishAsync(new DeviceRegistered(device.Facts, Time.GetUtcNow()));
        await Bus.PublishAsync(new LicenseIssued(device.License, Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(() => Directory.Find(device.Id)?.License is not null, "the device is known");
        return device;
    }

    public TestDevice NewDevice(int tenantId = 1)
    {
        var number = Interlocked.Increment(ref lastNumber);
        var (id, key) = ($"ESP32-{number}", $"LIC-AAAA-BBBB-{number}");
        var facts = new DeviceFacts(number, id, $"SN{number}", "workshop_gateway", tenantId, $"ws_{tenantId}", (int)number, $"pit{number}", key, new string('0', 64), CutOff: false, Version: 1);
        return new TestDevice(facts, new LicenseFacts(key, id, tenantId, LicenseStatus.Active, "", Time.GetUtcNow(), Version: 1));
    }

    /// <summary>Changes a device's license and waits until the service has heard.</summary>
    public async Task SwitchAsync(TestDevice device, LicenseStatus status, string reason)
    {
        var license = device.Switch(status, reason, Time.GetUtcNow());
        object change = status switch
        {
            LicenseStatus.Active => new LicenseActivated(license, Guid.NewGuid(), reason, license.ChangedAt),
            LicenseStatus.Expired => new LicenseExpired(license, Guid.NewGuid(), license.ChangedAt),
            _ => new LicenseSuspended(license, Guid.NewGuid(), license.ChangedAt),
        };
        await (change switch
        {
            LicenseActivated activated => Bus.PublishAsync(activated),
            LicenseExpired expired => Bus.PublishAsync(expired),
            _ => Bus.PublishAsync((LicenseSuspended)change),
        });
        await Eventually.BecomesTrueAsync(() => Directory.Find(device.Id)?.License?.Version == license.Version, "the switch is known");
    }

    /// <summary>Publishes as the MQTT plugin does: the topic as routing key on <c>amq.topic</c>, persistent, confirmed.</summary>
    public Task PublishAsync(string topic, string payload) => PublishAsync(topic, Encoding.UTF8.GetBytes(payload));

    public async Task PublishAsync(string topic, byte[] payload) => await channel.BasicPublishAsync(
        "amq.topic", topic.Replace('/', '.'), mandatory: false, new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, payload);

    public Task PublishAsync(TestDevice device, string payload) => PublishAsync(device.Topic, payload);

    /// <summary>Messages of the live exchange for a tenant and pit from now on.</summary>
    public async Task<Heard> ListenLiveAsync(string key)
    {
        var listening = await connection.CreateChannelAsync();
        await listening.ExchangeDeclareAsync("live", ExchangeType.Topic, durable: false, autoDelete: false);
        var queue = (await listening.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true)).QueueName;
        await listening.QueueBindAsync(queue, "live", key);
        return new Heard(listening, queue);
    }

    public HttpClient Owner(int tenantId = 1) => ClientOf(Roles.Owner, tenantId);

    public Task<long> CountRowsAsync(TestDevice device) =>
        ScalarAsync<long>("select count(*) from environment_readings where device = @DeviceNumber", new { device.Facts.DeviceNumber });

    public Task BecomesStoredAsync(TestDevice device, long rows, TimeSpan? within = null) =>
        Eventually.BecomesAsync(() => CountRowsAsync(device), seen => seen == rows, $"{rows} rows of {device.Id}", within);

    /// <summary>Reads through the service's pool; a connection of it that a test has cut is found out when it is used.</summary>
    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        while (true)
        {
            await using var database = await Database.OpenConnectionAsync();
            try
            {
                return (await database.ExecuteScalarAsync<T>(sql, parameters))!;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.AdminShutdown)
            {
                // The pool drops it and gives another.
            }
        }
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var database = await Database.OpenConnectionAsync();
        await database.ExecuteAsync(sql, parameters);
    }

    public override async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        await base.DisposeAsync();
        if (System.IO.Directory.Exists(ArchiveFolder)) System.IO.Directory.Delete(ArchiveFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static TenantFacts Tenant(int id) => new(id, $"ws_{id}", "workshop", $"Workshop {id}", 4, $"ws_{id}", new string('0', 64), Version: 1);
}

/// <summary>A service for tests that move its clock or take something away from it.</summary>
public sealed class IsolatedTelemetry : TelemetryFixture;

/// <summary>A device as the registry and Licensing know it, and what it would send.</summary>
public sealed class TestDevice(DeviceFacts facts, LicenseFacts license)
{
    public DeviceFacts Facts { get; } = facts;

    public LicenseFacts License { get; private set; } = license;

    public string Id => Facts.DeviceId;

    public string Topic => $"workshop/{Facts.TenantCode}/pit/{Facts.PitCode}/sensors";

    public string LatestPath => $"/api/pits/{Facts.PitId}/sensors/latest";

    public LicenseFacts Switch(LicenseStatus status, string reason, DateTimeOffset at) =>
        License = License with { Status = status, Reason = reason, ChangedAt = at, Version = License.Version + 1 };

    public string HistoryPath(DateTimeOffset from, DateTimeOffset to, string? resolution = null) => string.Create(CultureInfo.InvariantCulture,
        $"/api/pits/{Facts.PitId}/sensors/history?from={from.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}&to={to.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}{(resolution is null ? "" : $"&resolution={resolution}")}");

    public string Reading(DateTimeOffset time, long seq = 1, double temperature = 24.5, double humidity = 51.25, double aqi = 42, string? licenseKey = null) =>
        Reading($"\"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}\"", seq, temperature, humidity, aqi, licenseKey);

    public string Reading(string timestamp, long seq = 1, double temperature = 24.5, double humidity = 51.25, double aqi = 42, string? licenseKey = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"device_id":"{{Id}}","license_key":"{{licenseKey ?? Facts.LicenseKey}}","timestamp":{{timestamp}},"seq":{{seq}},"temperature":{{temperature}},"humidity":{{humidity}},"aqi":{{aqi}},"aqi_accuracy":3,"pressure":1008.5}""");
}

/// <summary>A queue of the test's own.</summary>
public sealed class Heard(IChannel channel, string queue) : IAsyncDisposable
{
    /// <summary>The next message's routing key and body, waiting for it.</summary>
    public async Task<(string Key, string Body)> NextAsync()
    {
        var message = await Eventually.BecomesAsync(async () => await channel.BasicGetAsync(queue, autoAck: true), m => m is not null, "a message comes");
        return (message!.RoutingKey, Encoding.UTF8.GetString(message.Body.Span));
    }

    public async Task<uint> CountAsync() => await channel.MessageCountAsync(queue);

    public ValueTask DisposeAsync() => channel.DisposeAsync();
}
