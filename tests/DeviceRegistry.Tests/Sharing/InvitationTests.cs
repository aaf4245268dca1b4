using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Notifications;
using Platform.DeviceRegistry.Sharing;
using Platform.DeviceRegistry.Tests.Claims;

namespace Platform.DeviceRegistry.Tests.Sharing;

public sealed class InvitationTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task Link_is_in_the_mail_only_and_its_hash_in_the_database()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me, "Hall");
        var mails = await registry.Bus.ListenAsync<MailRequested>();
        var until = registry.Time.GetUtcNow() + TimeSpan.FromDays(2);

        using var answer = await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/shares", new { email = "b@example.com", access_level = "installer", until });

        var text = (await answer.ShouldBeAsync(HttpStatusCode.Created)).ToString();
        var mail = await mails.FirstAsync(m => m.To == "b@example.com");
        var token = mail.Values.Single(v => v.Name == "link").Value.Split('/')[^1];
        token.Length.ShouldBe(43);
        text.ShouldNotContain(token);
        mail.Template.ShouldBe("device_invitation");
        mail.Values.Single(v => v.Name == "access_level").Value.ShouldBe("installer");
        DateTimeOffset.Parse(mail.Values.Single(v => v.Name == "until").Value).ShouldBe(until, TimeSpan.FromSeconds(1));
        (await registry.ScalarAsync<long>("select count(*) from invitations i where i.token_sha256 = @Sha256", InvitationToken.Of(token))).ShouldBe(1);
        (await registry.ScalarAsync<long>("select count(*) from invitations i where i::text like '%' || @token || '%'", new { token })).ShouldBe(0);
    }

    [Fact]
    public async Task Invitation_is_over_after_a_day_or_when_it_was_used_or_taken_back()
    {
        var (me, guest) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        var old = await households.InviteAsync(me, unit, new { email = "a@example.com", access_level = "viewer" });
        await households.AgeAsync(unit, TimeSpan.FromHours(24));
        var used = await households.InviteAsync(me, unit, new { email = "b@example.com", access_level = "viewer" });
        var revoked = await households.InviteAsync(me, unit, new { email = "c@example.com", access_level = "viewer" });
        var replaced = await households.InviteAsync(me, unit, new { email = "d@example.com", access_level = "viewer" });
        await households.InviteAsync(me, unit, new { email = "D@example.com", access_level = "controller" });
        await (await guest.Client.PostAsync($"/api/invitations/{used}/accept", null)).ShouldBeAsync(HttpStatusCode.OK);
        var shares = await me.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{unit.Serial}/shares");
        var id = shares.GetProperty("invitations").EnumerateArray().Single(i => i.GetProperty("email").GetString() == "c@example.com").GetProperty("invitation_id").GetGuid();
        await (await me.Client.DeleteAsync($"/api/devices/{unit.Serial}/invitations/{id}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await me.Client.DeleteAsync($"/api/devices/{unit.Serial}/invitations/{id}")).ShouldBeAsync(HttpStatusCode.NotFound);

        foreach (var token in new[] { old, used, revoked, replaced })
        {
            await (await guest.Client.GetAsync($"/api/invitations/{token}")).ShouldBeAsync(HttpStatusCode.Gone, "invitation_over");
            await (await guest.Client.PostAsync($"/api/invitations/{token}/accept", null)).ShouldBeAsync(HttpStatusCode.Gone, "invitation_over");
        }

        foreach (var token in new[] { "short", new string('A', 43) })
            await (await guest.Client.GetAsync($"/api/invitations/{token}")).ShouldBeAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Invitation_whose_access_would_be_over_is_over()
    {
        var (me, guest) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        var token = await households.InviteAsync(me, unit, new { email = "a@example.com", access_level = "viewer", until = registry.Time.GetUtcNow().AddHours(1) });

        await households.AgeAsync(unit, TimeSpan.FromHours(1));

        await (await guest.Client.PostAsync($"/api/invitations/{token}/accept", null)).ShouldBeAsync(HttpStatusCode.Gone, "invitation_over");
    }

    [Fact]
    public async Task Twenty_mails_a_day_are_sent_for_a_device()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);
        for (var i = 0; i < InvitationRules.MaxPerDevice; i++)
            await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/shares", new { email = "same@example.com", access_level = "viewer" })).ShouldBeAsync(HttpStatusCode.Created);

        using var refused = await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/shares", new { email = "other@example.com", access_level = "viewer" });

        await refused.ShouldBeAsync(HttpStatusCode.TooManyRequests, "too_many_invitations");
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("nobody", "viewer", "email")]
    [InlineData("Bob <b@example.com>", "viewer", "email")]
    [InlineData("b@example.com", "owner", "access_level")]
    [InlineData("b@example.com", null, "access_level")]
    public async Task Invitation_with_an_error_names_the_field(string email, string? level, string field)
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);

        var problem = await (await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/shares", new { email, access_level = level })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");

        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Fact]
    public async Task Same_key_sends_one_mail()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);
        var ids = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/devices/{unit.Serial}/shares") { Content = JsonContent.Create(new { email = "b@example.com", access_level = "viewer" }) };
            request.Headers.Add("Idempotency-Key", "once");
            ids.Add((await (await me.Client.SendAsync(request)).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("invitation_id").GetGuid());
        }

        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Token_is_256_random_bits()
    {
        var token = InvitationToken.Create();
        token.Value.Length.ShouldBe(43);
        token.Value.ShouldNotBe(InvitationToken.Create().Value);
        InvitationToken.Of(token.Value)!.Sha256.ShouldBe(token.Sha256);
    }
}
