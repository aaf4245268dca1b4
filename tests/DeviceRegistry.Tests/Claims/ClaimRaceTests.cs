using System.Net;
using System.Net.Http.Json;

namespace Platform.DeviceRegistry.Tests.Claims;

public sealed class ClaimRaceTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task Of_a_hundred_at_once_one_gets_the_unit()
    {
        var unit = await households.UnitAsync();
        var people = new List<Resident>();
        for (var i = 0; i < 100; i++) people.Add(await households.NewAsync());

        var answers = await Task.WhenAll(people.Select(p => p.ClaimAsync(unit, unit.Code)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(99);
        (await registry.ScalarAsync<long>("select count(*) from ledger_entries join devices using (device_number) where device_id = @Serial and to_state = 'registered'", unit)).ShouldBe(1);
        (await registry.ScalarAsync<int>("select tenant_id from devices where device_id = @Serial", unit))
            .ShouldBe(people.Zip(answers).Single(x => x.Second.StatusCode == HttpStatusCode.Created).First.Tenant);
    }

    [Fact]
    public async Task Guesses_side_by_side_are_no_more_than_one_after_the_other()
    {
        var unit = await households.UnitAsync();
        var people = new List<Resident>();
        for (var i = 0; i < 40; i++) people.Add(await households.NewAsync());

        var answers = await Task.WhenAll(people.Select(p => p.ClaimAsync(unit, "BBBB-BBBB")));

        answers.Count(a => a.StatusCode == HttpStatusCode.Forbidden).ShouldBe(5);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(35);
    }

    [Fact]
    public async Task Person_who_guesses_at_many_units_at_once_has_five_tries()
    {
        var me = await households.NewAsync();
        var units = new List<Unit>();
        for (var i = 0; i < 20; i++) units.Add(await households.UnitAsync());

        var answers = await Task.WhenAll(units.Select(u => me.ClaimAsync(u, "BBBB-BBBB")));

        answers.Count(a => a.StatusCode == HttpStatusCode.Forbidden).ShouldBe(5);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(15);
    }

    [Fact]
    public async Task Of_a_release_and_a_transfer_at_once_one_has_an_effect()
    {
        for (var round = 0; round < 5; round++)
        {
            var (me, other) = (await households.NewAsync(), await households.NewAsync());
            var unit = await households.ClaimedAsync(me);
            var token = await households.InviteAsync(me, unit, new { email = "b@example.com" }, "transfer");

            var (release, accept) = (me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/release", new { confirm = unit.Serial }), other.Client.PostAsync($"/api/invitations/{token}/accept", null));
            await Task.WhenAll(release, accept);

            var released = (await release).StatusCode == HttpStatusCode.NoContent;
            released.ShouldNotBe((await accept).StatusCode == HttpStatusCode.OK);
            var tenant = await registry.ScalarAsync<int?>("select tenant_id from devices where device_id = @Serial", unit);
            tenant.ShouldBe(released ? null : other.Tenant);
        }
    }

    [Fact]
    public async Task Invitation_is_good_once_for_many_at_once()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);
        var token = await households.InviteAsync(me, unit, new { email = "b@example.com", access_level = "viewer" });
        var people = new List<Resident>();
        for (var i = 0; i < 20; i++) people.Add(await households.NewAsync());

        var answers = await Task.WhenAll(people.Select(p => p.Client.PostAsync($"/api/invitations/{token}/accept", null)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Gone).ShouldBe(19);
        (await registry.ScalarAsync<long>("select count(*) from device_shares join devices using (device_number) where device_id = @Serial", unit)).ShouldBe(1);
    }
}
