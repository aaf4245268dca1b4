using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Licensing;
using Platform.Licensing.Licenses;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Licensing.Tests.Licenses;

public sealed class SwitchTests(LicensingFixture licensing)
{
    [Fact]
    public async Task New_device_gets_an_active_license_with_its_key_once()
    {
        var issued = await licensing.Bus.ListenAsync<LicenseIssued>();
        var device = await licensing.IssueAsync();
        var facts = (await issued.FirstAsync(e => e.License.DeviceId == device.Id)).License;
        (facts.LicenseKey, facts.TenantId, facts.Status, facts.Reason, facts.Version).ShouldBe((device.LicenseKey, 1, LicenseStatus.Active, "", 1));
        (await licensing.LicenseAsync(device)).GetProperty("status").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task Switching_off_and_on_answers_the_contract_tells_so_and_is_on_record()
    {
        var suspended = await licensing.Bus.ListenAsync<LicenseSuspended>();
        var activated = await licensing.Bus.ListenAsync<LicenseActivated>();
        var device = await licensing.IssueAsync();

        var answer = await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        answer.GetRawText().ShouldBe($$"""{"device_id":"{{device.Id}}","status":"disabled","command_sent":true}""");
        var off = await suspended.FirstAsync(e => e.License.DeviceId == device.Id);
        (off.License.Status, off.License.Reason, off.License.Version).ShouldBe((LicenseStatus.Suspended, "payment_overdue", 2));

        await licensing.SwitchAsync(device, "active", "payment_received");
        var on = await activated.FirstAsync(e => e.License.DeviceId == device.Id);
        (on.License.Status, on.License.Reason, on.Reason, on.License.Version).ShouldBe((LicenseStatus.Active, "", "payment_received", 3));

        var history = await licensing.HistoryAsync(device);
        history.Select(s => (s.GetProperty("switch_id").GetGuid(), s.GetProperty("from_status").GetString(), s.GetProperty("to_status").GetString(), s.GetProperty("reason").GetString(), s.GetProperty("actor").GetString()))
            .ShouldBe([(on.SwitchId, "suspended", "active", "payment_received", "user:7"), (off.SwitchId, "active", "suspended", "payment_overdue", "user:7")]);
    }

    [Fact]
    public async Task Repeating_a_status_sends_the_command_again_with_a_record_of_its_own()
    {
        var suspended = await licensing.Bus.ListenAsync<LicenseSuspended>();
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        await suspended.FirstAsync(e => e.License.DeviceId == device.Id && e.License.Version == 3);
        var told = suspended.All.Where(e => e.License.DeviceId == device.Id).ToList();
        told.Select(e => e.SwitchId).Distinct().Count().ShouldBe(2);
        told.Select(e => e.License.ChangedAt).Distinct().Count().ShouldBe(1);
        (await licensing.HistoryAsync(device)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Owner_may_not_switch_and_may_see_the_own_license_only()
    {
        var device = await licensing.IssueAsync();
        using var byOwner = await licensing.Owner.PatchAsJsonAsync($"/api/devices/{device.Id}/status", new { status = "active", reason = "payment_received" });
        byOwner.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        var own = await licensing.Owner.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/license");
        own.GetProperty("license").GetProperty("reason").GetString().ShouldBe("payment_overdue");
        own.GetProperty("switches").GetArrayLength().ShouldBe(1);
        using var foreign = await licensing.OtherOwner.GetAsync($"/api/devices/{device.Id}/license");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var missing = await licensing.OtherOwner.GetAsync("/api/devices/NO-SUCH/license");
        (await missing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldBe((await foreign.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"status":"off","reason":"payment_overdue"}""", "status")]
    [InlineData("""{"reason":"payment_overdue"}""", "status")]
    [InlineData("""{"status":"disabled"}""", "reason")]
    [InlineData("""{"status":"disabled","reason":"Not Paid!"}""", "reason")]
    [InlineData("""{"status":"active","reason":"ok","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"status":1,"reason":"ok"}""", "status")]
    public async Task Bad_switch_is_400_with_the_field(string json, string field)
    {
        using var answer = await licensing.Admin.PatchAsync("/api/devices/ANY/status", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Device_that_is_not_there_is_404()
    {
        using var answer = await licensing.Admin.PatchAsJsonAsync("/api/devices/NO-SUCH/status", new { status = "disabled", reason = "payment_overdue" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Confirmation_of_the_device_is_in_the_history_and_the_first_one_stays()
    {
        var device = await licensing.IssueAsync();
        using var suspended = await licensing.Admin.PostAsJsonAsync($"/api/licenses/{device.LicenseKey}/suspend", new { reason = "subscription_suspended" });
        var switchId = (await suspended.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("switch_id").GetGuid();
        var at = licensing.Time.GetUtcNow();
        await licensing.Bus.PublishAsync(Finished(device, "superseded", switchId, at.AddSeconds(-1)));
        await Eventually.BecomesTrueAsync(async () => (await licensing.HistoryAsync(device))[0].GetProperty("command_status").GetString() == "superseded", "the command's end is noted");
        (await licensing.HistoryAsync(device))[0].GetProperty("confirmed_at").ValueKind.ShouldBe(JsonValueKind.Null);
        await licensing.Bus.PublishAsync(Finished(device, "succeeded", switchId, at));
        await Eventually.BecomesTrueAsync(async () => (await licensing.HistoryAsync(device))[0].GetProperty("confirmed_at").ValueKind == JsonValueKind.String, "the confirmation is noted");
        await licensing.Bus.PublishAsync(Finished(device, "failed", switchId, at.AddSeconds(9)));
        await licensing.Bus.PublishAsync(Finished(device, "succeeded", switchId, at.AddSeconds(9)));
        await Eventually.BecomesTrueAsync(async () => await licensing.ScalarAsync<long>("select count(*) from inbox_messages where consumer = 'command-finished'") >= 4, "all are handled");
        (await licensing.HistoryAsync(device))[0].GetProperty("confirmed_at").GetDateTimeOffset().ShouldBe(at, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Twenty_switches_at_once_are_twenty_records_in_one_order()
    {
        var device = await licensing.IssueAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            licensing.Admin.PatchAsJsonAsync($"/api/devices/{device.Id}/status", new { status = i % 2 == 0 ? "disabled" : "active", reason = "race" })));
        answers.ShouldAllBe(a => a.IsSuccessStatusCode);
        var history = await licensing.HistoryAsync(device);
        history.Select(s => s.GetProperty("version").GetInt64()).ShouldBe(Enumerable.Range(2, 20).Select(v => (long)v).Reverse());
        for (var i = 0; i + 1 < history.Count; i++) history[i].GetProperty("from_status").GetString().ShouldBe(history[i + 1].GetProperty("to_status").GetString());
        history[0].GetProperty("to_status").GetString().ShouldBe((await licensing.LicenseAsync(device)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task License_whose_time_is_over_expires_and_needs_a_new_end()
    {
        var expired = await licensing.Bus.ListenAsync<LicenseExpired>();
        var device = await licensing.IssueAsync();
        await licensing.ExecuteAsync("update licenses set expires_at = @at where device_id = @Id", new { device.Id, at = licensing.Time.GetUtcNow().AddSeconds(-1) });
        await licensing.Services.GetRequiredService<LicenseExpiry>().RunOnceAsync(licensing.Time.GetUtcNow(), CancellationToken.None);
        var told = await expired.FirstAsync(e => e.License.DeviceId == device.Id);
        (told.License.Status, told.License.Reason).ShouldBe((LicenseStatus.Expired, "license_expired"));
        (await licensing.HistoryAsync(device))[0].GetProperty("actor").GetString().ShouldBe("service:licensing");

        using var refused = await licensing.Admin.PatchAsJsonAsync($"/api/devices/{device.Id}/status", new { status = "active", reason = "payment_received" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var renewed = await licensing.Admin.PostAsJsonAsync(
            $"/api/licenses/{device.LicenseKey}/activate", new { reason = "payment_received", expires_at = licensing.Time.GetUtcNow().AddYears(1) });
        renewed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await licensing.LicenseAsync(device)).GetProperty("status").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task Snapshot_pages_hold_every_license_while_they_change()
    {
        var devices = new List<TestDevice>();
        for (var i = 0; i < 10; i++) devices.Add(await licensing.IssueAsync());
        var service = licensing.ClientOf(Roles.Service);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = (await service.GetFromJsonAsync<Page<LicenseFacts>>($"/internal/licenses?limit=3{(cursor is null ? "" : $"&after={cursor}")}", Json.Options))!;
            foreach (var license in page.Items) seen.Add(license.DeviceId).ShouldBeTrue("no license comes twice");
            await licensing.SwitchAsync(devices[seen.Count % 10], "disabled", "payment_overdue");
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        devices.Select(d => d.Id).ShouldBeSubsetOf(seen);
    }

    [Fact]
    public async Task List_filters_by_status_and_beginning()
    {
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        var page = await licensing.Admin.GetFromJsonAsync<JsonElement>($"/api/licenses?status=suspended&search={device.Id}");
        page.GetProperty("items").EnumerateArray().Select(l => l.GetProperty("license_key").GetString()).ShouldBe([device.LicenseKey]);
        (await licensing.Admin.GetFromJsonAsync<JsonElement>($"/api/licenses?status=active&search={device.LicenseKey}")).GetProperty("items").GetArrayLength().ShouldBe(0);
        using var bad = await licensing.Admin.GetAsync("/api/licenses?status=broken");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static CommandFinished Finished(TestDevice device, string status, Guid cause, DateTimeOffset at) =>
        new(Guid.NewGuid(), device.Id, 1, 1, "DISABLE", status, cause, at);
}
