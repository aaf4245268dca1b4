using System.Text.Json;
using Platform.DeviceRegistry.Commands;

namespace Platform.DeviceRegistry.Tests.Commands;

public sealed class CommandRulesTests
{
    [Theory]
    [InlineData("queued", "BrokerTookIt", "sent")]
    [InlineData("sent", "BrokerTookIt", null)]
    [InlineData("acknowledged", "BrokerTookIt", null)]
    [InlineData("sent", "DeviceCameOnline", "queued")]
    [InlineData("acknowledged", "DeviceCameOnline", "queued")]
    [InlineData("sent", "DeviceHasIt", "acknowledged")]
    [InlineData("acknowledged", "DeviceHasIt", null)]
    [InlineData("queued", "DeviceDidIt", "succeeded")]
    [InlineData("sent", "DeviceDidIt", "succeeded")]
    [InlineData("acknowledged", "DeviceDidIt", "succeeded")]
    [InlineData("sent", "DeviceRefusedIt", "failed")]
    [InlineData("queued", "TimeIsOver", "expired")]
    [InlineData("sent", "NewerCommand", "superseded")]
    public void Next_from_waiting_state_moves_as_documented(string from, string signal, string? to) =>
        CommandRules.Next(CommandStates.Parse(from), Enum.Parse<CommandSignal>(signal))?.Word().ShouldBe(to);

    [Fact]
    public void Next_from_end_state_never_changes()
    {
        foreach (var state in Enum.GetValues<CommandState>().Where(s => s >= CommandState.Succeeded))
            foreach (var signal in Enum.GetValues<CommandSignal>())
                CommandRules.Next(state, signal).ShouldBeNull($"{state} and {signal}");
    }

    [Fact]
    public void Next_from_every_waiting_state_has_an_answer_to_every_signal()
    {
        foreach (var state in Enum.GetValues<CommandState>())
            foreach (var signal in Enum.GetValues<CommandSignal>())
                Should.NotThrow(() => CommandRules.Next(state, signal));
    }

    [Theory]
    [InlineData("DISABLE", "disabled", "DeviceDidIt")]
    [InlineData("ENABLE", "online", "DeviceDidIt")]
    [InlineData("LEASE", "lease_renewed", "DeviceDidIt")]
    [InlineData("LEASE", "command_rejected", "DeviceRefusedIt")]
    [InlineData("DISABLE", "online", "DeviceHasIt")]
    [InlineData("ENABLE", "disabled", "DeviceHasIt")]
    [InlineData("LEASE", "online", "DeviceHasIt")]
    [InlineData("relay", "online", "DeviceDidIt")]
    [InlineData("CONFIG", "online", "DeviceDidIt")]
    [InlineData("SCHEDULES", "online", "DeviceDidIt")]
    [InlineData("relay", "changed", "DeviceHasIt")]
    [InlineData("relay", "disabled", "DeviceHasIt")]
    [InlineData("relay", "command_rejected", "DeviceRefusedIt")]
    public void SignalOf_reads_answer(string command, string status, string signal) =>
        CommandRules.SignalOf(command, status).ToString().ShouldBe(signal);

    [Fact]
    public void TargetOf_switches_share_one_target_and_lease_has_its_own()
    {
        CommandRules.TargetOf("DISABLE").ShouldBe(CommandRules.TargetOf("ENABLE"));
        new[] { "LEASE", "ENABLE", "CONFIG", "SCHEDULES" }.Select(CommandRules.TargetOf).ShouldBeUnique();
        new[] { "LEASE", "ENABLE", "CONFIG", "SCHEDULES" }.Select(CommandRules.TargetOf).ShouldAllBe(target => !CommandRules.IsUse(target));
        CommandRules.IsUse("state:25").ShouldBeTrue();
    }

    [Fact]
    public void Payload_is_exactly_what_devices_read()
    {
        var id = Guid.Parse("01930000-0000-7000-8000-000000000001");
        var at = new DateTimeOffset(2026, 11, 20, 11, 0, 0, 123, TimeSpan.FromHours(1));
        CommandPayload.Write(id, new NewCommand("DISABLE", "payment_overdue"), at).ShouldBe(
            """{"id":"01930000-0000-7000-8000-000000000001","command":"DISABLE","reason":"payment_overdue","issued_at":"2026-11-20T10:00:00.123Z","ttl_s":604800}""");
        JsonDocument.Parse(CommandPayload.Write(id, new NewCommand("LEASE", "lease_renewal") { Lease = "a.b.c" }, at)).RootElement.GetProperty("lease").GetString().ShouldBe("a.b.c");
        CommandPayload.Write(id, new NewCommand("relay", "control") { Args = JsonElement.Parse("""{"pin":25,"state":"on"}"""), Ttl = TimeSpan.FromSeconds(30) }, at).ShouldBe(
            """{"id":"01930000-0000-7000-8000-000000000001","command":"relay","args":{"pin":25,"state":"on"},"reason":"control","issued_at":"2026-11-20T10:00:00.123Z","ttl_s":30}""");
    }
}
