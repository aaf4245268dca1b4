using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class ActivationTests(RegistryFixture registry)
{
    private static readonly TimeSpan Away = TimeSpan.FromDays(20);

    [Fact]
    public async Task Figures_count_claims_first_uses_and_steps_of_the_range()
    {
        // A day of its own, on which nothing else happens: all of it is moved there.
        var day = new DateTimeOffset(registry.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero) + Away;
        var serials = await registry.SerialsAsync(await registry.MakeAsync(3));
        var attempts = serials.ToDictionary(s => s, _ => Guid.NewGuid());
        foreach (var serial in serials) (await StepAsync(attempts[serial], serial, "scanned")).ShouldBe(HttpStatusCode.NoContent);
        foreach (var serial in serials[..2]) await StepAsync(attempts[serial], serial, "done");
        foreach (var serial in serials[..2]) await registry.ClaimAsync(serial);
        await UsedAsync(serials[0], after: TimeSpan.FromSeconds(40));
        await UsedAsync(serials[1], after: TimeSpan.FromSeconds(80));
        await MoveAwayAsync(serials);

        var figures = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/activations?from={Uri.EscapeDataString($"{day:O}")}&to={Uri.EscapeDataString($"{day.AddDays(2):O}")}");

        figures.GetProperty("days").EnumerateArray().Select(d => $"{d.GetProperty("day").GetString()} {d.GetProperty("claimed").GetInt32()} {d.GetProperty("first_used").GetInt32()}")
            .ShouldBe([$"{day:yyyy-MM-dd} 2 2", $"{day.AddDays(1):yyyy-MM-dd} 0 0"]);
        var seconds = figures.GetProperty("scan_to_first_use_s");
        seconds.GetProperty("count").GetInt32().ShouldBe(2);
        seconds.GetProperty("p50").GetDouble().ShouldBe(60, tolerance: 0.01);
        seconds.GetProperty("p90").GetDouble().ShouldBe(76, tolerance: 0.01);
        figures.GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("step").GetString()} {s.GetProperty("attempts").GetInt32()}")
            .ShouldBe(["scanned 3", "signed_in 0", "validated 0", "wifi 0", "named 0", "done 2"]);
    }

    [Fact]
    public async Task Step_counts_once_per_attempt_and_only_for_units_of_the_vendor()
    {
        var serial = (await registry.SerialsAsync(await registry.MakeAsync(1)))[0];
        var attempt = Guid.NewGuid();

        for (var i = 0; i < 3; i++) (await StepAsync(attempt, serial.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "scanned")).ShouldBe(HttpStatusCode.NoContent);
        (await StepAsync(attempt, SerialNumber.Create("RY4"), "wifi")).ShouldBe(HttpStatusCode.NoContent);

        (await registry.ScalarAsync<long>("select count(*) from setup_attempts where attempt_id = @attempt", new { attempt })).ShouldBe(1);
    }

    [Fact]
    public async Task Steps_of_one_unit_are_bounded()
    {
        var serial = (await registry.SerialsAsync(await registry.MakeAsync(1)))[0];

        for (var i = 0; i < 70; i++) (await StepAsync(Guid.NewGuid(), serial, "scanned")).ShouldBe(HttpStatusCode.NoContent);

        (await registry.ScalarAsync<long>("select count(*) from setup_attempts where serial_number = @serial", new { serial })).ShouldBe(60);
    }

    [Fact]
    public async Task Steps_are_kept_for_ninety_days()
    {
        // More than one batch of it is old.
        var serials = await registry.SerialsAsync(await registry.MakeAsync(2));
        foreach (var serial in serials) await StepAsync(Guid.NewGuid(), serial, "scanned");
        var now = registry.Time.GetUtcNow();
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into setup_attempts (attempt_id, serial_number, step, at)
            select gen_random_uuid(), @serial, 'scanned', @old - n * interval '1 second' from generate_series(1, 1500) n;
            insert into setup_attempts (attempt_id, serial_number, step, at) values (gen_random_uuid(), @serial, 'wifi', @young);
            """, new { serial = serials[0], old = now.AddDays(-90), young = now.AddDays(-90).AddMinutes(1) }, transaction));

        await registry.Services.GetRequiredService<SetupRetention>().RunOnceAsync(now, CancellationToken.None);

        (await registry.ScalarAsync<long>("select count(*) from setup_attempts where serial_number = any(@serials)", new { serials })).ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"attempt_id":"d1f7d4a2-6f0e-4a44-8a53-0d6f1d8f3b11","serial_number":"RY4-7KQ2M9XAP","step":"scanned"}""", "serial_number")]
    [InlineData("""{"attempt_id":"d1f7d4a2-6f0e-4a44-8a53-0d6f1d8f3b11","serial_number":"RY4-7KQ2M9XAD","step":"dreamt"}""", "step")]
    [InlineData("""{"serial_number":"RY4-7KQ2M9XAD","step":"scanned"}""", "attempt_id")]
    public async Task Step_that_cannot_be_read_names_the_field(string body, string field)
    {
        using var refused = await registry.CreateClient().PostAsync("/api/setup/steps", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    [Theory]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("from=2020-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    public async Task Range_is_checked(string query, string field)
    {
        using var refused = await registry.Admin.GetAsync($"/api/activations?{query}");

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    private async Task<HttpStatusCode> StepAsync(Guid attempt, string serial, string step)
    {
        using var answer = await registry.CreateClient().PostAsJsonAsync("/api/setup/steps", new { attempt_id = attempt, serial_number = serial, step });
        return answer.StatusCode;
    }

    /// <summary>Its owner's first command, so long after the scan.</summary>
    private Task UsedAsync(string serial, TimeSpan after) => registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
        update devices set first_used_at = (select min(at) from setup_attempts where serial_number = @serial) + @after where device_id = @serial
        """, new { serial, after }, transaction));

    private Task MoveAwayAsync(string[] serials) => registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
        update setup_attempts set at = at + @Away where serial_number = any(@serials);
        update devices set first_used_at = first_used_at + @Away where device_id = any(@serials);
        update ledger_entries e set at = e.at + @Away from devices d where d.device_number = e.device_number and d.device_id = any(@serials);
        """, new { serials, Away }, transaction));
}
