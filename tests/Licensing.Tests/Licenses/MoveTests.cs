using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Licensing.Licenses;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Licensing.Tests.Licenses;

/// <summary>Licenses of devices that are claimed, transferred and given back.</summary>
public sealed class MoveTests(LicensingFixture licensing)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static int lastTenant = 9000;

    private readonly int seller = Interlocked.Increment(ref lastTenant), buyer = Interlocked.Increment(ref lastTenant);

    [Fact]
    public async Task License_follows_its_device_and_the_copies_hear_of_it()
    {
        var device = await licensing.IssueAsync(seller);
        var issued = await licensing.Bus.ListenAsync<LicenseIssued>();

        await TellAsync(device, buyer, version: 2, "transferred");

        var told = await issued.FirstAsync(e => e.License.DeviceId == device.Id);
        (told.License.TenantId, told.License.Status).ShouldBe((buyer, LicenseStatus.Active));
        told.License.Version.ShouldBeGreaterThan(1);
        (await licensing.ClientOf(Roles.Owner, buyer).GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/license")).GetProperty("license").GetProperty("workshop_id").GetInt32().ShouldBe(buyer);
        (await licensing.ClientOf(Roles.Owner, seller).GetAsync($"/api/devices/{device.Id}/license")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Older_news_changes_nothing_in_whatever_order_they_come()
    {
        var device = await licensing.IssueAsync(seller);

        await TellAsync(device, buyer, version: 5, "claimed");
        await TenantBecomesAsync(device, buyer);
        await TellAsync(device, null, version: 4, "released");
        await TellAsync(device, buyer, version: 6, "lifecycle");
        await Eventually.BecomesTrueAsync(async () => await licensing.ScalarAsync<long>("select device_version from licenses where device_id = @Id", device) == 6, "the newest news are taken");

        (await TenantAsync(device)).ShouldBe(buyer);
        await TellAsync(device, null, version: 7, "released");
        await TenantBecomesAsync(device, null);
    }

    [Fact]
    public async Task News_that_overtake_the_registration_issue_the_license()
    {
        var device = new TestDevice($"EARLY-{Guid.NewGuid():N}"[..20], $"LIC-{Guid.NewGuid():N}"[..18].ToUpperInvariant(), "secret");

        await TellAsync(device, buyer, version: 3, "claimed");
        await TenantBecomesAsync(device, buyer);
        await licensing.Bus.PublishAsync(new DeviceRegistered(Facts(device, null, version: 1), licensing.Time.GetUtcNow()));
        await TellAsync(device, buyer, version: 4, "lifecycle");
        await Eventually.BecomesTrueAsync(async () => await licensing.ScalarAsync<long>("select device_version from licenses where device_id = @Id", device) == 4, "all news are taken");

        (await TenantAsync(device)).ShouldBe(buyer);
    }

    [Fact]
    public async Task Switch_stays_thrown_whoever_has_the_device_and_its_record_stays_with_the_vendor()
    {
        var device = await licensing.IssueAsync(seller);
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");

        await TellAsync(device, buyer, version: 2, "transferred");
        await TenantBecomesAsync(device, buyer);

        var seen = await licensing.ClientOf(Roles.Owner, buyer).GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}/license");
        seen.GetProperty("license").GetProperty("status").GetString().ShouldBe("suspended");
        seen.GetProperty("license").GetProperty("last_switch").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("switches").GetArrayLength().ShouldBe(0);
        (await licensing.HistoryAsync(device)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Device_that_comes_to_a_suspended_tenant_is_suspended_with_it()
    {
        var device = await licensing.IssueAsync(seller);
        await SuspendAsync(buyer);
        var suspended = await licensing.Bus.ListenAsync<LicenseSuspended>();

        await TellAsync(device, buyer, version: 2, "transferred");

        var told = await suspended.FirstAsync(e => e.License.DeviceId == device.Id);
        (told.License.TenantId, told.License.Reason).ShouldBe((buyer, "workshop_suspended"));
    }

    [Fact]
    public async Task What_came_from_the_former_tenants_suspension_stays_behind()
    {
        await SuspendAsync(seller);
        var device = await licensing.IssueSuspendedAsync(seller);
        var activated = await licensing.Bus.ListenAsync<LicenseActivated>();

        await TellAsync(device, null, version: 2, "released");

        (await activated.FirstAsync(e => e.License.DeviceId == device.Id)).Reason.ShouldBe("workshop_left");
        (await licensing.ScalarAsync<string?>("select lease from licenses where device_id = @Id", device)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(LicenseStatus.Active, "", false, null)]
    [InlineData(LicenseStatus.Active, "", true, LicenseStatus.Suspended)]
    [InlineData(LicenseStatus.Suspended, "payment_overdue", false, null)]
    [InlineData(LicenseStatus.Suspended, "workshop_suspended", true, null)]
    [InlineData(LicenseStatus.Suspended, "workshop_suspended", false, LicenseStatus.Active)]
    [InlineData(LicenseStatus.Expired, "license_expired", false, null)]
    [InlineData(LicenseStatus.Expired, "license_expired", true, null)]
    public void Only_the_tenants_own_suspension_changes_with_the_tenant(LicenseStatus status, string reason, bool isSuspended, LicenseStatus? expected) =>
        LicenseRules.AfterMove(status, reason, expiresAt: null, isSuspended, Now).ShouldBe(expected);

    [Fact]
    public void License_whose_time_ended_meanwhile_expires() =>
        LicenseRules.AfterMove(LicenseStatus.Suspended, LicenseRules.WorkshopSuspendedReason, Now.AddDays(-1), isNewTenantSuspended: false, Now).ShouldBe(LicenseStatus.Expired);

    private Task TellAsync(TestDevice device, int? tenant, long version, string change) =>
        licensing.Bus.PublishAsync(new DeviceChanged(Facts(device, tenant, version), change, licensing.Time.GetUtcNow()));

    private static DeviceFacts Facts(TestDevice device, int? tenant, long version) => new(
        1, device.Id, device.Id, "4Relay", tenant, tenant is null ? null : $"household_{tenant}", null, null, device.LicenseKey, new string('0', 64), CutOff: false, version);

    private async Task SuspendAsync(int tenant)
    {
        await licensing.Bus.PublishAsync(new TenantSuspended(tenant, "payment_overdue", "user:12", 2, licensing.Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(async () => await licensing.ScalarAsync<long>("select count(*) from tenants where tenant_id = @tenant and is_suspended", new { tenant }) == 1, "the suspension is known");
    }

    private Task<int?> TenantAsync(TestDevice device) => licensing.ScalarAsync<int?>("select tenant_id from licenses where device_id = @Id", device);

    private Task<int?> TenantBecomesAsync(TestDevice device, int? tenant) => Eventually.BecomesAsync(() => TenantAsync(device), t => t == tenant, "the license is the tenant's");
}
