using System.Diagnostics;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Messaging;
using Platform.MqttBridge.BrokerAuth;
using Platform.MqttBridge.Connections;
using Platform.TestKit;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.MqttBridge.Tests;

public sealed class ConnectionLogTests
{
    private readonly ShiftedTime time = new();

    private DateTimeOffset Now => time.GetUtcNow();

    [Fact]
    public void Refusal_is_told_at_once_and_then_once_a_minute_with_its_count()
    {
        var log = Log(Accounts.Devices);
        log.Note("ESP32-1", Verdict.WrongPassword);
        var first = log.Take(Now).Refused.ShouldHaveSingleItem();
        (first.DeviceId, first.Reason, first.Detail, first.Count).ShouldBe(("ESP32-1", "wrong_password", "", 1));

        for (var i = 0; i < 5; i++) log.Note("ESP32-1", Verdict.WrongPassword);
        log.Take(Now.AddSeconds(59)).Refused.ShouldBeEmpty();
        log.Take(Now.AddSeconds(61)).Refused.ShouldHaveSingleItem().Count.ShouldBe(5);
        log.Take(Now.AddSeconds(125)).Refused.ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_of_a_device_is_told_for_itself_with_its_newest_detail()
    {
        var log = Log(Accounts.Devices);
        log.Note("ESP32-1", Verdict.Allowed);
        log.Note("ESP32-1", Verdict.WrongTopic, "publish a");
        log.Note("ESP32-1", Verdict.WrongTopic, "publish b");
        log.Note("ESP32-1", Verdict.WrongClientId, $"\u0000\n{new string('x', 1000)}");
        log.Note("ESP32-2", Verdict.CutOff);
        var (connected, refused) = log.Take(Now);
        connected.ShouldHaveSingleItem().DeviceId.ShouldBe("ESP32-1");
        refused.Select(r => (r.DeviceId, r.Reason, r.Detail[..Math.Min(9, r.Detail.Length)], r.Count)).ShouldBe(
            [("ESP32-1", "wrong_topic", "publish b", 2), ("ESP32-1", "wrong_client_id", "??xxxxxxx", 1), ("ESP32-2", "cut_off", "", 1)], ignoreOrder: true);
        refused.ShouldAllBe(r => r.Detail.Length <= 200);
    }

    [Fact]
    public void Accounts_that_are_no_devices_are_not_noted()
    {
        var log = Log(Accounts.Devices);
        foreach (var name in new[] { "", "nobody", "ws_1" }) log.Note(name, Verdict.WrongPassword);
        var (connected, refused) = log.Take(Now);
        (connected.Count + refused.Count).ShouldBe(0);
    }

    [Fact]
    public void Memory_is_bounded_and_free_again_after_a_quiet_minute()
    {
        var log = Log([.. Enumerable.Range(0, ConnectionLog.MaxNoted + 10).Select(i => Accounts.Of("ESP32-1") with { DeviceId = $"D{i}", LicenseKey = $"L{i}" })]);
        for (var i = 0; i < ConnectionLog.MaxNoted + 10; i++) log.Note($"D{i}", Verdict.WrongPassword);
        log.Take(Now).Refused.Count.ShouldBe(ConnectionLog.MaxNoted);
        var later = $"D{ConnectionLog.MaxNoted + 5}";
        log.Note(later, Verdict.WrongPassword);
        log.Take(Now.AddSeconds(61)).Refused.ShouldBeEmpty();
        log.Note(later, Verdict.WrongPassword);
        log.Take(Now.AddSeconds(62)).Refused.ShouldHaveSingleItem().DeviceId.ShouldBe(later);
    }

    [Fact]
    public void Many_connections_at_once_crowd_out_no_refusal()
    {
        var log = Log([.. Enumerable.Range(0, ConnectionLog.MaxNoted + 10).Select(i => Accounts.Of("ESP32-1") with { DeviceId = $"D{i}", LicenseKey = $"L{i}" })]);
        for (var i = 0; i < ConnectionLog.MaxNoted + 10; i++) log.Note($"D{i}", Verdict.Allowed);
        log.Note("D1", Verdict.WrongTopic, "publish x");
        var (connected, refused) = log.Take(Now);
        (connected.Count, refused.Count).ShouldBe((ConnectionLog.MaxNoted, 1));
        log.Note("D1", Verdict.Allowed);
        log.Take(Now).Connected.ShouldHaveSingleItem().DeviceId.ShouldBe("D1");
    }

    [Fact]
    public async Task Noting_does_not_hold_up_the_broker_while_a_full_log_is_told()
    {
        var log = Log([.. Enumerable.Range(0, ConnectionLog.MaxNoted).Select(i => Accounts.Of("ESP32-1") with { DeviceId = $"D{i}", LicenseKey = $"L{i}" })]);
        using var done = new CancellationTokenSource();
        var telling = Task.Run(() =>
        {
            for (var round = 0; !done.IsCancellationRequested; round++) log.Take(Now.AddMinutes(round * 2));
        });
        var times = new double[50_000];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            log.Note($"D{i % ConnectionLog.MaxNoted}", Verdict.WrongTopic, "publish workshop/ws_1/pit/pit2/sensors");
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        await done.CancelAsync();
        await telling;
        Array.Sort(times);
        times[times.Length * 99 / 100].ShouldBeLessThan(5);
    }

    private ConnectionLog Log(IReadOnlyList<DeviceFacts> known)
    {
        var devices = new ReplicatedView<string, DeviceFacts>(d => d.DeviceId, d => d.Version);
        foreach (var device in known) devices.Apply(device);
        return new ConnectionLog(
            new Directory(devices, new ReplicatedView<string, LicenseFacts>(l => l.LicenseKey, l => l.Version), new ReplicatedView<string, TenantFacts>(t => t.Code, t => t.Version)), time);
    }
}
