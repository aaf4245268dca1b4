using Platform.DeviceRegistry.Sharing;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Tests.Sharing;

public sealed class GrantRulesTests
{
    [Theory]
    [InlineData(Roles.Admin, null, null, null, false, "vendor")]
    [InlineData(Roles.Admin, null, 1, null, false, "vendor")]
    [InlineData(Roles.Owner, 1, 1, null, false, "owner")]
    [InlineData(Roles.Owner, 1, 1, "viewer", false, "owner")]
    [InlineData(Roles.Owner, 2, 1, null, true, null)]
    [InlineData(Roles.Owner, 2, 1, "viewer", false, "viewer")]
    [InlineData(Roles.Owner, 2, 1, "installer", false, "installer")]
    [InlineData(Roles.Owner, 2, null, "controller", false, null)]
    [InlineData(Roles.Staff, 1, 1, null, true, "viewer")]
    [InlineData(Roles.Staff, 1, 1, null, false, null)]
    [InlineData(Roles.Staff, 1, 1, "controller", false, "controller")]
    [InlineData(Roles.Customer, 1, 1, null, true, null)]
    [InlineData(Roles.Customer, 1, 1, "viewer", false, "viewer")]
    [InlineData(Roles.Service, null, 1, null, true, null)]
    public void Level_is_what_tenant_role_and_share_say(string role, int? callersTenant, int? tenant, string? shared, bool maySeePit, string? level) =>
        GrantRules.LevelOf(new Caller("5", role, callersTenant, null, []), tenant, shared, maySeePit).ShouldBe(level);

    [Theory]
    [InlineData(Policies.DevicesRead, 1, "viewer")]
    [InlineData(Policies.DevicesControl, 1, "controller")]
    [InlineData(Policies.DevicesWrite, 1, "controller")]
    [InlineData(Policies.ReadingsRead, 1, null)]
    [InlineData(Policies.DevicesControl, 2, null)]
    public void Key_may_what_its_scopes_say_in_its_tenant(string scope, int keysTenant, string? level) =>
        GrantRules.LevelOf(new Caller("key", Roles.ApiKey, keysTenant, null, [scope]), tenantId: 1, shared: null, maySeePit: true).ShouldBe(level);

    [Theory]
    [InlineData("owner", "read,write,share,delete")]
    [InlineData("controller", "read,write")]
    [InlineData("installer", "read,write")]
    [InlineData("viewer", "read")]
    [InlineData("vendor", "read")]
    public void Permissions_follow_the_level(string level, string words) => string.Join(',', GrantRules.WordsOf(GrantRules.PermissionsOf(level))).ShouldBe(words);
}
