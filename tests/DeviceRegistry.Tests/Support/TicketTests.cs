using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.Notifications;
using Platform.DeviceRegistry.Support;
using Platform.DeviceRegistry.Tests.Claims;

namespace Platform.DeviceRegistry.Tests.Support;

public sealed class TicketTests(RegistryFixture registry)
{
    private readonly Households households = new(registry);

    [Fact]
    public async Task Question_and_answer_go_back_and_forth()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me, "Hall");
        var mails = await registry.Bus.ListenAsync<MailRequested>();
        var opened = await OpenAsync(me, unit);
        var url = $"/api/tickets/{opened.GetProperty("ticket_id").GetInt64()}";
        (opened.GetProperty("state").GetString(), opened.GetProperty("device_name").GetString(), opened.GetProperty("opened_by_name").GetString()).ShouldBe(("open", "Hall", $"Name {me.UserId}"));

        var answered = await (await registry.Admin.PostAsJsonAsync($"{url}/messages", new { text = "Is the\nlamp in?" })).ShouldBeAsync(HttpStatusCode.OK);
        answered.GetProperty("state").GetString().ShouldBe("answered");
        var mail = await mails.FirstAsync(m => m.Template == "ticket_answered" && m.To == $"{me.UserId}@example.com");
        mail.Values.Single(v => v.Name == "link").Value.ShouldBe($"http://127.0.0.1:8080{url["/api".Length..]}");
        var asked = await (await me.Client.PostAsJsonAsync($"{url}/messages", new { text = "It is." })).ShouldBeAsync(HttpStatusCode.OK);
        asked.GetProperty("state").GetString().ShouldBe("open");
        asked.GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("from_vendor").GetBoolean(), m.GetProperty("text").GetString()))
            .ShouldBe([(false, "It does nothing"), (true, "Is the\nlamp in?"), (false, "It is.")]);

        await (await me.Client.PatchAsJsonAsync(url, new { state = "answered" })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await (await me.Client.PatchAsJsonAsync(url, new { state = "closed" })).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("state").GetString().ShouldBe("closed");
        await (await me.Client.PostAsJsonAsync($"{url}/messages", new { text = "Still" })).ShouldBeAsync(HttpStatusCode.Conflict, "ticket_closed");
        await (await me.Client.PatchAsJsonAsync(url, new { state = "open" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await me.Client.PostAsJsonAsync($"{url}/messages", new { text = "Still" })).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ticket_is_seen_by_its_household_by_who_opened_it_and_by_the_vendor()
    {
        var (me, guest, stranger) = (await households.NewAsync(), await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me);
        await households.ShareAsync(me, unit, guest, "viewer");
        await (await stranger.Client.PostAsJsonAsync("/api/tickets", new { device_id = unit.Serial, subject = "Lamp", text = "Mine?" })).ShouldBeAsync(HttpStatusCode.NotFound, "not_found");
        var byOwner = (await OpenAsync(me, unit)).GetProperty("ticket_id").GetInt64();
        var byGuest = (await OpenAsync(guest, unit)).GetProperty("ticket_id").GetInt64();

        (await IdsAsync(me.Client, unit)).ShouldBe([byGuest, byOwner]);
        (await IdsAsync(guest.Client, unit)).ShouldBe([byGuest]);
        (await IdsAsync(stranger.Client, unit)).ShouldBeEmpty();
        (await IdsAsync(registry.Admin, unit)).ShouldBe([byGuest, byOwner]);
        (await IdsAsync(registry.Admin, unit, "&state=closed")).ShouldBeEmpty();
        (await IdsAsync(registry.Admin, unit, "&limit=1")).ShouldBe([byGuest]);
        foreach (var rest in new[] { "", "/attachment" })
        {
            (await guest.StatusOfAsync($"/api/tickets/{byGuest}{rest}")).ShouldBe(HttpStatusCode.OK);
            (await guest.StatusOfAsync($"/api/tickets/{byOwner}{rest}")).ShouldBe(HttpStatusCode.NotFound);
            (await stranger.StatusOfAsync($"/api/tickets/{byOwner}{rest}")).ShouldBe(HttpStatusCode.NotFound);
        }

        await (await stranger.Client.PostAsJsonAsync($"/api/tickets/{byOwner}/messages", new { text = "Hello" })).ShouldBeAsync(HttpStatusCode.NotFound);
        await (await stranger.Client.PatchAsJsonAsync($"/api/tickets/{byOwner}", new { state = "closed" })).ShouldBeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Attachment_is_the_devices_last_day_as_it_was_and_nothing_of_a_former_owner()
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);
        var now = registry.Time.GetUtcNow();
        await NoteAsync(unit, "before_it_was_mine", now.AddHours(-2));
        await NoteAsync(unit, "heard", now.AddSeconds(1));
        await households.ExecuteAsync("""
            insert into state_changes (device_number, seq, key, value, cause, at, received_at)
            select device_number, n, '25', '"on"', 'button', @now + (n - 2) * interval '1 hour', @now from devices, (values (1), (2)) v (n) where device_id = @Serial
            """, new { unit.Serial, now = now.AddSeconds(1) });
        registry.Time.Advance(TimeSpan.FromSeconds(2));
        var id = (await OpenAsync(me, unit)).GetProperty("ticket_id").GetInt64();
        await NoteAsync(unit, "later", registry.Time.GetUtcNow());

        var attachment = await registry.Admin.GetFromJsonAsync<JsonElement>($"/api/tickets/{id}/attachment");

        attachment.GetProperty("device").GetProperty("serial_number").GetString().ShouldBe(unit.Serial);
        attachment.GetProperty("device").GetProperty("firmware").GetString().ShouldBe("1.0.0");
        attachment.GetProperty("presence").EnumerateArray().Select(p => p.GetProperty("reason").GetString()).ShouldBe(["heard"]);
        attachment.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("key").GetString(), c.GetProperty("cause").GetString())).ShouldBe([("25", "button")]);
    }

    [Fact]
    public async Task Ticket_stays_with_the_household_when_the_device_goes()
    {
        var (me, next) = (await households.NewAsync(), await households.NewAsync());
        var unit = await households.ClaimedAsync(me, "Hall");
        var id = (await OpenAsync(me, unit)).GetProperty("ticket_id").GetInt64();
        await me.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/release", new { confirm = unit.Serial });
        await next.ClaimAsync(unit, unit.Code, "Secret den");

        (await next.StatusOfAsync($"/api/tickets/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await me.Client.GetFromJsonAsync<JsonElement>($"/api/tickets/{id}")).GetProperty("device_name").GetString().ShouldBe(unit.Serial);
    }

    [Theory]
    [InlineData("", "text", "subject")]
    [InlineData("Lamp", " ", "text")]
    [InlineData("La\nmp", "text", "subject")]
    public async Task Ticket_with_an_error_names_the_field(string subject, string text, string field)
    {
        var me = await households.NewAsync();
        var unit = await households.ClaimedAsync(me);

        var problem = await (await me.Client.PostAsJsonAsync("/api/tickets", new { device_id = unit.Serial, subject, text })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid_request");

        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Theory]
    [InlineData(true, "answered")]
    [InlineData(false, "open")]
    public void Message_says_whose_turn_it_is(bool fromVendor, string expected) => TicketRules.After(fromVendor).ShouldBe(expected);

    [Theory]
    [InlineData("closed", false, true)]
    [InlineData("open", false, true)]
    [InlineData("answered", false, false)]
    [InlineData("answered", true, true)]
    public void Only_the_vendor_says_that_a_ticket_is_answered(string state, bool isVendor, bool expected) => TicketRules.MaySet(state, isVendor).ShouldBe(expected);

    private static async Task<JsonElement> OpenAsync(Resident person, Unit unit) =>
        await (await person.Client.PostAsJsonAsync("/api/tickets", new { device_id = unit.Serial, subject = "Lamp", text = "It does nothing" })).ShouldBeAsync(HttpStatusCode.Created);

    private static async Task<long[]> IdsAsync(HttpClient client, Unit unit, string more = "") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/tickets?device_id={unit.Serial}{more}")).GetProperty("items").EnumerateArray().Select(t => t.GetProperty("ticket_id").GetInt64())];

    private Task NoteAsync(Unit unit, string reason, DateTimeOffset at) => registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync(
        "insert into presence_changes (device_number, online, reason, at) select device_number, true, @reason, @at from devices where device_id = @Serial", new { unit.Serial, reason, at }, transaction));
}
