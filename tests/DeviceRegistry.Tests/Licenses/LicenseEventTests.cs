using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.Telemetry;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Licenses;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Licenses;

public sealed class LicenseEventTests(RegistryFixture registry)
{
    [Fact]
    public async Task Five_events_in_every_order_end_in_the_same_state()
    {
        var events = new (LicenseStatus Status, long Version, string? Command)[]
        {
            (LicenseStatus.Active, 1, null), (LicenseStatus.Suspended, 2, "DISABLE"), (LicenseStatus.Active, 3, "ENABLE"),
            (LicenseStatus.Suspended, 4, "DISABLE"), (LicenseStatus.Expired, 5, "DISABLE"),
        };
        foreach (var order in Permutations([0, 1, 2, 3, 4]))
        {
            var id = await registry.RegisterDeviceAsync();
            var switches = events.Select(_ => Guid.NewGuid()).ToArray();
            foreach (var i in order)
            {
                var (status, version, command) = events[i];
                await registry.InTransactionAsync(t => registry.Services.GetRequiredService<LicenseStore>().ApplyAsync(
                    t, registry.License(id, status, version, "because"), command is null ? null : switches[i],
                    command is null ? null : new NewCommand(command, "because", switches[i]), registry.Time.GetUtcNow()));
            }

            await using var connection = await registry.Database.OpenConnectionAsync();
            var end = await connection.QuerySingleAsync<(string, long, Guid)>(
                "select license_status, license_version, license_switch_id from devices where device_id = @id", new { id });
            end.ShouldBe(("expired", 5, switches[4]), string.Join(',', order));
            var commands = await registry.CommandsAsync(id);
            var waiting = commands.Where(c => c.Status == "queued").ToList();
            waiting.Count.ShouldBe(1);
            (waiting[0].Command, waiting[0].CauseId).ShouldBe(("DISABLE", switches[4]));
            commands.Where(c => c.Status != "queued").ShouldAllBe(c => c.Status == "superseded");
        }
    }

    [Fact]
    public async Task The_same_message_twice_gives_one_command()
    {
        var id = await registry.RegisterDeviceAsync();
        var (message, messageId) = (new LicenseSuspended(registry.License(id, LicenseStatus.Suspended, 2, "payment_overdue"), Guid.NewGuid(), registry.Time.GetUtcNow()), Guid.NewGuid());
        await registry.Bus.PublishAsync(message, messageId);
        await registry.CommandsBecomeAsync(id, c => c.Count == 1, "DISABLE is queued");
        await registry.Bus.PublishAsync(message, messageId);
        await registry.SwitchOnAsync(id, version: 3);
        (await registry.CommandsAsync(id)).Select(c => c.Command).ShouldBe(["DISABLE", "ENABLE"]);
    }

    [Theory]
    [InlineData(false, "online", "DISABLE")]
    [InlineData(true, "disabled", "ENABLE")]
    public async Task Device_in_the_wrong_state_on_birth_is_told_again(bool active, string reported, string command)
    {
        var id = await registry.RegisterDeviceAsync();
        var cause = await registry.SwitchOffAsync(id, version: 2);
        if (active) cause = await registry.SwitchOnAsync(id, version: 3);
        var last = (await registry.CommandsAsync(id))[^1];
        await registry.AnswerAsync(id, last.CommandId, active ? "online" : "disabled");
        await registry.CommandsBecomeAsync(id, c => c[^1].Status == "succeeded", "the device obeyed");
        await registry.BirthAsync(id, reported);
        var commands = await registry.CommandsBecomeAsync(id, c => c[^1].Status == "queued", "a new command waits");
        (commands[^1].Command, commands[^1].CauseId).ShouldBe((command, cause));
    }

    [Fact]
    public async Task Violations_of_a_suspended_device_repeat_disable_at_most_once_a_minute()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await ViolateAsync(id);
        (await registry.CommandsAsync(id)).Count.ShouldBe(1, "the switch itself was less than a minute ago");
        registry.Time.Advance(TimeSpan.FromSeconds(61));
        await ViolateAsync(id);
        await ViolateAsync(id);
        var commands = await registry.CommandsBecomeAsync(id, c => c.Count == 2, "DISABLE is given again");
        commands.Select(c => (c.Command, c.Status, c.Reason)).ShouldBe([("DISABLE", "superseded", "payment_overdue"), ("DISABLE", "queued", "payment_overdue")]);
    }

    [Fact]
    public async Task Violation_of_an_active_device_gives_no_command()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOnAsync(id, version: 2);
        await ViolateAsync(id);
        (await registry.CommandsAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Device_that_disobeys_is_cut_off_until_its_license_is_active()
    {
        var changed = await registry.Bus.ListenAsync<DeviceChanged>();
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await registry.Bus.PublishAsync(new DeviceDisobeyed(id, registry.Time.GetUtcNow(), registry.Time.GetUtcNow().AddSeconds(10)));
        var cut = await changed.FirstAsync(e => e.Device.DeviceId == id && e.Change == "cut_off");
        cut.Device.CutOff.ShouldBeTrue();
        await registry.SwitchOnAsync(id, version: 3);
        var letIn = await changed.FirstAsync(e => e.Device.DeviceId == id && e.Change == "let_in");
        letIn.Device.CutOff.ShouldBeFalse();
        letIn.Device.Version.ShouldBe(cut.Device.Version + 1);
    }

    [Fact]
    public async Task Device_that_disobeys_although_it_is_cut_off_is_cut_off_once_more()
    {
        var changed = await registry.Bus.ListenAsync<DeviceChanged>();
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await HandledAsync("device-disobeyed", new DeviceDisobeyed(id, registry.Time.GetUtcNow(), registry.Time.GetUtcNow().AddSeconds(10)));
        await HandledAsync("device-disobeyed", new DeviceDisobeyed(id, registry.Time.GetUtcNow(), registry.Time.GetUtcNow().AddSeconds(40)));

        var told = await Eventually.BecomesAsync(
            () => Task.FromResult(changed.All.Where(e => e.Device.DeviceId == id && e.Change == "cut_off").ToArray()), cuts => cuts.Length == 2, "both are told");
        told[1].Device.ShouldBe(told[0].Device);
    }

    [Fact]
    public async Task Disobedience_told_after_the_switch_was_lifted_cuts_nobody_off()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await registry.SwitchOnAsync(id, version: 3);
        await HandledAsync("device-disobeyed", new DeviceDisobeyed(id, registry.Time.GetUtcNow(), registry.Time.GetUtcNow().AddSeconds(10)));
        (await registry.StatusAsync(id)).GetProperty("cut_off").GetBoolean().ShouldBeFalse();
    }

    private Task ViolateAsync(string id) => HandledAsync("license-violation", new LicenseViolationSeen(id, 1, "payment_overdue", 3, registry.Time.GetUtcNow()));

    private async Task HandledAsync<T>(string consumer, T message)
        where T : class
    {
        var messageId = Guid.NewGuid();
        await registry.Bus.PublishAsync(message, messageId);
        await Eventually.BecomesTrueAsync(
            async () => await registry.ScalarAsync<long>("select count(*) from inbox_messages where consumer = @consumer and message_id = @messageId", new { consumer, messageId }) == 1,
            "the message is handled");
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length <= 1 ? [items] : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
