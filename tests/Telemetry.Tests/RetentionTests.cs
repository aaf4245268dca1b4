using System.IO.Compression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Telemetry.Retention;

namespace Platform.Telemetry.Tests;

public sealed class RetentionTests(IsolatedTelemetry fixture) : IClassFixture<IsolatedTelemetry>
{
    [Fact]
    public async Task Old_day_is_archived_per_tenant_dropped_and_comes_back_whole()
    {
        var now = fixture.Time.GetUtcNow();
        var day = now.AddDays(-2);
        var (one, two) = (await fixture.AddDeviceAsync(1), await fixture.AddDeviceAsync(2));
        for (var n = 1; n <= 20; n++) await fixture.PublishAsync(one, one.Reading(day.AddMilliseconds(n), n, temperature: n));
        for (var n = 1; n <= 5; n++) await fixture.PublishAsync(two, two.Reading(day.AddMilliseconds(n), n).Replace(",\"pressure\":1008.5", "", StringComparison.Ordinal));
        await fixture.BecomesStoredAsync(one, 20);
        await fixture.BecomesStoredAsync(two, 5);
        var before = await ContentAsync();

        await RunAsync(now.AddDays(88));
        (await ExistsAsync(day)).ShouldBeTrue("a day within the retention stays");
        await RunAsync(now.AddDays(90));

        (await ExistsAsync(day)).ShouldBeFalse();
        (await fixture.CountRowsAsync(one)).ShouldBe(0);
        (await fixture.ScalarAsync<long>("select sum(temperature_n) from environment_days where device = @DeviceNumber", new { one.Facts.DeviceNumber })).ShouldBe(20);
        var files = new[] { 1, 2 }.Select(tenant => Path.Combine(fixture.ArchiveFolder, "environment", $"{tenant}", $"{day.UtcDateTime:yyyy-MM-dd}.csv.gz")).ToArray();
        (await LinesAsync(files[0])).Length.ShouldBe(21);
        (await LinesAsync(files[1])).Length.ShouldBe(6);
        (await LinesAsync(files[0]))[0].ShouldStartWith("device,time,seq,tenant_id");

        foreach (var file in files) (await RestoreAsync(day, file)).ShouldBe(0);
        (await RestoreAsync(day, files[0])).ShouldBe(0);
        (await ContentAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Restored_day_stays_for_a_while_and_is_archived_again_without_loss()
    {
        var now = fixture.Time.GetUtcNow();
        var day = now.AddDays(-7);
        var device = await fixture.AddDeviceAsync();
        for (var n = 1; n <= 3; n++) await fixture.PublishAsync(device, device.Reading(day.AddMilliseconds(n), n));
        await fixture.BecomesStoredAsync(device, 3);
        await RunAsync(now.AddDays(90));
        var file = Path.Combine(fixture.ArchiveFolder, "environment", "1", $"{day.UtcDateTime:yyyy-MM-dd}.csv.gz");
        var archived = await LinesAsync(file);

        (await RestoreAsync(day, file)).ShouldBe(0);
        await fixture.ExecuteAsync("update restored_days set kept_until = @until", new { until = now.AddDays(100).UtcDateTime });
        await RunAsync(now.AddDays(99));
        (await fixture.CountRowsAsync(device)).ShouldBe(3);
        await RunAsync(now.AddDays(101));

        (await fixture.CountRowsAsync(device)).ShouldBe(0);
        (await LinesAsync(file)).ShouldBe(archived);
    }

    [Fact]
    public async Task Partitions_are_there_ahead_of_time()
    {
        var now = fixture.Time.GetUtcNow();
        await RunAsync(now);
        for (var day = 0; day <= 3; day++) (await ExistsAsync(now.AddDays(day))).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_one_replica_is_at_it()
    {
        await using var connection = new NpgsqlConnection(ConnectionString());
        await connection.OpenAsync();
        await new NpgsqlCommand("select pg_advisory_lock(5786071451677578309)", connection).ExecuteNonQueryAsync();
        var later = fixture.Time.GetUtcNow().AddDays(40);

        await RunAsync(later);
        (await ExistsAsync(later)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("restore", "environment", "2026-08-01", "no-such-file.csv.gz")]
    [InlineData("restore", "water", "2026-08-01", "/dev/null")]
    [InlineData("restore", "environment", "1.8.2026", "/dev/null")]
    public async Task Restore_command_says_how_it_is_used(params string[] args)
    {
        RestoreCommand.IsAskedFor(args).ShouldBeTrue();
        (await RestoreCommand.RunAsync(args, new ConfigurationBuilder().Build())).ShouldBe(2);
    }

    private Task RunAsync(DateTimeOffset now) => fixture.Services.GetServices<IHostedService>().OfType<RetentionJob>().Single().RunOnceAsync(now, CancellationToken.None);

    private Task<int> RestoreAsync(DateTimeOffset day, string file) => RestoreCommand.RunAsync(
        ["restore", "environment", $"{day.UtcDateTime:yyyy-MM-dd}", file],
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:telemetry-db", ConnectionString())]).Build());

    private string ConnectionString() => new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("TEST_POSTGRES")) { Database = fixture.VirtualHost, Pooling = false }.ConnectionString;

    private Task<bool> ExistsAsync(DateTimeOffset day) =>
        fixture.ScalarAsync<bool>("select to_regclass(@name) is not null", new { name = $"environment_readings_{day.UtcDateTime:yyyyMMdd}" });

    private Task<string> ContentAsync() => fixture.ScalarAsync<string>("select md5(string_agg(r::text, ';' order by device, time, seq)) from environment_readings r");

    private static async Task<string[]> LinesAsync(string file)
    {
        await using var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(source);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
