using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.DeviceProtocol;
using Platform.Telemetry.Ingest;
using Platform.Telemetry.Rules;

namespace Platform.Telemetry.Tests;

/// <summary>Whatever the order, the batches and the repetitions: roll-ups are what a model computes from the distinct readings.</summary>
public sealed class RollUpTests(TelemetryFixture fixture)
{
    private const int Readings = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Roll_ups_are_those_of_the_distinct_readings_in_any_order(int seed)
    {
        var random = new Random(seed);
        var device = await fixture.AddDeviceAsync();
        var readings = MakeReadings(device, random);
        await using var store = ActivatorUtilities.CreateInstance<BatchStore>(fixture.Services, new ViolationThrottle(), ActivatorUtilities.CreateInstance<RuleWatch>(fixture.Services));

        foreach (var batch in InRandomBatches(readings, random)) await store.WriteAsync(batch, fixture.Time.GetUtcNow(), CancellationToken.None);

        (await fixture.CountRowsAsync(device)).ShouldBe(Readings);
        await CompareAsync(device, readings, "minutes", TimeSpan.FromMinutes(1));
        await CompareAsync(device, readings, "hours", TimeSpan.FromHours(1));
        await CompareAsync(device, readings, "days", TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Late_and_repeated_readings_through_the_queue_count_once()
    {
        var random = new Random(6);
        var device = await fixture.AddDeviceAsync();
        var readings = MakeReadings(device, random);
        var messages = readings.Select(r => device.Reading(r.Time, r.Sequence, r.Values[0], r.Values[1], r.Values[2])).ToList();
        messages.AddRange(messages.Take(60).ToArray());

        foreach (var message in messages.OrderBy(_ => random.Next())) await fixture.PublishAsync(device, message);

        await fixture.BecomesStoredAsync(device, Readings);
        await CompareAsync(device, readings, "hours", TimeSpan.FromHours(1), withPressure: false);
    }

    /// <summary>Over three days, many in the same minutes, some with the same time and another counter, some without pressure.</summary>
    private List<ReadingRow> MakeReadings(TestDevice device, Random random)
    {
        var entry = fixture.Directory.Find(device.Id)!;
        var now = fixture.Time.GetUtcNow();
        var start = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-3);
        var rows = new List<ReadingRow>();
        for (var n = 1; n <= Readings; n++)
        {
            var time = n % 10 == 0 ? rows[^1].Time : start.AddDays(random.Next(3)).AddHours(random.Next(2)).AddSeconds(random.Next(300)).AddMilliseconds(random.Next(1000));
            var values = default(ReadingValues);
            values[0] = Math.Round((random.NextDouble() * 60) - 20, 2);
            values[1] = random.Next(101);
            values[2] = random.Next(501);
            values[3] = random.Next(4) == 0 ? double.NaN : 1000 + random.Next(20);
            values[4] = double.NaN;
            rows.Add(new ReadingRow(ReadingKind.Environment, entry, time, TimeSource.Device, n, now, values));
        }

        return rows;
    }

    private static IEnumerable<Batch> InRandomBatches(List<ReadingRow> readings, Random random)
    {
        var sent = new Queue<ReadingRow>(readings.Concat(readings.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()));
        while (sent.Count > 0)
        {
            var batch = new Batch();
            for (var size = random.Next(1, 40); size > 0 && sent.TryDequeue(out var row); size--)
            {
                batch.Rows.Add(row);
                if (random.Next(10) == 0) batch.Rows.Add(row);
            }

            yield return batch;
        }
    }

    private async Task CompareAsync(TestDevice device, List<ReadingRow> readings, string level, TimeSpan bucket, bool withPressure = true)
    {
        await using var database = await fixture.Database.OpenConnectionAsync();
        var stored = (await database.QueryAsync<RollUp>($"""
            select bucket, temperature_n, temperature_sum, temperature_min, temperature_max, aqi_n, aqi_sum, pressure_n, coalesce(pressure_sum, 0) as pressure_sum
            from environment_{level} where device = @Number order by bucket
            """, new { Number = device.Facts.DeviceNumber })).ToList();
        var expected = readings.GroupBy(r => r.Time.UtcTicks / bucket.Ticks).OrderBy(g => g.Key).ToList();

        stored.Count.ShouldBe(expected.Count, level);
        foreach (var (row, group) in stored.Zip(expected))
        {
            row.Bucket.ShouldBe(new DateTime(group.Key * bucket.Ticks, DateTimeKind.Utc));
            row.TemperatureN.ShouldBe(group.Count());
            row.TemperatureSum.ShouldBe(group.Sum(r => (double)(float)r.Values[0]), 1e-6);
            row.TemperatureMin.ShouldBe(group.Min(r => (float)r.Values[0]));
            row.TemperatureMax.ShouldBe(group.Max(r => (float)r.Values[0]));
            (row.AqiN, row.AqiSum).ShouldBe((group.Count(), group.Sum(r => r.Values[2])));
            if (!withPressure) continue;
            var pressures = group.Select(r => r.Values[3]).Where(p => !double.IsNaN(p)).ToArray();
            (row.PressureN, row.PressureSum).ShouldBe((pressures.Length, pressures.Sum()));
        }
    }

    private sealed record RollUp(
        DateTime Bucket, int TemperatureN, double TemperatureSum, float TemperatureMin, float TemperatureMax, int AqiN, double AqiSum, int PressureN, double PressureSum);
}
