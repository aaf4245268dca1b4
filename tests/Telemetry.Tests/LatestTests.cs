using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.ServiceDefaults.Security;
using Platform.Telemetry.Readings;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class LatestTests(TelemetryFixture fixture)
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Fact]
    public async Task Newest_reading_of_every_pit_comes_in_one_answer()
    {
        var (first, second) = (await fixture.AddDeviceAsync(), await fixture.AddDeviceAsync());
        await PublishAsync(first, (Now.AddMinutes(-3), 21.0), (Now.AddSeconds(-5), 23.5), (Now.AddMinutes(-90), 19.0));
        await PublishAsync(second, (Now.AddDays(-2), 30.25));
        using var owner = fixture.Owner();

        var items = await AllAsync(owner, limit: 1);

        var newest = items.Single(i => PitOf(i) == first.Facts.PitId);
        newest.GetProperty("device_id").GetString().ShouldBe(first.Id);
        newest.GetProperty("temperature").GetDouble().ShouldBe(23.5);
        newest.GetProperty("humidity").GetDouble().ShouldBe(51.25);
        newest.GetProperty("aqi").GetDouble().ShouldBe(42);
        newest.GetProperty("pressure").GetDouble().ShouldBe(1008.5);
        newest.GetProperty("aqi_accuracy").GetDouble().ShouldBe(3);
        (Now - newest.GetProperty("timestamp").GetDateTimeOffset()).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        (Now - newest.GetProperty("received_at").GetDateTimeOffset()).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        items.Single(i => PitOf(i) == second.Facts.PitId).GetProperty("temperature").GetDouble().ShouldBe(30.25);
        items.Select(PitOf).ShouldBe(items.Select(PitOf).Distinct().Order());
    }

    [Fact]
    public async Task Pit_with_several_devices_shows_the_newest_and_a_moved_device_leaves_its_last_value()
    {
        var device = await fixture.AddDeviceAsync();
        await PublishAsync(device, (Now.AddMinutes(-10), 20.0));
        var moved = device.Facts with { PitId = device.Facts.PitId + 5_000_000, PitCode = $"pit{device.Facts.PitId + 5_000_000}", Version = 2 };
        await fixture.Bus.PublishAsync(new DeviceChanged(moved, "moved", Now));
        await Eventually.BecomesTrueAsync(() => fixture.Directory.Find(device.Id)?.Device.PitId == moved.PitId, "the move is known");
        var there = new TestDevice(moved, device.License);
        await fixture.PublishAsync(there, there.Reading(Now, 2, 28.0));
        await fixture.BecomesStoredAsync(device, 2);
        var successor = await fixture.AddDeviceAsync();
        using var owner = fixture.Owner();
        (await ValueAsync(owner, device.Facts.PitId!.Value)).ShouldBe(20.0);
        (await ValueAsync(owner, moved.PitId!.Value)).ShouldBe(28.0);

        var inFirstPit = successor.Facts with { PitId = device.Facts.PitId, PitCode = device.Facts.PitCode, Version = 2 };
        await fixture.Bus.PublishAsync(new DeviceChanged(inFirstPit, "moved", Now));
        await Eventually.BecomesTrueAsync(() => fixture.Directory.Find(successor.Id)?.Device.PitId == device.Facts.PitId, "the successor is known");
        var next = new TestDevice(inFirstPit, successor.License);
        await fixture.PublishAsync(next, next.Reading(Now, 1, 25.0));
        await fixture.BecomesStoredAsync(successor, 1);
        (await ValueAsync(owner, device.Facts.PitId.Value)).ShouldBe(25.0);
    }

    [Fact]
    public async Task Everybody_sees_only_what_is_theirs()
    {
        var (own, hidden, foreign) = (await fixture.AddDeviceAsync(), await fixture.AddDeviceAsync(), await fixture.AddDeviceAsync(2));
        foreach (var device in new[] { own, hidden, foreign }) await PublishAsync(device, (Now, 22.0));
        var user = fixture.NewDevice().Facts.DeviceNumber;
        await fixture.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(user, 1, [own.Facts.PitId!.Value, foreign.Facts.PitId!.Value], 1), Now));
        var access = fixture.Services.GetRequiredService<PitAccess>();
        await Eventually.BecomesTrueAsync(() => access.MaySee(new Caller($"{user}", Roles.Staff, 1, null, []), 1, own.Facts.PitId), "the permission is known");

        (await PitsOfAsync(fixture.ClientOf(Roles.Staff, 1, user))).ShouldBe([own.Facts.PitId.Value]);
        (await PitsOfAsync(fixture.ClientOf(Roles.Customer, 1, userId: 987_654))).ShouldBeEmpty();
        var ofOwner = await PitsOfAsync(fixture.Owner());
        ofOwner.ShouldContain(own.Facts.PitId.Value);
        ofOwner.ShouldContain(hidden.Facts.PitId!.Value);
        ofOwner.ShouldNotContain(foreign.Facts.PitId.Value);
        (await PitsOfAsync(fixture.Owner(), "&workshop_id=2")).ShouldBe(ofOwner);
        (await PitsOfAsync(fixture.ClientOf(Roles.Admin))).ShouldContain(foreign.Facts.PitId.Value);
        var ofSecond = await PitsOfAsync(fixture.ClientOf(Roles.Admin), "&workshop_id=2");
        ofSecond.ShouldContain(foreign.Facts.PitId.Value);
        ofSecond.ShouldNotContain(own.Facts.PitId.Value);
    }

    [Fact]
    public async Task Cursor_that_is_none_names_the_field()
    {
        using var owner = fixture.Owner();
        using var answer = await owner.GetAsync("/api/telemetry/latest?cursor=next");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("cursor", out _).ShouldBeTrue();
    }

    /// <summary>A device that left a pit long ago has many readings since; none of them may be walked over.</summary>
    [Fact]
    public async Task Search_walks_over_no_readings_of_other_pits()
    {
        var device = await fixture.AddDeviceAsync();
        await PublishAsync(device, (Now.AddHours(-1), 20.0));
        await fixture.ExecuteAsync("""
            insert into environment_readings (device, time, seq, tenant_id, pit_id, time_source, received_at, temperature)
            select @DeviceNumber, @now - n * interval '100 milliseconds', n + 10, 1, @other, 0, @now, 20 from generate_series(1, 20000) as n
            """, new { device.Facts.DeviceNumber, now = Now, other = device.Facts.PitId + 7_000_000 });
        // One connection for search and statistics: a session sees its own figures at once when it asks for that.
        await using var alone = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_POSTGRES")) { Database = fixture.VirtualHost, MaxPoolSize = 1 });
        var before = await TuplesReadAsync(alone);
        var found = await new LatestStore(alone).OfPitsAsync(device.Facts.TenantId, [device.Facts.PitId!.Value], 0, 10, TestContext.Current.CancellationToken);
        found.ShouldHaveSingleItem().Temperature.ShouldBe(20f);
        (await TuplesReadAsync(alone) - before).ShouldBeInRange(1, 9_999);
    }

    /// <summary>Index entries and rows that were read from the readings so far.</summary>
    private static async Task<long> TuplesReadAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("select pg_stat_force_next_flush()");
        return await connection.ExecuteScalarAsync<long>("select coalesce(sum(idx_tup_fetch + seq_tup_read), 0)::bigint from pg_stat_user_tables where relname like 'environment_readings%'");
    }

    private async Task PublishAsync(TestDevice device, params (DateTimeOffset At, double Temperature)[] readings)
    {
        for (var i = 0; i < readings.Length; i++) await fixture.PublishAsync(device, device.Reading(readings[i].At, i + 1, readings[i].Temperature));
        await fixture.BecomesStoredAsync(device, readings.Length);
    }

    private static int PitOf(JsonElement item) => item.GetProperty("pit_id").GetInt32();

    private static async Task<double> ValueAsync(HttpClient client, int pit) =>
        (await AllAsync(client)).Single(i => PitOf(i) == pit).GetProperty("temperature").GetDouble();

    private static async Task<int[]> PitsOfAsync(HttpClient client, string more = "")
    {
        using (client) return [.. (await AllAsync(client, more: more)).Select(PitOf)];
    }

    private static async Task<IReadOnlyList<JsonElement>> AllAsync(HttpClient client, int limit = 200, string more = "")
    {
        var (items, cursor) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/telemetry/latest?limit={limit}{more}{(cursor is null ? "" : $"&cursor={cursor}")}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return items;
    }
}
