using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.ServiceDefaults.Http;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

/// <summary>A start with readings in the queue and owners that do not answer yet.</summary>
public sealed class StartTests(StartTests.LateOwners fixture) : IClassFixture<StartTests.LateOwners>
{
    [Fact]
    public async Task Readings_wait_until_the_directory_is_filled()
    {
        await fixture.BecomesStoredAsync(fixture.Device, 1);

        (await fixture.ScalarAsync<long>("select coalesce(sum(count), 0) from rejected_messages where device_id = @Id and reason <> 'payment_overdue'", new { fixture.Device.Id })).ShouldBe(0);
        // Its reading may be another shard's.
        await Eventually.BecomesAsync(
            () => fixture.ScalarAsync<long>("select coalesce(sum(count), 0) from rejected_messages where device_id = @Id", new { fixture.Suspended.Id }), count => count == 1, "the other one's is refused, once");
        (await fixture.CountRowsAsync(fixture.Suspended)).ShouldBe(0);
    }

    /// <summary>The registry and Licensing answer 503 at first; two readings wait already.</summary>
    public sealed class LateOwners : TelemetryFixture
    {
        private int asked;

        public TestDevice Device { get; private set; } = null!;

        public TestDevice Suspended { get; private set; } = null!;

        protected override async Task PrepareBrokerAsync()
        {
            await base.PrepareBrokerAsync();
            (Device, Suspended) = (NewDevice(), NewDevice());
            Suspended.Switch(LicenseStatus.Suspended, "payment_overdue", Time.GetUtcNow());
            Late("/internal/devices", 5, Device.Facts, Suspended.Facts);
            Late("/internal/licenses", 12, Device.License, Suspended.License);

            foreach (var device in new[] { Device, Suspended })
                await PublishAsync(device.Topic, Encoding.UTF8.GetBytes(device.Reading(Time.GetUtcNow())));
        }

        private void Late<TFacts>(string path, int refusals, params TFacts[] facts) => Stubs.Answer("GET", path, _ =>
            Interlocked.Increment(ref asked) <= refusals ? Results.StatusCode(503) : Results.Json(new Page<TFacts>(facts, null), Json.Options));
    }
}
