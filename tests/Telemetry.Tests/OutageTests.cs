using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

/// <summary>What is acknowledged is stored, and once: the service loses its table, its database connections, its broker connection.</summary>
public sealed class OutageTests(IsolatedTelemetry fixture) : IClassFixture<IsolatedTelemetry>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    /// <summary>A connection that was cut and lies in the pool is not the next test's.</summary>
    public void Dispose() => fixture.Database.Clear();

    [Fact]
    public async Task Messages_wait_while_the_table_is_away()
    {
        var device = await fixture.AddDeviceAsync();
        await fixture.PublishAsync(device, device.Reading(Now, seq: 1));
        await fixture.BecomesStoredAsync(device, 1);

        await fixture.ExecuteAsync("alter table environment_readings rename to away");
        await PublishAsync(device, from: 2, to: 300);
        await fixture.ExecuteAsync("alter table away rename to environment_readings");

        await fixture.BecomesStoredAsync(device, 300, Patience);
        await RollUpsAreAsync(device, 300);
    }

    [Fact]
    public async Task Readings_survive_that_database_connections_are_cut_again_and_again()
    {
        var device = await fixture.AddDeviceAsync();
        var publishing = PublishAsync(device, from: 1, to: 3000);
        while (!publishing.IsCompleted) await CutDatabaseAsync();
        await publishing;

        await fixture.BecomesStoredAsync(device, 3000, Patience);
        await RollUpsAreAsync(device, 3000);
    }

    [Fact]
    public async Task Batch_that_is_cut_off_in_its_transaction_is_stored_afterwards()
    {
        var device = await fixture.AddDeviceAsync();
        await using (var blocking = await OutsideAsync())
        {
            await using var transaction = await blocking.BeginTransactionAsync();
            await new NpgsqlCommand("lock table environment_hours in access exclusive mode", blocking, transaction).ExecuteNonQueryAsync();
            await PublishAsync(device, from: 1, to: 50);
            await Eventually.BecomesTrueAsync(async () => await fixture.ScalarAsync<bool>("select exists (select 1 from pg_locks where not granted and relation = 'environment_hours'::regclass)"), "the batch waits");
            await fixture.ExecuteAsync("select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'environment_hours'::regclass");
            (await fixture.CountRowsAsync(device)).ShouldBe(0);
        }

        await fixture.BecomesStoredAsync(device, 50, Patience);
        await RollUpsAreAsync(device, 50);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_it_is_committed()
    {
        var device = await fixture.AddDeviceAsync();
        await using (var blocking = await OutsideAsync())
        {
            await using var transaction = await blocking.BeginTransactionAsync();
            await new NpgsqlCommand("lock table environment_days in access exclusive mode", blocking, transaction).ExecuteNonQueryAsync();
            await PublishAsync(device, from: 1, to: 50);
            await Eventually.BecomesTrueAsync(async () => await fixture.ScalarAsync<bool>("select exists (select 1 from pg_locks where not granted and relation = 'environment_days'::regclass)"), "the batch waits");
            // The batch is given up with its channel; what was not acknowledged comes again on the next.
            await CloseIngestConnectionAsync();
            await Eventually.BecomesTrueAsync(async () => !await fixture.ScalarAsync<bool>("select exists (select 1 from pg_stat_activity where state = 'active' and query like 'with fresh%' and query_start < now() - interval '5 seconds')"), "the batch was given up", Patience);
        }

        await fixture.BecomesStoredAsync(device, 50, Patience);
        await RollUpsAreAsync(device, 50);
    }

    [Fact]
    public async Task Readings_survive_that_the_broker_connection_is_closed()
    {
        var device = await fixture.AddDeviceAsync();
        await PublishAsync(device, from: 1, to: 500);
        var closing = CloseIngestConnectionAsync();
        await PublishAsync(device, from: 501, to: 2000);
        await closing;
        await PublishAsync(device, from: 2001, to: 2500);

        await fixture.BecomesStoredAsync(device, 2500, Patience);
        await RollUpsAreAsync(device, 2500);
    }

    [Fact]
    public async Task Reading_that_the_database_refuses_is_set_aside_alone()
    {
        var device = await fixture.AddDeviceAsync();
        await using var live = await fixture.ListenLiveAsync($"1.{device.Facts.PitId}.sensor_update");
        await fixture.ExecuteAsync("alter table environment_readings add constraint no_such_aqi check (aqi <> 66) not valid");
        try
        {
            var start = Now.AddHours(-1);
            await Task.WhenAll(Enumerable.Range(1, 500).Select(n => fixture.PublishAsync(device, device.Reading(start.AddSeconds(n), n, aqi: n is 77 or 400 ? 66 : 50))));

            await fixture.BecomesStoredAsync(device, 498);
            await Eventually.BecomesTrueAsync(async () => await fixture.ScalarAsync<long>(
                "select coalesce(sum(count), 0) from rejected_messages where device_id = @Id and reason = 'not_storable'", new { device.Id }) == 2, "both are set aside");
            await RollUpsAreAsync(device, 498);
            using var owner = fixture.Owner();
            (await owner.GetAsync(device.LatestPath)).EnsureSuccessStatusCode();
        }
        finally
        {
            await fixture.ExecuteAsync("alter table environment_readings drop constraint no_such_aqi");
        }
    }

    [Fact]
    public async Task Readings_of_an_answer_that_needs_the_database_are_503_while_it_is_away()
    {
        var device = await fixture.AddDeviceAsync();
        using var owner = fixture.Owner();
        using var cutting = new CancellationTokenSource();
        var cut = Task.Run(async () =>
        {
            while (!cutting.IsCancellationRequested) await CutDatabaseAsync();
        });
        for (var n = 0; n < 30; n++)
        {
            using var answer = await owner.GetAsync(device.LatestPath);
            ((int)answer.StatusCode).ShouldBeOneOf(404, 503);
        }

        await cutting.CancelAsync();
        await cut;
    }

    private async Task PublishAsync(TestDevice device, int from, int to)
    {
        var start = Now.AddHours(-2);
        foreach (var part in Enumerable.Range(from, to - from + 1).Chunk(100))
            await Task.WhenAll(part.Select(n => fixture.PublishAsync(device, device.Reading(start.AddSeconds(n), n))));
    }

    private async Task RollUpsAreAsync(TestDevice device, long expected)
    {
        foreach (var level in new[] { "minutes", "hours", "days" })
            (await fixture.ScalarAsync<long>($"select sum(temperature_n) from environment_{level} where device = @DeviceNumber", new { device.Facts.DeviceNumber })).ShouldBe(expected, level);
    }

    /// <summary>Ends all of the service's sessions from a session that is not its own.</summary>
    private async Task CutDatabaseAsync()
    {
        await using var outside = await OutsideAsync();
        await using var cut = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()", outside);
        cut.Parameters.AddWithValue(fixture.VirtualHost);
        await cut.ExecuteNonQueryAsync();
        await Task.Delay(20);
    }

    /// <summary>A connection of the test's own: those of the service's pool may be ones that another test has ended.</summary>
    private async Task<NpgsqlConnection> OutsideAsync()
    {
        var address = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_POSTGRES")) { Database = fixture.VirtualHost, Pooling = false };
        var outside = new NpgsqlConnection(address.ConnectionString);
        await outside.OpenAsync();
        return outside;
    }

    private async Task CloseIngestConnectionAsync()
    {
        var address = new Uri(Environment.GetEnvironmentVariable("TEST_RABBITMQ_MANAGEMENT")!);
        using var management = new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)) };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(address.UserInfo)));
        var names = await Eventually.BecomesAsync(async () => (await management.GetFromJsonAsync<JsonElement>($"api/vhosts/{fixture.VirtualHost}/connections")).EnumerateArray()
            .Where(c => c.TryGetProperty("user_provided_name", out var name) && name.GetString() == "telemetry-consume")
            .Select(c => c.GetProperty("name").GetString()!).ToArray(), found => found.Length > 0, "the connection is listed", Patience);
        foreach (var name in names) (await management.DeleteAsync($"api/connections/{Uri.EscapeDataString(name)}")).EnsureSuccessStatusCode();
    }
}
