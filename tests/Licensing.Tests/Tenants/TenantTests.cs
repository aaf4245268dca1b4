using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Licensing.Tenants;
using Platform.TestKit;

namespace Platform.Licensing.Tests.Tenants;

public sealed class TenantTests(LicensingFixture licensing)
{
    private const string Reason = "workshop_suspended";
    private static int lastTenant = 8000;

    private readonly int tenant = Interlocked.Increment(ref lastTenant);

    [Fact]
    public async Task Licenses_follow_their_workshop_and_only_they()
    {
        var (working, unpaid, elsewhere) = (await licensing.IssueAsync(tenant), await licensing.IssueAsync(tenant), await licensing.IssueAsync(LicensingFixture.OtherWorkshop));
        await licensing.SwitchAsync(unpaid, "disabled", "payment_overdue");
        var suspended = await licensing.Bus.ListenAsync<LicenseSuspended>();
        var activated = await licensing.Bus.ListenAsync<LicenseActivated>();

        await SuspendAsync(version: 2);
        await BecomesAsync(working, "suspended", Reason);
        (await suspended.FirstAsync(e => e.License.DeviceId == working.Id)).License.Reason.ShouldBe(Reason);
        var thrown = (await licensing.HistoryAsync(working))[0];
        (thrown.GetProperty("reason").GetString(), thrown.GetProperty("actor").GetString()).ShouldBe((Reason, "user:12"));
        await IsAsync(unpaid, "suspended", "payment_overdue");
        await IsAsync(elsewhere, "active", "");

        await ActivateAsync(version: 3);
        await BecomesAsync(working, "active", "");
        (await activated.FirstAsync(e => e.License.DeviceId == working.Id)).Reason.ShouldBe("workshop_activated");
        (await licensing.HistoryAsync(working))[0].GetProperty("reason").GetString().ShouldBe("workshop_activated");
        await IsAsync(unpaid, "suspended", "payment_overdue");
        (await licensing.HistoryAsync(unpaid)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Device_that_is_suspended_for_payment_meanwhile_stays_so()
    {
        var device = await licensing.IssueAsync(tenant);
        await SuspendAsync(version: 2);
        await BecomesAsync(device, "suspended", Reason);
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        var other = await licensing.IssueSuspendedAsync(tenant);

        await ActivateAsync(version: 3);
        await BecomesAsync(other, "active", "");
        await IsAsync(device, "suspended", "payment_overdue");
    }

    [Fact]
    public async Task Device_of_a_suspended_workshop_starts_suspended_and_gets_its_lease_with_the_workshop()
    {
        await SuspendAsync(version: 2);
        var suspended = await licensing.Bus.ListenAsync<LicenseSuspended>();
        var issued = await licensing.Bus.ListenAsync<LicenseIssued>();
        var device = await licensing.IssueSuspendedAsync(tenant);

        (await issued.FirstAsync(e => e.License.DeviceId == device.Id)).License.Status.ShouldBe(LicenseStatus.Suspended);
        var told = await suspended.FirstAsync(e => e.License.DeviceId == device.Id);
        (told.License.Version, told.License.Reason).ShouldBe((2, Reason));
        (await licensing.ScalarAsync<string?>("select lease from licenses where device_id = @Id", new { device.Id })).ShouldBeNull();

        await ActivateAsync(version: 3);
        await BecomesAsync(device, "active", "");
        (await licensing.ScalarAsync<string?>("select lease from licenses where device_id = @Id", new { device.Id })).ShouldNotBeNull();
    }

    [Fact]
    public async Task Single_license_is_not_activated_before_its_workshop()
    {
        var device = await licensing.IssueAsync(tenant);
        await SuspendAsync(version: 2);
        await BecomesAsync(device, "suspended", Reason);
        using var byDevice = await licensing.Admin.PatchAsJsonAsync($"/api/devices/{device.Id}/status", new { status = "active", reason = "payment_received" });
        using var byKey = await licensing.Admin.PostAsJsonAsync($"/api/licenses/{device.LicenseKey}/activate", new { reason = "payment_received" });
        foreach (var answer in new[] { byDevice, byKey })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe(Reason);
        }

        using var kept = await licensing.Admin.PatchAsJsonAsync($"/api/devices/{device.Id}/status", new { status = "disabled", reason = Reason });
        kept.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Higher_version_wins_in_whatever_order_and_however_often_it_comes()
    {
        var device = await licensing.IssueAsync(tenant);
        await ActivateAsync(version: 5);
        await SuspendAsync(version: 4);
        await IsAsync(device, "active", "");
        await SuspendAsync(version: 6);
        await BecomesAsync(device, "suspended", Reason);
        await SuspendAsync(version: 6);
        await ActivateAsync(version: 5);
        await IsAsync(device, "suspended", Reason);
        (await licensing.HistoryAsync(device)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task License_whose_time_ended_meanwhile_expires_instead()
    {
        var device = await licensing.IssueAsync(tenant);
        await SuspendAsync(version: 2);
        await BecomesAsync(device, "suspended", Reason);
        await licensing.ExecuteAsync("update licenses set expires_at = @at where device_id = @Id", new { device.Id, at = licensing.Time.GetUtcNow().AddSeconds(-1) });
        var expired = await licensing.Bus.ListenAsync<LicenseExpired>();
        await ActivateAsync(version: 3);
        await BecomesAsync(device, "expired", "license_expired");
        await expired.FirstAsync(e => e.License.DeviceId == device.Id);
    }

    [Fact]
    public async Task Thousand_licenses_go_in_transactions_of_a_hundred_and_the_round_finishes_what_was_left()
    {
        await licensing.ExecuteAsync("""
            insert into licenses (license_key, device_id, tenant_id, status, reason, issued_at, changed_at, renew_at)
            select 'LIC-M-' || @tenant || '-' || n, 'M-' || @tenant || '-' || n, @tenant, 'active', '', now(), now(), now() + interval '1 day' from generate_series(1, 1000) n
            """, new { tenant });
        // As if the process had died right after it noted the suspension.
        await licensing.ExecuteAsync("insert into tenants (tenant_id, is_suspended, actor, version) values (@tenant, true, 'user:12', 2)", new { tenant });
        var store = licensing.Services.GetRequiredService<TenantStore>();
        (await store.FollowAsync(tenant, TenantLicenses.Batch, licensing.Time.GetUtcNow(), CancellationToken.None)).ShouldBeLessThanOrEqualTo(100);

        await licensing.Services.GetRequiredService<TenantLicenses>().RunOnceAsync(licensing.Time.GetUtcNow(), CancellationToken.None);
        await Eventually.BecomesTrueAsync(async () => await CountAsync("status = 'suspended' and reason = 'workshop_suspended'") == 1000, "all are suspended");
        (await licensing.ScalarAsync<long>("select max(n) from (select count(*) as n from switches s join licenses l using (license_number) where l.tenant_id = @tenant group by s.xmin::text) t", new { tenant })).ShouldBe(100);

        await ActivateAsync(version: 3);
        await Eventually.BecomesTrueAsync(async () => await CountAsync("status = 'active' and lease is not null") == 1000, "all are active");
        (await licensing.ScalarAsync<long>("select count(*) from switches s join licenses l using (license_number) where l.tenant_id = @tenant", new { tenant })).ShouldBe(2000);

        Task<long> CountAsync(string which) => licensing.ScalarAsync<long>($"select count(*) from licenses where tenant_id = @tenant and {which}", new { tenant });
    }

    private async Task SuspendAsync(long version) =>
        await HandledAsync(id => licensing.Bus.PublishAsync(new TenantSuspended(tenant, "payment_overdue", "user:12", version, licensing.Time.GetUtcNow()), id));

    private async Task ActivateAsync(long version) =>
        await HandledAsync(id => licensing.Bus.PublishAsync(new TenantActivated(tenant, "payment_received", "user:13", version, licensing.Time.GetUtcNow()), id));

    private async Task HandledAsync(Func<Guid, Task> publish)
    {
        var id = Guid.NewGuid();
        await publish(id);
        await Eventually.BecomesTrueAsync(async () => await licensing.ScalarAsync<long>("select count(*) from inbox_messages where consumer = 'tenant-status' and message_id = @id", new { id }) == 1, "it is noted");
    }

    private async Task BecomesAsync(TestDevice device, string status, string reason) =>
        await Eventually.BecomesAsync(() => StateAsync(device), state => state == (status, reason), $"{device.Id} is {status}");

    private async Task IsAsync(TestDevice device, string status, string reason) => (await StateAsync(device)).ShouldBe((status, reason));

    private async Task<(string?, string?)> StateAsync(TestDevice device)
    {
        var license = await licensing.LicenseAsync(device);
        return (license.GetProperty("status").GetString(), license.GetProperty("reason").GetString());
    }
}
