using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Commands;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Control;

public sealed class ControlTests(RegistryFixture registry)
{
    private static readonly object On = new { command = "relay", pin = 25, state = "on" };

    [Fact]
    public async Task Command_has_succeeded_only_when_the_device_said_so_and_every_step_is_shown_live()
    {
        var id = await registry.AddControllerAsync();
        await using var live = await LiveEvents.ListenAsync(registry);
        var queued = await registry.Bus.ListenAsync<CommandQueued>();
        var command = await registry.Owner.GiveAsync(id, On);
        var message = await queued.FirstAsync(c => c.CommandId == command);
        (message.Topic, message.Command).ShouldBe(($"devices/{id}/control", "relay"));
        var payload = JsonElement.Parse(message.Payload);
        payload.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "command", "args", "reason", "issued_at", "ttl_s"]);
        (payload.GetProperty("args").GetRawText(), payload.GetProperty("ttl_s").GetInt32()).ShouldBe(("""{"pin":25,"state":"on"}""", 30));

        await registry.Bus.PublishAsync(new CommandSent(command, id, registry.Time.GetUtcNow()));
        await registry.CommandBecomesAsync(id, command, "sent");
        await live.FirstAsync("command_status", id, e => e.GetProperty("status").GetString() == "sent");
        await registry.ReportAsync(id, r => r with { Status = "changed", CommandId = command, Change = new ReportedChange("25", "\"on\"", "command", 1, null) });
        await registry.CommandBecomesAsync(id, command, "acknowledged");
        await registry.ReportAsync(id, r => r with { CommandId = command, State = """{"25":"on","26":"off"}""" });
        await registry.CommandBecomesAsync(id, command, "succeeded");

        var seen = await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/commands/{command}");
        (seen.GetProperty("actor").GetString(), seen.GetProperty("ttl_s").GetInt32(), seen.GetProperty("args").GetProperty("pin").GetInt32()).ShouldBe(("user:1", 30, 25));
        foreach (var time in new[] { "queued_at", "sent_at", "acknowledged_at", "finished_at", "expires_at" }) seen.GetProperty(time).ValueKind.ShouldBe(JsonValueKind.String, time);
        var last = await live.FirstAsync("command_status", id, e => e.GetProperty("status").GetString() == "succeeded");
        last.EnumerateObject().Select(p => p.Name)
            .ShouldBe(["type", "tenant_id", "pit_id", "device_id", "command_id", "command", "status", "failure", "queued_at", "sent_at", "finished_at"]);
        live.Of("command_status", id)[0].GetProperty("status").GetString().ShouldBe("queued");
    }

    [Fact]
    public async Task First_use_after_the_claim_is_noted_once()
    {
        var id = await registry.AddControllerAsync();
        (await FirstUseAsync(id)).ShouldBeNull();
        await SucceedAsync(id, await registry.Owner.GiveAsync(id, On));
        var first = await FirstUseAsync(id);
        first.ShouldNotBeNull();
        await SucceedAsync(id, await registry.Owner.GiveAsync(id, On));
        (await FirstUseAsync(id)).ShouldBe(first);

        Task<DateTime?> FirstUseAsync(string deviceId) => registry.ScalarAsync<DateTime?>("select first_used_at from devices where device_id = @deviceId", new { deviceId });
    }

    [Fact]
    public async Task Switching_the_license_is_no_use()
    {
        var id = await registry.AddControllerAsync();
        await registry.SwitchOnAsync(id, version: 2);
        await SucceedAsync(id, (await registry.CommandsAsync(id))[0].CommandId);
        (await registry.ScalarAsync<DateTime?>("select first_used_at from devices where device_id = @id", new { id })).ShouldBeNull();
    }

    [Fact]
    public async Task Offline_device_takes_only_what_may_wait()
    {
        var id = await registry.AddControllerAsync(online: false);
        using var refused = await registry.Owner.PostAsJsonAsync($"/api/devices/{id}/control", On);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("device_offline");
        problem.TryGetProperty("last_seen_at", out _).ShouldBeTrue();
        (await registry.CommandsAsync(id)).ShouldBeEmpty();

        var command = await registry.Owner.GiveAsync(id, new { command = "relay", pin = 25, state = "on", ttl_s = 600 });
        await registry.Bus.PublishAsync(new CommandSent(command, id, registry.Time.GetUtcNow()));
        await registry.CommandBecomesAsync(id, command, "sent");
        await registry.ReportAsync(id, r => r with { Firmware = "1.0.0" });
        await registry.CommandsBecomeAsync(id, c => c[0].TimesQueued == 2, "it goes out again when the device comes");
    }

    [Fact]
    public async Task Unanswered_command_ends_at_its_second_and_is_not_sent_any_more()
    {
        var finished = await registry.Bus.ListenAsync<CommandFinished>();
        var id = await registry.AddControllerAsync(online: false);
        await using var live = await LiveEvents.ListenAsync(registry);
        var command = await registry.Owner.GiveAsync(id, new { command = "relay", pin = 25, state = "on", ttl_s = 5 });
        var expiry = registry.Services.GetRequiredService<CommandExpiry>();
        expiry.Every.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        var expiresAt = (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/commands/{command}")).GetProperty("expires_at").GetDateTimeOffset();
        await expiry.RunOnceAsync(expiresAt.AddMilliseconds(-1), CancellationToken.None);
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("queued");
        await expiry.RunOnceAsync(expiresAt, CancellationToken.None);
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("expired");
        (await finished.FirstAsync(c => c.CommandId == command)).Status.ShouldBe("expired");
        await live.FirstAsync("command_status", id, e => e.GetProperty("status").GetString() == "expired");

        await registry.ReportAsync(id, r => r with { Firmware = "1.0.0" });
        await Eventually.BecomesTrueAsync(async () => (await registry.StatusAsync(id)).GetProperty("presence").GetProperty("online").GetBoolean(), "the birth is noted");
        (await registry.CommandsAsync(id)).Select(c => (c.Status, c.TimesQueued)).ShouldBe([("expired", 1)]);
        await registry.AnswerAsync(id, command, "online");
        await registry.AnswerAsync(id, await registry.Owner.GiveAsync(id, On), "online");
        await registry.CommandsBecomeAsync(id, c => c.Count == 2 && c[1].Status == "succeeded", "the later answer is handled");
        (await registry.CommandsAsync(id))[0].Status.ShouldBe("expired");
    }

    [Fact]
    public async Task Newer_command_for_the_same_output_replaces_the_waiting_one_and_leaves_others_alone()
    {
        var id = await registry.AddControllerAsync();
        var first = await registry.Owner.GiveAsync(id, On);
        var other = await registry.Owner.GiveAsync(id, new { command = "relay", pin = 26, state = "on" });
        var second = await registry.Owner.GiveAsync(id, new { command = "relay", args = new { state = "off", pin = 25 } });
        (await registry.CommandsAsync(id)).ToDictionary(c => c.CommandId, c => c.Status).ShouldBe(
            new Dictionary<Guid, string> { [first] = "superseded", [other] = "queued", [second] = "queued" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Of_many_at_once_for_one_output_exactly_one_waits()
    {
        var id = await registry.AddControllerAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => registry.Owner.GiveAsync(id, new { command = "relay", pin = 25, state = i % 2 == 0 ? "on" : "off" })));
        (await registry.CommandsAsync(id)).Count(c => c.Status == "queued").ShouldBe(1);
    }

    [Fact]
    public async Task Device_that_refuses_says_why()
    {
        var id = await registry.AddControllerAsync();
        var command = await registry.Owner.GiveAsync(id, On);
        await registry.AnswerAsync(id, command, "command_rejected", "disabled");
        await registry.CommandBecomesAsync(id, command, "failed");
        (await registry.Owner.GetFromJsonAsync<JsonElement>($"/api/commands/{command}")).GetProperty("failure").GetString().ShouldBe("disabled");
    }

    [Fact]
    public async Task Same_key_twice_is_one_command()
    {
        var id = await registry.AddControllerAsync();
        var client = registry.Owner;
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await client.GiveAsync(id, On);
        (await client.GiveAsync(id, On)).ShouldBe(first);
        (await registry.CommandsAsync(id)).Count.ShouldBe(1);
        using var other = await client.PostAsJsonAsync($"/api/devices/{id}/control", new { command = "relay", pin = 26, state = "on" });
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("""{"command":"fly"}""", "unknown_command", null)]
    [InlineData("""{"command":"DISABLE"}""", "unknown_command", null)]
    [InlineData("""{"command":"relay","pin":13,"state":"on"}""", "invalid_request", "pin")]
    [InlineData("""{"command":"relay","pin":25,"state":"blue"}""", "invalid_request", "state")]
    [InlineData("""{"command":"relay","pin":25,"state":"on","args":{"x":1}}""", "invalid_request", "args.x")]
    [InlineData("""{"command":"relay","pin":"25","state":"on"}""", "invalid_request", "pin")]
    [InlineData("""{"command":"relay","pin":25,"state":"on","ttl_s":1}""", "invalid_request", "ttl_s")]
    [InlineData("""{"pin":25}""", "invalid_request", "command")]
    public async Task Wrong_command_is_refused_with_what_is_wrong(string body, string code, string? field)
    {
        var id = await registry.AddControllerAsync();
        using var answer = await registry.Owner.PostAsync($"/api/devices/{id}/control", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe(code);
        if (field is null) problem.GetProperty("commands").EnumerateArray().Select(c => c.GetString()).ShouldBe(["relay", "identify"]);
        else problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        (await registry.CommandsAsync(id)).ShouldBeEmpty();
    }

    private async Task SucceedAsync(string deviceId, Guid command)
    {
        await registry.AnswerAsync(deviceId, command, "online");
        await registry.CommandBecomesAsync(deviceId, command, "succeeded");
    }
}
