using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.Telemetry;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class LicenseTests(IsolatedTelemetry fixture) : IClassFixture<IsolatedTelemetry>
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Theory]
    [InlineData(LicenseStatus.Suspended, "payment_overdue", "payment_overdue")]
    [InlineData(LicenseStatus.Suspended, "subscription_expired", "subscription_expired")]
    [InlineData(LicenseStatus.Suspended, "", "license_suspended")]
    [InlineData(LicenseStatus.Expired, "", "license_expired")]
    public async Task Device_without_an_active_license_is_refused_with_the_reason_until_it_is_active_again(LicenseStatus status, string reason, string shown)
    {
        var device = await fixture.AddDeviceAsync();
        var violations = await fixture.Bus.ListenAsync<LicenseViolationSeen>();

        await fixture.SwitchAsync(device, status, reason);
        await fixture.PublishAsync(device, device.Reading(Now, seq: 1));

        var violation = await violations.FirstAsync(v => v.DeviceId == device.Id);
        (violation.Reason, violation.TenantId, violation.Count).ShouldBe((shown, 1, 1));
        (await fixture.CountRowsAsync(device)).ShouldBe(0);

        await fixture.SwitchAsync(device, LicenseStatus.Active, "payment_received");
        await fixture.PublishAsync(device, device.Reading(Now, seq: 2));
        await fixture.BecomesStoredAsync(device, 1);
    }

    [Fact]
    public async Task Violations_are_told_once_a_minute_and_disobedience_after_ten_seconds_once_in_thirty()
    {
        var device = await fixture.AddDeviceAsync();
        var violations = await fixture.Bus.ListenAsync<LicenseViolationSeen>();
        var disobeyed = await fixture.Bus.ListenAsync<DeviceDisobeyed>();
        await fixture.SwitchAsync(device, LicenseStatus.Suspended, "payment_overdue");
        var seq = 0;

        await RefuseAsync(5);
        await violations.FirstAsync(IsIts);
        Disobeyed().ShouldBe(0);

        fixture.Time.Advance(TimeSpan.FromSeconds(11));
        await RefuseAsync(5);
        await Eventually.BecomesTrueAsync(() => Disobeyed() == 1, "the device is to be cut off");
        violations.All.Count(IsIts).ShouldBe(1);

        fixture.Time.Advance(TimeSpan.FromSeconds(10));
        await RefuseAsync(5);
        fixture.Time.Advance(TimeSpan.FromSeconds(41));
        await RefuseAsync(1);
        await Eventually.BecomesTrueAsync(() => violations.All.Count(IsIts) == 2, "the next minute's violations are told");
        violations.All.Where(IsIts).Sum(v => v.Count).ShouldBe(16);
        await Eventually.BecomesTrueAsync(() => Disobeyed() == 2, "the device is to be cut off again");

        // Of this device: what earlier tests gave cause for may still be on its way.
        bool IsIts(LicenseViolationSeen violation) => violation.DeviceId == device.Id;

        int Disobeyed() => disobeyed.All.Count(d => d.DeviceId == device.Id);

        async Task RefuseAsync(int count)
        {
            var before = await RefusedAsync();
            for (var n = 0; n < count; n++) await fixture.PublishAsync(device, device.Reading(Now, seq: ++seq));
            await Eventually.BecomesTrueAsync(async () => await RefusedAsync() == before + count, "the readings are refused");
        }

        Task<long> RefusedAsync() => fixture.ScalarAsync<long>("select coalesce(sum(count), 0) from rejected_messages where device_id = @Id", new { device.Id });
    }

    [Fact]
    public async Task Change_of_a_license_is_told_once_it_holds_and_a_new_license_is_not()
    {
        var told = await fixture.Bus.ListenAsync<LicensesApplied>();
        var before = Now;
        var device = await fixture.AddDeviceAsync();
        await fixture.SwitchAsync(device, LicenseStatus.Suspended, "payment_overdue");
        var off = await ToldAsync(2);
        off.At.ShouldBeInRange(before, Now);
        await fixture.SwitchAsync(device, LicenseStatus.Active, "payment_received");
        (await ToldAsync(3)).At.ShouldBeGreaterThanOrEqualTo(off.At);

        // An event that comes again, or late, changes nothing and is no news.
        await fixture.Bus.PublishAsync(new LicenseSuspended(device.License with { Status = LicenseStatus.Suspended, Version = 2 }, Guid.NewGuid(), Now));
        await fixture.SwitchAsync(device, LicenseStatus.Expired, "");
        await ToldAsync(4);
        told.All.SelectMany(m => m.Licenses).Where(l => l.LicenseKey == device.License.LicenseKey).Select(l => l.Version).ShouldBe([2, 3, 4]);

        async Task<LicenseApplied> ToldAsync(long version)
        {
            bool Is(LicenseApplied license) => license.LicenseKey == device.License.LicenseKey && license.Version == version;
            return (await told.FirstAsync(m => m.Licenses.Any(Is))).Licenses.First(Is);
        }
    }

    [Fact]
    public async Task License_that_was_switched_long_before_it_is_first_seen_is_no_news()
    {
        var told = await fixture.Bus.ListenAsync<LicensesApplied>();
        var (old, recent) = (fixture.NewDevice(), fixture.NewDevice());
        await fixture.Bus.PublishAsync(new LicenseSuspended(old.Switch(LicenseStatus.Suspended, "payment_overdue", Now.AddDays(-1)), Guid.NewGuid(), Now));
        await fixture.Bus.PublishAsync(new LicenseSuspended(recent.Switch(LicenseStatus.Suspended, "payment_overdue", Now.AddMinutes(-5)), Guid.NewGuid(), Now));
        await told.FirstAsync(m => m.Licenses.Any(l => l.LicenseKey == recent.License.LicenseKey));
        told.All.SelectMany(m => m.Licenses).ShouldNotContain(l => l.LicenseKey == old.License.LicenseKey);
    }

    [Fact]
    public async Task Device_is_refused_at_its_former_pit()
    {
        var device = await fixture.AddDeviceAsync();
        var moved = device.Facts with { PitId = 90_000 + (int)device.Facts.DeviceNumber, PitCode = "elsewhere", Version = 2 };
        await fixture.Bus.PublishAsync(new DeviceChanged(moved, "assigned", Now));
        await Eventually.BecomesTrueAsync(() => fixture.Directory.Find(device.Id)?.Device.Version == 2, "the move is known");

        await fixture.PublishAsync(device, device.Reading(Now, seq: 1));
        await fixture.PublishAsync("workshop/ws_1/pit/elsewhere/sensors", device.Reading(Now, seq: 2));

        await fixture.BecomesStoredAsync(device, 1);
        (await fixture.ScalarAsync<int>("select pit_id from environment_readings where device = @DeviceNumber", new { device.Facts.DeviceNumber })).ShouldBe(moved.PitId!.Value);
    }
}
