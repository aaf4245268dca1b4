using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.DeviceRegistry.Factory;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class BatchTests(RegistryFixture registry)
{
    [Fact]
    public async Task Batch_makes_units_with_serials_of_its_type_and_an_event_each()
    {
        var registered = await registry.Bus.ListenAsync<DeviceRegistered>();

        var batch = await registry.MakeAsync(3, "LED");

        (batch.GetProperty("count").GetInt32(), batch.GetProperty("made").GetInt32(), batch.GetProperty("device_type").GetString()).ShouldBe((3, 3, "LED"));
        (batch.GetProperty("created_by").GetString(), batch.GetProperty("note").GetString()).ShouldBe(("user:1", "for a test"));
        batch.GetProperty("ready_at").GetDateTimeOffset().ShouldBeGreaterThan(batch.GetProperty("created_at").GetDateTimeOffset());
        var serials = await registry.SerialsAsync(batch);
        serials.Length.ShouldBe(3);
        serials.ShouldAllBe(s => s.StartsWith("RGB-") && SerialNumber.IsValid(s));
        foreach (var serial in serials)
        {
            var facts = (await registered.FirstAsync(r => r.Device.DeviceId == serial)).Device;
            (facts.SerialNumber, facts.DeviceType, facts.TenantId, facts.Lifecycle, facts.Version).ShouldBe((serial, "LED", null, "available", 1));
            var device = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/devices/{serial}");
            device.GetProperty("license_key").GetString().ShouldBe(facts.LicenseKey);
            (device.GetProperty("firmware").GetString(), device.GetProperty("lifecycle").GetString()).ShouldBe(("1.4.0", "available"));
        }
    }

    [Fact]
    public async Task Batch_larger_than_a_chunk_is_made_whole_and_shows_how_far_it_is()
    {
        using var answer = await registry.Admin.PostAsJsonAsync("/api/batches", new { device_type = "Sensor", firmware_version = "1.0.0", count = 900 });
        var made = new HashSet<int>();

        await Eventually.BecomesAsync(
            async () =>
            {
                var seen = (await registry.Admin.GetFromJsonAsync<JsonElement>(answer.Headers.Location!.ToString())).GetProperty("made").GetInt32();
                made.Add(seen);
                return seen;
            },
            m => m == 900, "all units are made", TimeSpan.FromSeconds(60));

        made.ShouldAllBe(m => m % 250 == 0 || m == 900);
        var batch = await registry.ReadyAsync(answer.Headers.Location!.ToString());
        (await registry.SerialsAsync(batch)).Distinct().Count().ShouldBe(900);
    }

    /// <summary>A process that died in the middle leaves whole chunks; whoever comes next goes on.</summary>
    [Fact]
    public async Task Batch_that_was_left_half_made_is_finished()
    {
        var batch = await registry.MakeAsync(5);
        var id = batch.GetProperty("batch_id").GetGuid();
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update batches set count = 12, status = 'making', ready_at = null where batch_id = @id", new { id }, transaction));

        var finished = await registry.ReadyAsync(FactoryBench.AddressOf(batch));

        finished.GetProperty("made").GetInt32().ShouldBe(12);
        (await registry.SerialsAsync(batch)).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public async Task Makers_side_by_side_make_no_unit_too_many()
    {
        using var answer = await registry.Admin.PostAsJsonAsync("/api/batches", new { device_type = "Sensor", firmware_version = "1.0.0", count = 700 });
        var maker = registry.Services.GetRequiredService<BatchMaker>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => maker.RunOnceAsync(registry.Time.GetUtcNow(), CancellationToken.None)));

        var batch = await registry.ReadyAsync(answer.Headers.Location!.ToString());
        (await registry.SerialsAsync(batch)).Length.ShouldBe(700);
        (await registry.ScalarAsync<long>("select count(*) from factory_units where batch_number = @number", new { number = batch.GetProperty("number").GetInt32() })).ShouldBe(700);
    }

    [Fact]
    public async Task Chunk_that_fails_again_and_again_ends_the_batch_and_says_why()
    {
        var maker = registry.Services.GetRequiredService<BatchMaker>();
        var id = Guid.NewGuid();
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into batches (batch_id, device_type, firmware_version, count, status, created_by, created_at) values (@id, 'Toaster', '1', 1, 'making', 'user:1', now())
            """, new { id }, transaction));

        for (var round = 0; round < 5; round++) await Record.ExceptionAsync(() => maker.RunOnceAsync(registry.Time.GetUtcNow(), CancellationToken.None));

        var batch = await Eventually.BecomesAsync(
            () => registry.Admin.GetFromJsonAsync<JsonElement>($"/api/batches/{id}"), b => b.GetProperty("status").GetString() == "failed", "the batch is given up");
        batch.GetProperty("failure").GetString().ShouldBe("The factory does not make Toaster.");
        using var refused = await registry.Admin.GetAsync($"/api/batches/{id}/labels.pdf");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("batch_not_ready");
    }

    [Fact]
    public async Task Same_key_orders_one_batch()
    {
        var key = Guid.NewGuid().ToString();

        var first = await OrderAsync(key);
        var again = await OrderAsync(key);

        again.GetProperty("batch_id").GetString().ShouldBe(first.GetProperty("batch_id").GetString());
        await registry.ReadyAsync(FactoryBench.AddressOf(first));
    }

    [Theory]
    [InlineData("Toaster", "1.0.0", 1, "device_type")]
    [InlineData("workshop_gateway", "1.0.0", 1, "device_type")]
    [InlineData(null, "1.0.0", 1, "device_type")]
    [InlineData("4Relay", "", 1, "firmware_version")]
    [InlineData("4Relay", null, 1, "firmware_version")]
    [InlineData("4Relay", "1.0.0", 0, "count")]
    [InlineData("4Relay", "1.0.0", 10001, "count")]
    [InlineData("4Relay", "1.0.0", null, "count")]
    public async Task Order_that_cannot_be_made_names_the_field(string? type, string? firmware, int? count, string field)
    {
        using var refused = await registry.Admin.PostAsJsonAsync("/api/batches", new { device_type = type, firmware_version = firmware, count });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_page_by_page()
    {
        var (first, second) = (await registry.MakeAsync(1), await registry.MakeAsync(1));

        var page = await registry.Admin.GetFromJsonAsync<JsonElement>("/api/batches?limit=1");
        var next = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/batches?limit=1&cursor={page.GetProperty("next_cursor").GetString()}");

        page.GetProperty("items")[0].GetProperty("batch_id").GetString().ShouldBe(second.GetProperty("batch_id").GetString());
        next.GetProperty("items")[0].GetProperty("batch_id").GetString().ShouldBe(first.GetProperty("batch_id").GetString());
    }

    [Fact]
    public async Task Serial_of_a_batch_is_not_registered_again()
    {
        var serial = (await registry.SerialsAsync(await registry.MakeAsync(1)))[0];

        using var again = await registry.Admin.PostAsJsonAsync("/api/devices", new { serial_number = serial, device_type = "4Relay" });

        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldBe("A device with this device_id or serial_number is registered already.");
    }

    [Fact]
    public async Task Secrets_lie_sealed_and_not_in_the_open()
    {
        var batch = await registry.MakeAsync(1);
        var serial = (await registry.SerialsAsync(batch))[0];
        var nvs = await registry.Admin.GetStringAsync(FactoryBench.AddressOf(batch, $"/nvs?serial={serial}"));
        var secret = nvs.Split('\n').Single(l => l.StartsWith("mqtt_pass,", StringComparison.Ordinal)).Split(',')[3];

        var stored = await registry.ScalarAsync<string>("""
            select (select json_agg(u)::text from factory_units u join devices d using (device_number) where d.device_id = @serial)
                || (select json_agg(d)::text from devices d where d.device_id = @serial) || (select json_agg(e)::text from ledger_entries e join devices d using (device_number) where d.device_id = @serial)
            """, new { serial });

        stored.ShouldNotContain(secret);
        stored.ShouldNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)));
    }

    private async Task<JsonElement> OrderAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/batches") { Content = JsonContent.Create(new { device_type = "4Relay", firmware_version = "1.0.0", count = 2 }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await registry.Admin.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
