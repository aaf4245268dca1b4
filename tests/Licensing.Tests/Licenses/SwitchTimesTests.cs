using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.Contracts.Telemetry;
using Platform.TestKit;

namespace Platform.Licensing.Tests.Licenses;

/// <summary>The way of a switch: thrown, sent, effective, confirmed; on record and before open browsers.</summary>
public sealed class SwitchTimesTests(LicensingFixture licensing)
{
    private static readonly string[] Members =
        ["type", "tenant_id", "pit_id", "device_id", "switch_id", "status", "reason", "requested_at", "command_sent_at", "effective_at", "confirmed_at", "command_status"];

    [Fact]
    public async Task Each_step_is_on_record_and_before_open_browsers()
    {
        await using var live = await LiveListener.StartAsync(licensing.Broker, LicensingFixture.Workshop);
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        var thrown = (await licensing.HistoryAsync(device))[0];
        var (id, at) = (thrown.GetProperty("switch_id").GetGuid(), thrown.GetProperty("requested_at").GetDateTimeOffset());
        await ShownAsync(live, device, "requested_at");

        await licensing.Bus.PublishAsync(Applied(device, 2, at.AddMilliseconds(4)));
        await ShownAsync(live, device, "effective_at");
        await licensing.Bus.PublishAsync(Sent(device, id, at.AddMilliseconds(9)));
        await ShownAsync(live, device, "command_sent_at");
        await licensing.Bus.PublishAsync(new CommandFinished(Guid.NewGuid(), device.Id, 1, 1, "DISABLE", "succeeded", id, at.AddMilliseconds(30)));
        await ShownAsync(live, device, "confirmed_at");

        var last = live.Of(device)[^1];
        last.Key.ShouldBe("1.1.license_switch");
        last.Body.EnumerateObject().Select(p => p.Name).ShouldBe(Members);
        (last.Body.GetProperty("type").GetString(), last.Body.GetProperty("status").GetString(), last.Body.GetProperty("reason").GetString(), last.Body.GetProperty("switch_id").GetGuid())
            .ShouldBe(("license_switch", "suspended", "payment_overdue", id));
        Times(last.Body).ShouldBe([at, at.AddMilliseconds(9), at.AddMilliseconds(4), at.AddMilliseconds(30)]);
        Times((await licensing.HistoryAsync(device))[0]).ShouldBe([at, at.AddMilliseconds(9), at.AddMilliseconds(4), at.AddMilliseconds(30)]);
        Times((await licensing.LicenseAsync(device)).GetProperty("last_switch")).ShouldBe(Times(last.Body));
    }

    [Fact]
    public async Task First_times_stay_whatever_is_repeated()
    {
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        var id = (await licensing.HistoryAsync(device))[0].GetProperty("switch_id").GetGuid();
        var at = licensing.Time.GetUtcNow();

        foreach (var seconds in new[] { 5, 1, 9 })
        {
            await licensing.Bus.PublishAsync(Sent(device, id, at.AddSeconds(seconds)));
            await licensing.Bus.PublishAsync(Applied(device, 2, at.AddSeconds(seconds)));
        }

        await HandledAsync(device, id);
        var thrown = (await licensing.HistoryAsync(device))[0];
        thrown.GetProperty("command_sent_at").GetDateTimeOffset().ShouldBe(at.AddSeconds(1), TimeSpan.FromMilliseconds(1));
        thrown.GetProperty("effective_at").GetDateTimeOffset().ShouldBe(at.AddSeconds(1), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Version_that_took_effect_is_that_of_its_own_switch()
    {
        var (device, other) = (await licensing.IssueAsync(), await licensing.IssueAsync());
        foreach (var each in new[] { device, other })
        {
            await licensing.SwitchAsync(each, "disabled", "payment_overdue");
            await licensing.SwitchAsync(each, "active", "payment_received");
        }

        var at = licensing.Time.GetUtcNow();
        await licensing.Bus.PublishAsync(new LicensesApplied([new(device.LicenseKey, 3, at), new(device.LicenseKey, 3, at.AddSeconds(1)), new(other.LicenseKey, 2, at), new("LIC-NO-SUCH", 2, at)]));

        await Eventually.BecomesTrueAsync(async () => (await EffectiveAsync(device))[0], "it is noted");
        (await EffectiveAsync(device)).ShouldBe([true, false]);
        (await EffectiveAsync(other)).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Lease_with_a_cause_and_messages_of_a_former_version_change_nothing()
    {
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        var id = (await licensing.HistoryAsync(device))[0].GetProperty("switch_id").GetGuid();
        var at = licensing.Time.GetUtcNow();
        await licensing.Bus.PublishAsync(new CommandSent(Guid.NewGuid(), device.Id, at, "LEASE", id));
        await licensing.Bus.PublishAsync(new CommandSent(Guid.NewGuid(), device.Id, at));
        await licensing.Bus.PublishAsync(Sent(device, id, at.AddSeconds(3)));
        var thrown = await Eventually.BecomesAsync(
            async () => (await licensing.HistoryAsync(device))[0], s => s.GetProperty("command_sent_at").ValueKind == JsonValueKind.String, "the sending is noted");
        thrown.GetProperty("command_sent_at").GetDateTimeOffset().ShouldBe(at.AddSeconds(3), TimeSpan.FromMilliseconds(1));
    }

    /// <summary>One more of each kind, for a switch of another device, after which the ones before are done.</summary>
    private async Task HandledAsync(TestDevice device, Guid id)
    {
        await Eventually.BecomesTrueAsync(
            async () => await licensing.ScalarAsync<bool>(
                "select command_sent_at < at + interval '3 seconds' and effective_at < at + interval '3 seconds' from switches where switch_id = @id", new { id }),
            $"the earliest times of {device.Id} are noted");
        var before = await CountAsync();
        await licensing.Bus.PublishAsync(Sent(device, Guid.NewGuid(), licensing.Time.GetUtcNow()));
        await licensing.Bus.PublishAsync(Applied(device, 99, licensing.Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(async () => await CountAsync() >= before + 2, "all are handled");

        Task<long> CountAsync() => licensing.ScalarAsync<long>("select count(*) from inbox_messages where consumer in ('command-sent', 'licenses-applied')");
    }

    /// <summary>Newest first: whether a time of effect is on record.</summary>
    private async Task<List<bool>> EffectiveAsync(TestDevice device) =>
        [.. (await licensing.HistoryAsync(device)).Select(s => s.GetProperty("effective_at").ValueKind == JsonValueKind.String)];

    private static Task ShownAsync(LiveListener live, TestDevice device, string member) => Eventually.BecomesTrueAsync(
        () => live.Of(device) is [.., var last] && last.Body.GetProperty(member).ValueKind == JsonValueKind.String, $"{member} is shown");

    private static IEnumerable<DateTimeOffset> Times(JsonElement thrown) =>
        new[] { "requested_at", "command_sent_at", "effective_at", "confirmed_at" }.Select(name => thrown.GetProperty(name).GetDateTimeOffset());

    private static CommandSent Sent(TestDevice device, Guid cause, DateTimeOffset at) => new(Guid.NewGuid(), device.Id, at, "DISABLE", cause);

    private static LicensesApplied Applied(TestDevice device, long version, DateTimeOffset at) => new([new(device.LicenseKey, version, at)]);
}
