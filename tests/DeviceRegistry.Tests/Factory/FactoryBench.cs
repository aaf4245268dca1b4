using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Factory;

/// <summary>What tests of the factory do again and again.</summary>
internal static class FactoryBench
{
    /// <summary>Orders a batch and waits until it is made.</summary>
    public static async Task<JsonElement> MakeAsync(this RegistryFixture registry, int count, string type = "4Relay")
    {
        using var answer = await registry.Admin.PostAsJsonAsync("/api/batches", new { device_type = type, firmware_version = "1.4.0", count, note = "for a test" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return await registry.ReadyAsync(answer.Headers.Location!.ToString());
    }

    /// <summary>The batch once it is made.</summary>
    public static Task<JsonElement> ReadyAsync(this RegistryFixture registry, string address) => Eventually.BecomesAsync(
        () => registry.Admin.GetFromJsonAsync<JsonElement>(address), b => b.GetProperty("status").GetString() == "ready", "the batch is ready", TimeSpan.FromMinutes(2));

    public static string AddressOf(JsonElement batch, string rest = "") => $"/api/batches/{batch.GetProperty("batch_id").GetString()}{rest}";

    /// <summary>The units' serial numbers, in the order of their making.</summary>
    public static async Task<string[]> SerialsAsync(this RegistryFixture registry, JsonElement batch)
    {
        var serials = new List<string>();
        string? cursor = null;
        do
        {
            var page = await registry.Admin.GetFromJsonAsync<JsonElement>(AddressOf(batch, $"/devices?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}"));
            serials.AddRange(page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("serial_number").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return [.. serials];
    }

    /// <summary>As a claim does: under the device's lock, owner first, then the step. False when somebody was faster.</summary>
    public static async Task<bool> ClaimAsync(this RegistryFixture registry, string deviceId)
    {
        var moved = false;
        await registry.InTransactionAsync(async transaction =>
        {
            var device = (await DeviceStore.LockAsync(transaction, deviceId))!;
            if (!LedgerRules.IsClaimable(device.Lifecycle)) return;
            await transaction.Connection!.ExecuteAsync("""
                update devices set tenant_id = @Workshop, claimed_at = @now, owned_since = @now, version = version + 1 where device_id = @deviceId
                """, new { RegistryFixture.Workshop, deviceId, now = registry.Time.GetUtcNow() }, transaction);
            moved = await LedgerStore.MoveAsync(transaction, device, LedgerRules.Registered, "claimed", "user:7", registry.Time.GetUtcNow()) is not null;
        });
        return moved;
    }
}
