using Platform.Identity.Users;

namespace Platform.Identity.Tests.Rules;

public sealed class UserRulesTests
{
    private static readonly Caller Admin = new("1", Roles.Admin, null, Guid.NewGuid(), []);
    private static readonly Caller Owner = new("2", Roles.Owner, 7, Guid.NewGuid(), []);
    private static readonly Caller Staff = new("3", Roles.Staff, 7, Guid.NewGuid(), []);

    [Fact]
    public void Owner_makes_staff_and_customers_of_the_own_tenant_only()
    {
        UserRules.Placed(Owner, Roles.Staff, null).ShouldBe(new NewAccount.In(7));
        UserRules.Placed(Owner, Roles.Customer, 7).ShouldBe(new NewAccount.In(7));
        UserRules.Placed(Owner, Roles.Staff, 8).ShouldBeOfType<NewAccount.TenantNotFound>();
        UserRules.Placed(Owner, Roles.Owner, null).ShouldBeOfType<NewAccount.RoleNotAllowed>();
        UserRules.Placed(Owner, Roles.Admin, null).ShouldBeOfType<NewAccount.RoleNotAllowed>();
    }

    [Fact]
    public void Admin_says_which_tenant_except_for_admins()
    {
        UserRules.Placed(Admin, Roles.Owner, 8).ShouldBe(new NewAccount.In(8));
        UserRules.Placed(Admin, Roles.Staff, null).ShouldBeOfType<NewAccount.TenantMissing>();
        UserRules.Placed(Admin, Roles.Admin, null).ShouldBe(new NewAccount.In(null));
        UserRules.Placed(Admin, Roles.Admin, 8).ShouldBeOfType<NewAccount.TenantNotFitting>();
    }

    [Fact]
    public void Staff_makes_nobody() => UserRules.Placed(Staff, Roles.Customer, null).ShouldBeOfType<NewAccount.RoleNotAllowed>();
}
