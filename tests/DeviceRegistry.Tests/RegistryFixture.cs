using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Tests;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(RegistryFixture))]
// Tests move the one clock of the service and let its jobs run ahead of it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.DeviceRegistry.Tests;

/// <summary>The registry with two workshops: number 1 has pits 1 to 3, number 2 has one.</summary>
public sealed class RegistryFixture : ServiceFixture<Program>
{
    public const int Workshop = 1, OtherWorkshop = 2;
    public const string LeaseKey = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
    private int lastDevice;

    public ShiftedTime Time { get; } = new();

    public HttpClient Admin => ClientOf(Roles.Admin);

    public HttpClient Owner => ClientOf(Roles.Owner, Workshop);

    public HttpClient OtherOwner => ClientOf(Roles.Owner, OtherWorkshop);

    protected override string? DatabaseResource => "registry-db";

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Registry:KeyEncryptionKey", "test-key-encryption-key-of-the-registry"), ("Web:Address", "http://127.0.0.1:8080"),
        ("Factory:MqttHost", "mqtt.example.com"), ("Factory:MqttPort", "8883"), ("Cameras:AllowedNetworks:0", "127.0.0.0/8"),
    ];

    /// <summary>The service's own device types, and those whose files lie beside the tests.</summary>
    protected override void ConfigureServices(IServiceCollection services) => services
        .Replace(ServiceDescriptor.Singleton<TimeProvider>(Time))
        .Replace(ServiceDescriptor.Singleton(DeviceTypeCatalog.Load(typeof(DeviceTypeCatalog).Assembly, typeof(RegistryFixture).Assembly)));

    protected override async Task StartedAsync()
    {
        Stubs.Answer("GET", "/.well-known/device-lease-keys", _ => Results.Json(new { keys = new[] { new { kid = "k1", pem = LeaseKey } } }));
        // People as Identity knows them; who has a household (Households) has ten times its number.
        Stubs.Answer("GET", "/internal/users", http => Results.Json(http.Request.Query["ids"].ToString().Split(',').Select(long.Parse).Select(id => new
        {
            user_id = id,
            tenant_id = id / 10,
            name = $"Name {id}",
            email = $"{id}@example.com",
            external_id = $"uid-{id}",
            language = "th",
            role = "owner",
        })));
        Stubs.Answer("GET", "/internal/users/by-external", _ => Results.NotFound());
        await ProvisionAsync(Workshop, pits: 3);
        await ProvisionAsync(OtherWorkshop, pits: 1);
    }

    public async Task ProvisionAsync(int tenantId, int pits, long version = 1)
    {
        await Bus.PublishAsync(new TenantProvisioned(Tenant(tenantId, pits, version), Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(
            async () => await ScalarAsync<long>("select count(*) from pits where tenant_id = @tenantId", new { tenantId }) >= pits, "the workshop's pits exist");
    }

    public static TenantFacts Tenant(int tenantId, int pits, long version = 1) =>
        new(tenantId, $"workshop_{tenantId:000}", "workshop", $"Workshop {tenantId}", pits, $"workshop_{tenantId:000}", new string('0', 64), version);

    public string NewDeviceId() => $"ESP32-{Interlocked.Increment(ref lastDevice):X12}";

    /// <summary>Registers a device by the workshop's owner; returns its id.</summary>
    public async Task<string> RegisterDeviceAsync(int pitNumber = 1, string? deviceId = null)
    {
        deviceId ??= NewDeviceId();
        using var answer = await Owner.PostAsJsonAsync("/api/devices", new { device_id = deviceId, pit_number = pitNumber });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return deviceId;
    }

    /// <summary>The workshop's pits: number → id.</summary>
    public async Task<Dictionary<int, int>> PitsAsync() => (await Owner.GetFromJsonAsync<JsonElement>("/api/pits?limit=200")).GetProperty("items").EnumerateArray()
        .ToDictionary(p => p.GetProperty("pit_number").GetInt32(), p => p.GetProperty("pit_id").GetInt32());

    public async Task<JsonElement> StatusAsync(string deviceId) => await Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{deviceId}/status");

    /// <summary>Commands of the device, oldest first.</summary>
    public async Task<IReadOnlyList<CommandSeen>> CommandsAsync(string deviceId)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.QueryAsync<CommandSeen>("""
            select c.command_id, c.command, c.status, c.cause_id, c.times_queued, c.failure, c.reason
            from commands c join devices d using (device_number) where d.device_id = @deviceId order by c.position
            """, new { deviceId })).AsList();
    }

    public Task<IReadOnlyList<CommandSeen>> CommandsBecomeAsync(string deviceId, Func<IReadOnlyList<CommandSeen>, bool> holds, string what) =>
        Eventually.BecomesAsync(() => CommandsAsync(deviceId), holds, what);

    public async Task<Guid> SwitchOffAsync(string deviceId, long version, string reason = "payment_overdue")
    {
        var id = Guid.NewGuid();
        await Bus.PublishAsync(new LicenseSuspended(License(deviceId, LicenseStatus.Suspended, version, reason), id, Time.GetUtcNow()));
        await CommandsBecomeAsync(deviceId, c => c.Any(x => x.CauseId == id), "DISABLE is queued");
        return id;
    }

    public async Task<Guid> SwitchOnAsync(string deviceId, long version)
    {
        var id = Guid.NewGuid();
        await Bus.PublishAsync(new LicenseActivated(License(deviceId, LicenseStatus.Active, version), id, "payment_received", Time.GetUtcNow()));
        await CommandsBecomeAsync(deviceId, c => c.Any(x => x.CauseId == id), "ENABLE is queued");
        return id;
    }

    public LicenseFacts License(string deviceId, LicenseStatus status, long version, string reason = "") =>
        new("LIC-TEST-TEST-TEST", deviceId, Workshop, status, reason, Time.GetUtcNow(), version);

    /// <summary>The device's birth message.</summary>
    public Task BirthAsync(string deviceId, string status = "online") =>
        Bus.PublishAsync(new DeviceStatusReported(deviceId, status, null, null, "1.0.0", 7, Time.GetUtcNow()));

    /// <summary>The device's answer to a command.</summary>
    public Task AnswerAsync(string deviceId, Guid commandId, string status, string? reason = null) =>
        Bus.PublishAsync(new DeviceStatusReported(deviceId, status, reason, commandId, null, null, Time.GetUtcNow()));

    /// <summary>Makes a command older than it is.</summary>
    public Task AgeAsync(Guid commandId, TimeSpan by) => InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync(
        "update commands set queued_at = queued_at - @by, expires_at = expires_at - @by where command_id = @commandId", new { commandId, by }, transaction));

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task InTransactionAsync(Func<NpgsqlTransaction, Task> work)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await work(transaction);
        await transaction.CommitAsync();
    }
}

public sealed record CommandSeen(Guid CommandId, string Command, string Status, Guid? CauseId, int TimesQueued, string? Failure, string Reason);
