using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Access;
using Platform.Contracts.Identity;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Identity.Tests;

public sealed class PitAccessTests(IdentityFixture identity)
{
    private const int Mine = 7, Other = 8;

    [Theory]
    [InlineData(Roles.Admin, null, Mine, 1, true)]
    [InlineData(Roles.Admin, null, null, null, true)]
    [InlineData(Roles.Owner, Mine, Mine, 99, true)]
    [InlineData(Roles.Owner, Mine, Mine, null, true)]
    [InlineData(Roles.Owner, Mine, Other, 1, false)]
    [InlineData(Roles.Owner, Mine, null, null, false)]
    [InlineData(Roles.ApiKey, Mine, Mine, 99, true)]
    [InlineData(Roles.ApiKey, Mine, Other, 1, false)]
    [InlineData(Roles.Staff, Mine, Mine, 1, true)]
    [InlineData(Roles.Staff, Mine, Mine, 3, false)]
    [InlineData(Roles.Staff, Mine, Mine, null, false)]
    [InlineData(Roles.Staff, Other, Other, 1, false)]
    [InlineData(Roles.Customer, Mine, Mine, 2, true)]
    [InlineData(Roles.Customer, Mine, Mine, 3, false)]
    [InlineData(Roles.Service, null, Mine, 1, false)]
    [InlineData(Roles.Service, null, null, null, false)]
    [InlineData(Roles.Owner, null, null, null, false)]
    public void Caller_sees_what_the_role_allows(string role, int? tenant, int? pitTenant, int? pit, bool sees)
    {
        var view = NewView();
        view.Apply(new PitAccessFacts(5, Mine, [1, 2], 1));
        var subject = role is Roles.Service or Roles.ApiKey ? "program" : "5";
        new Access.PitAccess(view).MaySee(new Caller(subject, role, tenant, null, []), pitTenant, pit).ShouldBe(sees);
    }

    [Fact]
    public void Visible_pits_are_all_the_list_or_none()
    {
        var view = NewView();
        view.Apply(new PitAccessFacts(5, Mine, [1, 2], 1));
        var access = new Access.PitAccess(view);
        access.VisiblePits(new Caller("5", Roles.Owner, Mine, null, [])).ShouldBeNull();
        access.VisiblePits(new Caller("5", Roles.Staff, Mine, null, [])).ShouldBe([1, 2]);
        access.VisiblePits(new Caller("6", Roles.Staff, Mine, null, [])).ShouldBe([]);
        access.VisiblePits(new Caller("5", Roles.Staff, Other, null, [])).ShouldBe([]);
        access.VisiblePits(new Caller("gateway", Roles.Service, null, null, [])).ShouldBe([]);
    }

    [Fact]
    public async Task Another_service_fills_its_copy_and_follows_the_events()
    {
        identity.Stubs.Snapshot("/internal/pit-access", new PitAccessFacts(5, Mine, [1], 4));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["services:identity:http:0"] = identity.Stubs.Address;
        builder.Configuration["ConnectionStrings:messaging"] = identity.Broker.ToString();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults("pit-reader").AddPitAccess().AddBus("pit-reader", typeof(PitAccessChanged).Assembly, bus => bus.AddPitAccessEvents("pit-reader"));
        await using var service = builder.Build();
        await service.StartAsync();
        var access = service.Services.GetRequiredService<Access.PitAccess>();
        var staff = new Caller("5", Roles.Staff, Mine, null, []);
        await Eventually.BecomesTrueAsync(() => access.MaySee(staff, Mine, 1), "the snapshot is read");

        await identity.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(5, Mine, [1, 9], 3), DateTimeOffset.UtcNow));
        await identity.Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(5, Mine, [2], 5), DateTimeOffset.UtcNow));
        await Eventually.BecomesTrueAsync(() => access.MaySee(staff, Mine, 2), "the event is applied");
        access.MaySee(staff, Mine, 1).ShouldBeFalse();
        access.MaySee(staff, Mine, 9).ShouldBeFalse("the stale event changed nothing");
        await service.StopAsync();
    }

    private static ReplicatedView<long, PitAccessFacts> NewView() => new(a => a.UserId, a => a.Version);
}
