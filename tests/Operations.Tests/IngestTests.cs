using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.Operations.Ingest;

namespace Platform.Operations.Tests;

public sealed class IngestTests(OperationsFixture operations)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly IngestHistory history = new();

    [Fact]
    public void Counts_become_a_rate_and_minutes()
    {
        Add(100, 0, 0, 0);
        Add(600, 2, 1, 5);
        Add(1100, 2, 1, 65);

        var (rate, minutes) = history.At(Noon.AddSeconds(65));
        rate.ShouldBe(500 / 60.0);
        minutes.Count.ShouldBe(60);
        minutes[^2].ShouldBe(new IngestMinute(Noon, 500, 2, 1));
        minutes[^1].ShouldBe(new IngestMinute(Noon.AddMinutes(1), 500, 0, 0));
    }

    [Fact]
    public void Minute_in_which_nobody_counted_is_unknown_and_not_zero()
    {
        Add(100, 0, 0, 0);
        Add(200, 0, 0, 5);
        history.Add(new Dictionary<string, IngestCounts?> { ["telemetry"] = null }, Noon.AddSeconds(65));

        var (rate, minutes) = history.At(Noon.AddSeconds(65));
        rate.ShouldBeNull();
        minutes[^1].Readings.ShouldBeNull();
        minutes[^2].Readings.ShouldBe(100);
        minutes[0].Readings.ShouldBeNull();
    }

    [Fact]
    public void Restart_of_telemetry_counts_from_zero_and_two_instances_add_up()
    {
        Add(1000, 0, 0, 0);
        Add(30, 0, 0, 5);
        history.At(Noon.AddSeconds(5)).Minutes[^1].Readings.ShouldBe(30);

        foreach (var (second, counts) in new[] { (10, (40L, 7L)), (15, (50L, 9L)) })
            history.Add(new Dictionary<string, IngestCounts?> { ["telemetry"] = new(counts.Item1, 0, 0), ["telemetry-1"] = new(counts.Item2, 0, 0) }, Noon.AddSeconds(second));
        history.At(Noon.AddSeconds(15)).PerSecond.ShouldBe((10 + 2) / 5.0);
    }

    [Fact]
    public void Only_the_last_hour_is_kept()
    {
        Add(0, 0, 0, 0);
        Add(10, 0, 0, 5);
        Add(20, 0, 0, 3600);
        history.At(Noon.AddSeconds(3600)).Minutes.Count(m => m.Readings is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Answer_has_what_telemetry_registry_and_broker_count()
    {
        var accepted = 0L;
        operations.Stub("telemetry").Answer("GET", "/internal/figures", http => http.Request.Headers.Authorization == "Bearer stub"
            ? Results.Json(new { accepted = Interlocked.Add(ref accepted, 50), refused = 0, rejected = 0 })
            : Results.Unauthorized());
        var watch = operations.Services.GetRequiredService<IngestWatch>();
        var time = operations.Services.GetRequiredService<TimeProvider>();
        await watch.RunOnceAsync(time.GetUtcNow().AddSeconds(-1), TestContext.Current.CancellationToken);
        await watch.RunOnceAsync(time.GetUtcNow(), TestContext.Current.CancellationToken);

        var answer = await operations.GetAsync("/api/ops/ingest");
        answer.GetProperty("readings_per_s").GetDouble().ShouldBeGreaterThan(0);
        answer.GetProperty("devices").GetInt64().ShouldBe(20);
        answer.GetProperty("devices_online").GetInt64().ShouldBe(15);
        answer.GetProperty("mqtt_connections").ValueKind.ShouldBe(JsonValueKind.Number);
        answer.GetProperty("minutes").GetArrayLength().ShouldBe(60);
    }

    private void Add(long accepted, long refused, long rejected, int second) =>
        history.Add(new Dictionary<string, IngestCounts?> { ["telemetry"] = new(accepted, refused, rejected) }, Noon.AddSeconds(second));
}
