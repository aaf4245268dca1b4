using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.Telemetry;
using Platform.DeviceDirectory;
using Platform.Telemetry.Ingest;

namespace Platform.Telemetry.Tests;

public sealed class ViolationThrottleTests
{
    private static readonly DateTimeOffset SwitchedOff = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private readonly ViolationThrottle throttle = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9.9, 0)]
    [InlineData(10, 1)]
    [InlineData(3600, 1)]
    public void Device_that_publishes_on_is_to_be_cut_off_after_ten_seconds(double seconds, int expected)
    {
        Refuse(SwitchedOff).OfType<DeviceDisobeyed>().ShouldBeEmpty();
        Refuse(SwitchedOff.AddSeconds(seconds)).OfType<DeviceDisobeyed>().Count().ShouldBe(expected);
    }

    [Fact]
    public void Device_that_was_off_at_the_switch_gets_its_ten_seconds_when_it_is_back()
    {
        var back = SwitchedOff.AddHours(3);
        Refuse(back).OfType<DeviceDisobeyed>().ShouldBeEmpty();
        Refuse(back.AddSeconds(5)).OfType<DeviceDisobeyed>().ShouldBeEmpty();
        Refuse(back.AddSeconds(10)).OfType<DeviceDisobeyed>().ShouldHaveSingleItem().SwitchedOffAt.ShouldBe(SwitchedOff);
    }

    [Fact]
    public void Next_switch_gives_ten_seconds_again()
    {
        Refuse(SwitchedOff);
        Refuse(SwitchedOff.AddSeconds(20)).OfType<DeviceDisobeyed>().ShouldHaveSingleItem();
        var next = SwitchedOff.AddHours(1);
        Refuse(next.AddSeconds(1), switchedOff: next).OfType<DeviceDisobeyed>().ShouldBeEmpty();
        Refuse(next.AddSeconds(12), switchedOff: next).OfType<DeviceDisobeyed>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Cut_off_is_asked_for_again_after_thirty_seconds()
    {
        Refuse(SwitchedOff);
        Enumerable.Range(1, 100).SelectMany(n => Refuse(SwitchedOff.AddSeconds(n))).OfType<DeviceDisobeyed>().Count().ShouldBe(4);
    }

    [Fact]
    public void Somebody_else_who_gives_the_devices_id_does_not_get_it_cut_off()
    {
        for (var n = 0; n < 60; n++) Refuse(SwitchedOff.AddSeconds(n), isItself: false).OfType<DeviceDisobeyed>().ShouldBeEmpty();
    }

    [Fact]
    public void Violations_are_told_once_a_minute_with_all_that_were_counted()
    {
        var told = Enumerable.Range(0, 181).SelectMany(n => Refuse(SwitchedOff.AddSeconds(n))).OfType<LicenseViolationSeen>().ToArray();
        told.Select(v => v.Count).ShouldBe([1, 60, 60, 60]);
    }

    [Fact]
    public void What_was_not_committed_is_told_again()
    {
        throttle.Due(Violation(SwitchedOff, SwitchedOff, isItself: true), SwitchedOff).Count().ShouldBe(1);
        Refuse(SwitchedOff.AddSeconds(1)).OfType<LicenseViolationSeen>().Count().ShouldBe(1);
    }

    private object[] Refuse(DateTimeOffset now, DateTimeOffset? switchedOff = null, bool isItself = true)
    {
        var violation = Violation(now, switchedOff ?? SwitchedOff, isItself);
        var due = throttle.Due(violation, now).ToArray();
        throttle.Commit(violation, now);
        return due;
    }

    private static Dictionary<(string DeviceId, string Reason), ViolationCount> Violation(DateTimeOffset now, DateTimeOffset switchedOff, bool isItself)
    {
        var device = new DeviceEntry(
            new DeviceFacts(1, "d", "s", "t", 1, "w", 1, "p", "LIC", "", CutOff: false, 1), new LicenseFacts("LIC", "d", 1, LicenseStatus.Suspended, "payment_overdue", switchedOff, 2));
        var batch = new Batch();
        batch.Violated("d", new Verdict("payment_overdue", "", 1, device, IsViolation: true, isItself), now);
        return batch.Violations;
    }
}
