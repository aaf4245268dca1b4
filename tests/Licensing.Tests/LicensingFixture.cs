using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts.DeviceRegistry;
using Platform.Licensing.Tests;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(LicensingFixture))]
// Tests move the one clock of the service and let its jobs run ahead of it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.Licensing.Tests;

/// <summary>Licensing, with devices as the registry would tell of them.</summary>
public sealed class LicensingFixture : ServiceFixture<Program>
{
    public const int Workshop = 1, OtherWorkshop = 2;
    public const string KeyEncryptionKey = "a-key-of-the-tests-0123456789";
    private int lastDevice;

    public ShiftedTime Time { get; } = new();

    public HttpClient Admin => ClientOf(Roles.Admin, userId: 7);

    public HttpClient Owner => ClientOf(Roles.Owner, Workshop);

    public HttpClient OtherOwner => ClientOf(Roles.Owner, OtherWorkshop);

    protected override string? DatabaseResource => "licensing-db";

    protected override IEnumerable<(string Key, string Value)> Settings => [("Licensing:KeyEncryptionKey", KeyEncryptionKey)];

    protected override void ConfigureServices(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));

    /// <summary>A device is registered and has its license and lease.</summary>
    public Task<TestDevice> IssueAsync(int tenantId = Workshop) => IssueAsync(tenantId, "lease is not null");

    /// <summary>A device is registered in a suspended workshop.</summary>
    public Task<TestDevice> IssueSuspendedAsync(int tenantId) => IssueAsync(tenantId, "status = 'suspended'");

    public async Task<JsonElement> SwitchAsync(TestDevice device, string status, string reason)
    {
        using var answer = await Admin.PatchAsJsonAsync($"/api/devices/{device.Id}/status", new { status, reason });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> LicenseAsync(TestDevice device) => await Admin.GetFromJsonAsync<JsonElement>($"/api/licenses/{device.LicenseKey}");

    /// <summary>Throws of the switch, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(TestDevice device) =>
        [.. (await Admin.GetFromJsonAsync<JsonElement>($"/api/licenses/{device.LicenseKey}/history")).GetProperty("items").EnumerateArray()];

    /// <summary>A client with the device's own credentials.</summary>
    public HttpClient ClientOf(TestDevice device, string? secret = null)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{device.Id}:{secret ?? device.Secret}")));
        return client;
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    private async Task<TestDevice> IssueAsync(int tenantId, string when)
    {
        var number = Interlocked.Increment(ref lastDevice);
        var device = new TestDevice($"ESP32-{number:X12}", $"LIC-TEST-{number:D4}-AAAA", $"secret-{Guid.NewGuid():N}");
        await Bus.PublishAsync(new DeviceRegistered(Facts(device, number, tenantId), Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(async () => await ScalarAsync<long>($"select count(*) from licenses where device_id = @Id and {when}", new { device.Id }) == 1, "the license is issued");
        return device;
    }

    private static DeviceFacts Facts(TestDevice device, int number, int tenantId) => new(
        number, device.Id, device.Id, "workshop_gateway", tenantId, $"workshop_{tenantId:000}", 1, "pit1", device.LicenseKey,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(device.Secret))), CutOff: false, Version: 1);
}

public sealed record TestDevice(string Id, string LicenseKey, string Secret);
