using System.Diagnostics;
using System.Net.Http.Json;
using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class LargestBatchTests(RegistryFixture registry, ITestOutputHelper output)
{
    /// <summary>What the factory waits for before it can begin. Work is measured and not the time that passes, which is others' as well.</summary>
    [Fact]
    public async Task Ten_thousand_units_and_their_labels_are_less_than_a_minutes_work()
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var answer = await registry.Admin.PostAsJsonAsync("/api/batches", new { device_type = "4Relay", firmware_version = "1.4.0", count = BatchRules.MaxCount });
        var batch = await registry.ReadyAsync(answer.Headers.Location!.ToString());
        var made = watch.Elapsed;

        var labels = await registry.Admin.GetByteArrayAsync(FactoryBench.AddressOf(batch, "/labels.pdf"));
        var (drawn, work) = (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
        var zip = await registry.Admin.GetByteArrayAsync(FactoryBench.AddressOf(batch, "/nvs.zip"));

        output.WriteLine($"10,000 units in {made.TotalSeconds:0.0} s, labels ({labels.Length / 1e6:0.0} MB) in {(drawn - made).TotalSeconds:0.0} s ({work.TotalSeconds:0.0} s of work), provisioning data ({zip.Length / 1e6:0.0} MB) in {(watch.Elapsed - drawn).TotalSeconds:0.0} s");
        work.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        (await registry.ScalarAsync<long>("select count(*) from factory_units where batch_number = @number", new { number = batch.GetProperty("number").GetInt32() })).ShouldBe(BatchRules.MaxCount);
    }
}
