using System.Diagnostics;
using System.Net.Http.Json;
using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class LargestBatchTests(RegistryFixture registry, ITestOutputHelper output)
{
    /// <summary>What the factory waits for before it can begin.</summary>
    [Fact]
    public async Task Ten_thousand_units_and_their_labels_are_there_within_a_minute()
    {
        var watch = Stopwatch.StartNew();
        using var answer = await registry.Admin.PostAsJsonAsync("/api/batches", new { device_type = "4Relay", firmware_version = "1.4.0", count = BatchRules.MaxCount });
        var batch = await registry.ReadyAsync(answer.Headers.Location!.ToString());
        var made = watch.Elapsed;

        var labels = await registry.Admin.GetByteArrayAsync(FactoryBench.AddressOf(batch, "/labels.pdf"));
        var drawn = watch.Elapsed;
        var zip = await registry.Admin.GetByteArrayAsync(FactoryBench.AddressOf(batch, "/nvs.zip"));

        output.WriteLine($"10,000 units in {made.TotalSeconds:0.0} s, labels ({labels.Length / 1e6:0.0} MB) in {(drawn - made).TotalSeconds:0.0} s, provisioning data ({zip.Length / 1e6:0.0} MB) in {(watch.Elapsed - drawn).TotalSeconds:0.0} s");
        drawn.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        (await registry.ScalarAsync<long>("select count(*) from factory_units where batch_number = @number", new { number = batch.GetProperty("number").GetInt32() })).ShouldBe(BatchRules.MaxCount);
    }
}
