using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Licenses;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Commands;

public sealed class CommandFlowTests(RegistryFixture registry)
{
    [Fact]
    public async Task Switch_goes_from_queued_over_sent_to_succeeded_with_all_times()
    {
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var finished = await registry.Bus.ListenAsync<CommandFinished>();
        var id = await registry.RegisterDeviceAsync();
        var cause = await registry.SwitchOffAsync(id, version: 2);
        var command = await queued.FirstAsync(c => c.DeviceId == id);
        (command.Command, command.CauseId).ShouldBe(("DISABLE", cause));
        command.Topic.ShouldBe($"workshop/workshop_001/device/{id}/command");
        JsonDocument.Parse(command.Payload).RootElement.GetProperty("command").GetString().ShouldBe("DISABLE");

        await registry.Bus.PublishAsync(new CommandSent(command.CommandId, id, registry.Time.GetUtcNow()));
        await registry.CommandsBecomeAsync(id, c => c[0].Status == "sent", "the command is sent");
        await registry.AnswerAsync(id, command.CommandId, "disabled", "payment_overdue");
        var end = await finished.FirstAsync(c => c.CommandId == command.CommandId);

        (end.Status, end.Command, end.CauseId).ShouldBe(("succeeded", "DISABLE", cause));
        var seen = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/commands/{command.CommandId}");
        seen.GetProperty("status").GetString().ShouldBe("succeeded");
        foreach (var time in new[] { "queued_at", "sent_at", "acknowledged_at", "finished_at", "expires_at" }) seen.GetProperty(time).ValueKind.ShouldBe(JsonValueKind.String, time);
        using var stranger = await registry.OtherOwner.GetAsync($"/api/commands/{command.CommandId}");
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answer_before_the_brokers_confirmation_keeps_the_end_state()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        var command = (await registry.CommandsAsync(id))[0].CommandId;
        await registry.AnswerAsync(id, command, "disabled");
        await registry.CommandsBecomeAsync(id, c => c[0].Status == "succeeded", "the answer counts");
        await registry.InTransactionAsync(t => CommandStore.SentAsync(t, command, registry.Time.GetUtcNow()));
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("succeeded");
        (await registry.ScalarAsync<bool>("select sent_at is not null from commands where command_id = @command", new { command })).ShouldBeTrue();
    }

    [Fact]
    public async Task Newer_switch_supersedes_the_waiting_one_and_leaves_the_lease_alone()
    {
        var finished = await registry.Bus.ListenAsync<CommandFinished>();
        var id = await registry.RegisterDeviceAsync();
        await registry.Bus.PublishAsync(new LeaseIssued(Guid.NewGuid(), id, "a.b.c", registry.Time.GetUtcNow().AddDays(3), registry.Time.GetUtcNow()));
        await registry.CommandsBecomeAsync(id, c => c.Count == 1, "LEASE is queued");
        var off = await registry.SwitchOffAsync(id, version: 2);
        await registry.SwitchOnAsync(id, version: 3);
        var commands = await registry.CommandsAsync(id);
        commands.Select(c => (c.Command, c.Status)).ShouldBe([("LEASE", "queued"), ("DISABLE", "superseded"), ("ENABLE", "queued")]);
        (await finished.FirstAsync(c => c.CauseId == off)).Status.ShouldBe("superseded");
    }

    [Fact]
    public async Task Older_lease_is_not_sent_over_a_newer_one()
    {
        var id = await registry.RegisterDeviceAsync();
        var now = registry.Time.GetUtcNow();
        await registry.InTransactionAsync(async t =>
        {
            var licenses = registry.Services.GetRequiredService<LicenseStore>();
            await licenses.ApplyLeaseAsync(t, new LeaseIssued(Guid.NewGuid(), id, "new", now.AddDays(3), now), now);
            await licenses.ApplyLeaseAsync(t, new LeaseIssued(Guid.NewGuid(), id, "old", now.AddDays(2), now), now);
        });
        (await registry.CommandsAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_command_fails_with_the_devices_reason()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await registry.AnswerAsync(id, (await registry.CommandsAsync(id))[0].CommandId, "command_rejected", "malformed");
        var commands = await registry.CommandsBecomeAsync(id, c => c[0].Status == "failed", "the refusal is noted");
        commands[0].Failure.ShouldBe("malformed");
    }

    [Fact]
    public async Task Another_devices_answer_changes_nothing()
    {
        var id = await registry.RegisterDeviceAsync();
        var other = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await registry.AnswerAsync(other, (await registry.CommandsAsync(id))[0].CommandId, "disabled");
        await Eventually.BecomesTrueAsync(async () => (await registry.StatusAsync(other)).GetProperty("presence").GetProperty("online").GetBoolean(), "the answer was handled");
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("queued");
    }

    [Fact]
    public async Task Waiting_commands_go_out_again_on_birth_in_their_order()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.Bus.PublishAsync(new LeaseIssued(Guid.NewGuid(), id, "a.b.c", registry.Time.GetUtcNow().AddDays(3), registry.Time.GetUtcNow()));
        await registry.CommandsBecomeAsync(id, c => c.Count == 1, "LEASE is queued");
        await registry.SwitchOffAsync(id, version: 2);
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        await registry.BirthAsync(id);
        await registry.CommandsBecomeAsync(id, c => c.Count == 2 && c.All(x => x.TimesQueued == 2), "both are queued again");
        await queued.FirstAsync(c => c.DeviceId == id && c.Payload.Contains("DISABLE", StringComparison.Ordinal));
        queued.All.Where(c => c.DeviceId == id).Select(c => c.CommandId).ShouldBe((await registry.CommandsAsync(id)).Select(c => c.CommandId));
    }

    [Fact]
    public async Task Unanswered_command_expires_and_a_birth_does_not_revive_it()
    {
        var finished = await registry.Bus.ListenAsync<CommandFinished>();
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        var expiry = registry.Services.GetRequiredService<CommandExpiry>();
        var command = (await registry.CommandsAsync(id))[0].CommandId;
        await registry.AgeAsync(command, TimeSpan.FromDays(6.9));
        await expiry.RunOnceAsync(registry.Time.GetUtcNow(), CancellationToken.None);
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("queued");
        await registry.AgeAsync(command, TimeSpan.FromDays(0.1));
        await expiry.RunOnceAsync(registry.Time.GetUtcNow(), CancellationToken.None);
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("expired");
        (await finished.FirstAsync(c => c.DeviceId == id)).Status.ShouldBe("expired");
        await registry.BirthAsync(id, "disabled");
        await Eventually.BecomesTrueAsync(async () => (await registry.StatusAsync(id)).GetProperty("firmware").GetString() == "1.0.0", "the birth is noted");
        (await registry.CommandsAsync(id)).Select(c => c.Status).ShouldBe(["expired"]);
    }

    [Fact]
    public async Task List_is_newest_first_and_does_not_show_the_payload()
    {
        var id = await registry.RegisterDeviceAsync();
        await registry.SwitchOffAsync(id, version: 2);
        await registry.SwitchOnAsync(id, version: 3);
        var page = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/commands?limit=1");
        page.GetProperty("items")[0].GetProperty("command").GetString().ShouldBe("ENABLE");
        page.GetProperty("items")[0].TryGetProperty("payload", out _).ShouldBeFalse();
        var next = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{id}/commands?limit=1&cursor={page.GetProperty("next_cursor").GetString()}");
        next.GetProperty("items")[0].GetProperty("command").GetString().ShouldBe("DISABLE");
    }
}
