using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.MqttBridge.CutOff;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.MqttBridge.Tests;

public sealed class MessageTests(BridgeFixture fixture) : IClassFixture<BridgeFixture>
{
    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    [Fact]
    public async Task Queued_command_reaches_the_devices_topic_persistent_and_is_said_to_be_sent()
    {
        var queue = await fixture.BindAsync("workshop.ws_1.device.ESP32-1.command");
        var sent = await fixture.Bus.ListenAsync<CommandSent>();
        var command = new CommandQueued(Guid.NewGuid(), "ESP32-1", "workshop/ws_1/device/ESP32-1/command", """{"command":"DISABLE","reason":"ü"}""", Now, "DISABLE", Guid.NewGuid());

        await fixture.Bus.PublishAsync(command);

        var message = await fixture.NextAsync(queue);
        Encoding.UTF8.GetString(message.Body.Span).ShouldBe(command.Payload);
        message.BasicProperties.DeliveryMode.ShouldBe(DeliveryModes.Persistent);
        var said = await sent.FirstAsync(s => s.CommandId == command.CommandId);
        (said.DeviceId, said.Command, said.CauseId).ShouldBe(("ESP32-1", "DISABLE", command.CauseId));
    }

    [Fact]
    public async Task Many_commands_at_once_all_arrive()
    {
        var queue = await fixture.BindAsync("workshop.ws_1.device.*.many");
        var sent = await fixture.Bus.ListenAsync<CommandSent>();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => fixture.Bus.PublishAsync(new CommandQueued(Guid.NewGuid(), $"many{n}", $"workshop/ws_1/device/many{n}/many", $"{n}", Now))));

        var arrived = new HashSet<string>(StringComparer.Ordinal);
        while (arrived.Count < 300) arrived.Add(Encoding.UTF8.GetString((await fixture.NextAsync(queue)).Body.Span));
        await Eventually.BecomesTrueAsync(() => sent.All.Count(s => s.DeviceId.StartsWith("many", StringComparison.Ordinal)) == 300, "all are said to be sent");
    }

    [Fact]
    public async Task Status_becomes_an_event()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        var command = Guid.NewGuid();
        await fixture.PublishAsync("workshop/ws_1/device/ESP32-1/status", """{"status":"online","firmware":"1.0.0","boot":7,"uptime_s":12,"reason":null,"lease_until":null}""");
        await fixture.PublishAsync("workshop/ws_1/device/ESP32-1/status", $$"""{"status":"disabled","reason":"payment_overdue","command_id":"{{command}}"}""");

        var online = await reports.FirstAsync(r => r is { DeviceId: "ESP32-1", Status: "online" });
        (online.Firmware, online.Boot, online.CommandId).ShouldBe(("1.0.0", 7, null));
        online.ReceivedAt.ShouldBe(Now, TimeSpan.FromSeconds(30));
        (await reports.FirstAsync(r => r.Status == "disabled" && r.CommandId == command)).Reason.ShouldBe("payment_overdue");
    }

    [Fact]
    public async Task Bad_status_messages_are_set_aside_and_the_next_one_counts()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        string[] bad =
        [
            "", "x", "[]", "null", "{}", """{"status":null}""", """{"status":""}""", """{"status":7}""", """{"status":"on\u0000line"}""", """{"status":"a b"}""",
            """{"status":"online","boot":"many"}""", """{"status":"online","status":"offline"}""", $$"""{"status":"{{new string('x', 65)}}"}""", new string(' ', 1_000_000),
        ];
        foreach (var payload in bad) await fixture.PublishAsync("workshop/ws_1/device/ESP32-2/status", payload);
        await fixture.PublishAsync("workshop/ws_1/device/ESP32-2/status", [0xFF, 0xC3, 0x28]);
        await fixture.PublishAsync("workshop/ws_1/device/päd/status", """{"status":"online"}""");
        await fixture.PublishAsync("workshop/ws_1/device/ESP32-2/status", """{"status":"offline","reason":"a\u0000b\nc","command_id":"not-a-guid"}""");

        var report = await reports.FirstAsync(r => r.Status == "offline");
        (report.DeviceId, report.Reason, report.CommandId).ShouldBe(("ESP32-2", "abc", null));
        reports.All.Where(r => r.DeviceId != "ESP32-1").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Controllers_state_and_versions_are_part_of_the_event()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        await fixture.PublishAsync("devices/RY4-HOME/status",
            """{"status":"online","firmware":"1.0.0","boot":2,"uptime_s":5,"type":"4Relay","state":{"25":"on","26":"off"},"config_version":3,"config":{"update_interval_s":30},"schedules_version":4}""");

        var report = await reports.FirstAsync(r => r is { DeviceId: "RY4-HOME", DeviceType: not null });
        (report.DeviceType, report.State, report.ConfigVersion, report.Config, report.SchedulesVersion)
            .ShouldBe(("4Relay", """{"25":"on","26":"off"}""", 3, """{"update_interval_s":30}""", 4));
    }

    [Theory]
    [InlineData("\"at\":\"2026-11-20T10:00:00Z\"", false)]
    [InlineData("\"at\":\"1970-01-01T00:00:10Z\"", true)]
    [InlineData("\"at\":\"2099-01-01T00:00:00Z\"", true)]
    [InlineData("\"at\":null", true)]
    [InlineData("\"at\":\"noon\"", true)]
    public async Task Change_of_state_carries_its_own_time_if_that_can_be_right(string at, bool isUnknown)
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        var seq = Random.Shared.NextInt64(1_000_000, long.MaxValue / 2);
        var time = isUnknown ? at : $"\"at\":\"{Now.AddHours(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}\"";
        await fixture.PublishAsync("devices/RY4-HOME/status", $$"""{"status":"changed","key":"25","value":"on","cause":"button","seq":{{seq}},"boot":3,{{time}}}""");

        var change = (await reports.FirstAsync(r => r.Change?.Seq == seq)).Change!;
        (change.Key, change.Value, change.Cause).ShouldBe(("25", "\"on\"", "button"));
        if (isUnknown) change.At.ShouldBeNull();
        else change.At!.Value.ShouldBe(Now.AddHours(-1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Change_without_a_clock_is_as_old_as_it_says()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        await fixture.PublishAsync("devices/RY4-HOME/status", """{"status":"changed","key":"brightness","value":40,"cause":"schedule","seq":7,"boot":3,"at":null,"age_s":90}""");

        var report = await reports.FirstAsync(r => r.Change?.Seq == 7);
        report.Change!.Value.ShouldBe("40");
        report.Change.At.ShouldBe(report.ReceivedAt.AddSeconds(-90));
    }

    [Fact]
    public async Task Bad_controller_messages_are_set_aside_and_the_next_one_counts()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        string[] bad =
        [
            """{"status":"changed"}""", """{"status":"changed","key":"25","value":"on","cause":"button"}""", """{"status":"changed","key":"25","value":"on","cause":"ghost","seq":1}""",
            """{"status":"changed","key":"a.b","value":"on","cause":"button","seq":1}""", """{"status":"changed","key":"25","value":{},"cause":"button","seq":1}""",
            """{"status":"changed","key":"25","value":"on","cause":"button","seq":-1}""", """{"status":"changed","key":"25","value":"a\u0000","cause":"button","seq":1}""",
            """{"status":"online","state":[]}""", """{"status":"online","state":"on"}""", """{"status":"online","state":{"25":"\u0000"}}""", """{"status":"online","config_version":"x"}""",
            $$"""{"status":"online","state":{"25":"{{new string('x', 2100)}}" } }""", $$"""{"status":"changed","key":"25","value":"{{new string('x', 70)}}","cause":"button","seq":1}""",
        ];
        foreach (var payload in bad) await fixture.PublishAsync("devices/RY4-BAD/status", payload);
        await fixture.PublishAsync("devices/RY4-BAD/heartbeat/x", "{}");
        await fixture.PublishAsync("devices/RY4-BAD/status", """{"status":"online","state":{}}""");

        await reports.FirstAsync(r => r.DeviceId == "RY4-BAD");
        reports.All.Where(r => r.DeviceId == "RY4-BAD").ShouldHaveSingleItem().State.ShouldBe("{}");
    }

    [Fact]
    public async Task Heartbeats_are_told_together()
    {
        var heartbeats = await fixture.Bus.ListenAsync<DevicesHeartbeat>();
        for (var n = 0; n < 50; n++) await fixture.PublishAsync($"devices/RY4-BEAT{n}/heartbeat", "{}");

        await Eventually.BecomesTrueAsync(
            () => heartbeats.All.SelectMany(h => h.Devices).Select(d => d.DeviceId).Where(d => d.StartsWith("RY4-BEAT", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count() == 50, "all are told");
        heartbeats.All.Count.ShouldBeLessThan(25, "heartbeats of many devices go in few messages");
    }

    [Fact]
    public async Task Own_clients_of_owner_and_sharer_hear_of_the_device_until_their_access_ends()
    {
        var owners = await fixture.BindAsync("users.14.devices.*.status");
        var sharers = await fixture.BindAsync("users.12.devices.*.status");
        var share = new DeviceAccessFacts("RY4-HOME", TenantId: 2, UserId: 12, "viewer", Until: null, Version: 1);
        await fixture.Bus.PublishAsync(new DeviceAccessChanged(share, Now));
        await Eventually.BecomesTrueAsync(() => fixture.Services.GetRequiredService<Access.DeviceAccess>().MaySee(12, 2, "RY4-HOME"), "the share is known");

        await fixture.Bus.PublishAsync(new DeviceStateChanged("RY4-HOME", 2, "online", """{"25":"on"}""", "button", Now));
        foreach (var queue in new[] { owners, sharers })
            Encoding.UTF8.GetString((await fixture.NextAsync(queue)).Body.Span).ShouldContain("\"status\":\"online\",\"state\":{\"25\":\"on\"}");

        await fixture.Bus.PublishAsync(new DeviceAccessChanged(share with { Level = null, Version = 2 }, Now));
        Encoding.UTF8.GetString((await fixture.NextAsync(sharers)).Body.Span).ShouldContain("access_ended");
        await Eventually.BecomesTrueAsync(() => !fixture.Services.GetRequiredService<Access.DeviceAccess>().MaySee(12, 2, "RY4-HOME"), "the share has ended");
        await fixture.Bus.PublishAsync(new DeviceStateChanged("RY4-HOME", 2, "online", """{"25":"off"}""", "button", Now));
        await fixture.Bus.PublishAsync(new DeviceStateChanged("RY4-OTHER", 1, "online", "{}", "button", Now));
        Encoding.UTF8.GetString((await fixture.NextAsync(owners)).Body.Span).ShouldContain("\"25\":\"off\"");
        Encoding.UTF8.GetString((await fixture.NextAsync(sharers)).Body.Span).ShouldContain("RY4-OTHER", customMessage: "an owner hears of the own tenant's device, and of nothing since the access ended");
    }

    [Fact]
    public async Task Device_that_was_taken_out_of_service_loses_its_connection()
    {
        fixture.Closed.Clear();
        await fixture.Bus.PublishAsync(new DeviceChanged(Accounts.Of("RY4-GONE") with { Version = 2 }, "lifecycle", Now));
        await Eventually.BecomesTrueAsync(() => fixture.Closed.Contains("RY4-GONE"), "its connections are closed");
    }

    [Fact]
    public async Task Status_messages_of_a_device_stay_in_order()
    {
        var reports = await fixture.Bus.ListenAsync<DeviceStatusReported>();
        for (var n = 0; n < 100; n++) await fixture.PublishAsync("workshop/ws_2/device/ESP32-3/status", $$"""{"status":"online","boot":{{n}}}""");
        await Eventually.BecomesTrueAsync(() => reports.All.Count(r => r.DeviceId == "ESP32-3") == 100, "all are told");
        reports.All.Where(r => r.DeviceId == "ESP32-3").Select(r => r.Boot!.Value).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("cut_off", true)]
    [InlineData("credentials_rotated", true)]
    [InlineData("assigned", true)]
    [InlineData("let_in", false)]
    [InlineData("lifecycle", false)]
    public async Task Connections_are_closed_when_they_may_no_longer_stand_and_once_more_after_the_brokers_memory(string change, bool isClosed)
    {
        var device = Accounts.Of("ESP32-SLEEPY") with { Version = Random.Shared.Next(10, int.MaxValue) };
        var probe = Accounts.Of("ESP32-LOOSE") with { Version = device.Version };
        var later = fixture.Services.GetRequiredService<LaterClose>();
        await later.RunOnceAsync(Now.AddDays(1), CancellationToken.None);
        fixture.Closed.Clear();

        await fixture.Bus.PublishAsync(new DeviceChanged(device, change, Now));
        await fixture.Bus.PublishAsync(new DeviceChanged(probe, "cut_off", Now));
        await Eventually.BecomesTrueAsync(() => fixture.Closed.Contains(probe.DeviceId), "the later event was handled");
        if (isClosed) await Eventually.BecomesTrueAsync(() => fixture.Closed.Contains(device.DeviceId), "the device's connections are closed");
        fixture.Closed.Contains(device.DeviceId).ShouldBe(isClosed);

        fixture.Closed.Clear();
        (await later.RunOnceAsync(Now.AddSeconds(60), CancellationToken.None)).ShouldBe(0);
        (await later.RunOnceAsync(Now.AddSeconds(66), CancellationToken.None)).ShouldBe(isClosed ? 2 : 1);
        fixture.Closed.Contains(device.DeviceId).ShouldBe(isClosed);
        (await later.RunOnceAsync(Now.AddSeconds(66), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Device_that_is_cut_off_is_refused_at_once()
    {
        (await fixture.AskAsync("user", ("username", "ESP32-BAD"), ("password", "pw-ESP32-BAD"))).ShouldBe("allow");
        await fixture.Bus.PublishAsync(new DeviceChanged(Accounts.Of("ESP32-BAD") with { CutOff = true, Version = 2 }, "cut_off", Now));
        await Eventually.BecomesTrueAsync(() => fixture.Closed.Contains("ESP32-BAD"), "its connections are closed");
        (await fixture.AskAsync("user", ("username", "ESP32-BAD"), ("password", "pw-ESP32-BAD"))).ShouldBe("deny");

        await fixture.Bus.PublishAsync(new DeviceChanged(Accounts.Of("ESP32-BAD") with { Version = 3 }, "let_in", Now));
        await Eventually.BecomesTrueAsync(async () => await fixture.AskAsync("user", ("username", "ESP32-BAD"), ("password", "pw-ESP32-BAD")) == "allow", "it is let in again");
    }
}
