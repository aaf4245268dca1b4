using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Notifications;
using Platform.Notifications.Mail;
using Platform.Notifications.Messages;
using Platform.Notifications.Twilio;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Notifications.Tests;

/// <summary>From a reason to somebody's phone, over the providers' own protocols.</summary>
public sealed class MessageTests(NotificationsFixture notifications)
{
    private DateTimeOffset Now => notifications.Time.GetUtcNow();

    private static int lastPhone;

    private static string NewPhone() => $"+66700{Interlocked.Increment(ref lastPhone):000000}";

    private MessageRequested Message(int tenant, string? phone, string kind = "job_started", string? email = null, long? user = null, string language = "en", string plate = "1AB") => new(
        Guid.NewGuid(), tenant, user, kind, language, phone, email,
        [
            new("customer_name", "Som"), new("workshop", "Lotus"), new("car_model", "City"), new("car_plate", plate), new("pit_number", "3"), new("estimated_end", "2026-11-20T16:30:00Z"),
            new("link", "http://127.0.0.1/p/3"), new("username", "som1"), new("password", "Secret-Word-9"),
        ], null, Now);

    [Fact]
    public async Task Sms_is_sent_once_delivered_by_the_providers_word_and_forgotten()
    {
        var (tenant, phone) = (NotificationsFixture.NewTenant(), NewPhone());
        var message = Message(tenant, phone);
        var id = Guid.NewGuid();
        await notifications.Bus.PublishAsync(message, id);
        await notifications.Bus.PublishAsync(message, id);
        await notifications.Bus.PublishAsync(message with { MessageId = Guid.NewGuid() });

        (await notifications.FirstSentToAsync(phone)).GetProperty("text").GetString().ShouldBe("Lotus: work on City 1AB has begun. Ready about 2026-11-20 16:30 UTC. http://127.0.0.1/p/3");
        var delivery = await DeliveryAsync(tenant, phone, "delivered");
        delivery.GetProperty("attempts").GetInt32().ShouldBe(1);
        (await notifications.SentToAsync(phone)).Count.ShouldBe(1, "the same words within ten minutes are one message");
        await using var connection = await notifications.Database.OpenConnectionAsync();
        (await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select count(*) from deliveries where tenant_id = @tenant and sealed is not null", new { tenant })).ShouldBe(0);
    }

    [Theory]
    [InlineData("+15005550001", "failed", "twilio_21211")]
    [InlineData("+15005550004", "failed", "twilio_21610")]
    [InlineData("+66700990030", "failed", "twilio_30003")]
    [InlineData("0812345678", "failed", "bad_phone")]
    [InlineData("", "failed", "no_phone")]
    [InlineData("+66700990429", "queued", "twilio_20429")]
    [InlineData("+66700990503", "queued", "twilio_20503")]
    public async Task What_the_provider_says_is_on_record(string phone, string state, string reason)
    {
        var tenant = NotificationsFixture.NewTenant();
        await notifications.Bus.PublishAsync(Message(tenant, phone));
        var delivery = await DeliveryAsync(tenant, phone, state, d => d.GetProperty("reason").GetString() is not null);
        delivery.GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Fact]
    public async Task International_number_is_dialled_however_it_is_written()
    {
        await notifications.Bus.PublishAsync(Message(NotificationsFixture.NewTenant(), "+66 (0)70-099.7777"));
        await notifications.FirstSentToAsync("+66700997777");
    }

    [Fact]
    public async Task Message_waits_while_the_provider_is_away_is_shown_as_delayed_and_sent_once()
    {
        var (tenant, phone) = (NotificationsFixture.NewTenant(), NewPhone());
        notifications.IsProviderAway = true;
        try
        {
            await notifications.Bus.PublishAsync(Message(tenant, phone));
            (await DeliveryAsync(tenant, phone, "queued", d => d.GetProperty("attempts").GetInt32() >= 1)).GetProperty("reason").GetString().ShouldBe("provider_unreachable");
            await notifications.ExecuteAsync("update deliveries set queued_at = queued_at - interval '5 minutes' where tenant_id = @tenant", new { tenant });
            (await DeliveryAsync(tenant, phone, "queued")).GetProperty("delayed").GetBoolean().ShouldBeTrue();
        }
        finally
        {
            notifications.IsProviderAway = false;
        }

        await notifications.ExecuteAsync("update deliveries set due_at = '-infinity' where tenant_id = @tenant", new { tenant });
        (await DeliveryAsync(tenant, phone, "delivered")).GetProperty("delayed").GetBoolean().ShouldBeFalse();
        (await notifications.SentToAsync(phone)).Count.ShouldBe(1);
    }

    /// <summary>Whoever had claimed it died: it may be on its way, so it is not sent again.</summary>
    [Fact]
    public async Task Sms_whose_sender_died_is_not_sent_twice_and_the_providers_word_settles_it()
    {
        var (tenant, phone) = (NotificationsFixture.NewTenant(), NewPhone());
        notifications.IsProviderAway = true;
        try
        {
            await notifications.Bus.PublishAsync(Message(tenant, phone));
            await DeliveryAsync(tenant, phone, "queued", d => d.GetProperty("attempts").GetInt32() >= 1);
            await notifications.ExecuteAsync("update deliveries set state = 'sending', due_at = '-infinity' where tenant_id = @tenant", new { tenant });
            var delivery = await DeliveryAsync(tenant, phone, "failed");
            delivery.GetProperty("reason").GetString().ShouldBe("unknown_outcome");
            var id = delivery.GetProperty("delivery_id").GetGuid();
            (await ReportAsync(id, "delivered", NotificationsFixture.TwilioToken)).ShouldBe(HttpStatusCode.NoContent);
        }
        finally
        {
            notifications.IsProviderAway = false;
        }

        await DeliveryAsync(tenant, phone, "delivered");
        (await notifications.SentToAsync(phone)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Word_that_the_provider_did_not_sign_is_refused()
    {
        var (tenant, phone) = (NotificationsFixture.NewTenant(), NewPhone());
        await notifications.Bus.PublishAsync(Message(tenant, phone));
        var id = (await DeliveryAsync(tenant, phone, "delivered")).GetProperty("delivery_id").GetGuid();
        (await ReportAsync(id, "failed", "another-token")).ShouldBe(HttpStatusCode.Forbidden);
        (await ReportAsync(id, "failed", NotificationsFixture.TwilioToken, signedFor: Guid.NewGuid())).ShouldBe(HttpStatusCode.Forbidden);
        (await ReportAsync(id, "failed", signature: null)).ShouldBe(HttpStatusCode.Forbidden);
        (await ReportAsync(Guid.NewGuid(), "sent", NotificationsFixture.TwilioToken)).ShouldBe(HttpStatusCode.NotFound);
        (await DeliveryAsync(tenant, phone, "delivered")).GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <summary>The example of twilio.com/docs/usage/security: address, form and token give that signature.</summary>
    [Fact]
    public void Signature_is_the_providers()
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["CallSid"] = "CA1234567890ABCDE", ["Caller"] = "+12349013030", ["Digits"] = "1234", ["From"] = "+12349013030", ["To"] = "+18005551212" };
        TwilioSignature.Of("https://mycompany.com/myapp.php?foo=1&bar=2", form, "12345").ShouldBe("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
    }

    [Fact]
    public async Task Budget_of_a_day_ends_sms_and_its_owner_is_told_once()
    {
        var tenant = NotificationsFixture.NewTenant();
        for (var n = 0; n < NotificationsFixture.Budget + 3; n++) await notifications.Bus.PublishAsync(Message(tenant, NewPhone()));
        using var owner = OwnerOf(tenant);
        await Eventually.BecomesAsync(() => owner.GetFromJsonAsync<JsonElement>("/api/deliveries?state=failed&channel=sms"),
            d => d.GetProperty("items").EnumerateArray().Count(x => x.GetProperty("reason").GetString() == "budget_exhausted") == 3, "three are refused");
        await notifications.FirstSentToAsync(NotificationsFixture.OwnerOf(tenant).Email);
        await Eventually.BecomesAsync(() => owner.GetFromJsonAsync<JsonElement>("/api/messages"), m => m.GetProperty("unread").GetInt64() == 1, "the owner reads it in the app");
        (await notifications.SentToAsync(NotificationsFixture.OwnerOf(tenant).Email)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Credentials_go_by_sms_and_mail_and_not_into_the_app()
    {
        var (tenant, phone, email) = (NotificationsFixture.NewTenant(), NewPhone(), NotificationsFixture.NewAddress());
        await notifications.Bus.PublishAsync(Message(tenant, phone, "job_credentials", email, user: 700 + tenant, language: "th"));
        (await notifications.FirstSentToAsync(phone)).GetProperty("text").GetString()!.ShouldContain("Secret-Word-9");
        (await notifications.FirstSentToAsync(email)).GetProperty("subject").GetString().ShouldBe("ดูงานรถของคุณ");
        using var customer = notifications.ClientOf(Roles.Customer, tenant, 700 + tenant);
        (await customer.GetFromJsonAsync<JsonElement>("/api/messages")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Push_reaches_the_browser_encrypted_and_one_that_is_gone_is_forgotten()
    {
        var tenant = NotificationsFixture.NewTenant();
        var user = 900L + tenant;
        using var person = notifications.ClientOf(Roles.Customer, tenant, user);
        var browser = await notifications.NewBrowserAsync();
        var endpoint = browser.GetProperty("endpoint").GetString()!;
        (await person.PostAsJsonAsync("/api/push/subscriptions", browser)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await person.PostAsJsonAsync("/api/push/subscriptions", new { endpoint = "http://127.0.0.1/push/gone", keys = browser.GetProperty("keys") })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await person.PutAsJsonAsync("/api/message-preferences", new { kinds = new[] { new { kind = "job_started", channels = new { sms = false, whatsapp = false, email = false, push = true, in_app = true } } } });

        await notifications.Bus.PublishAsync(Message(tenant, phone: null, user: user));

        var got = await notifications.FirstSentToAsync(endpoint[(endpoint.LastIndexOf('/') + 1)..]);
        got.GetProperty("subject").GetString().ShouldBe("Work on your City has begun");
        got.GetProperty("from").GetString().ShouldBe((await person.GetFromJsonAsync<JsonElement>("/api/push/key")).GetProperty("key").GetString());
        using var owner = OwnerOf(tenant);
        await Eventually.BecomesAsync(() => owner.GetFromJsonAsync<JsonElement>("/api/deliveries?channel=push"),
            d => d.GetProperty("items").EnumerateArray().Any(x => x.GetProperty("reason").GetString() == "subscription_gone"), "the browser is gone");
        (await person.DeleteAsync("/api/push/subscriptions?endpoint=http://127.0.0.1/push/gone")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await person.DeleteAsync($"/api/push/subscriptions?endpoint={Uri.EscapeDataString(endpoint)}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var read = (await person.GetFromJsonAsync<JsonElement>("/api/messages")).GetProperty("items")[0];
        (await person.PostAsync($"/api/messages/{read.GetProperty("message_id").GetGuid()}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await notifications.ClientOf(Roles.Customer, tenant, user + 1).PostAsync($"/api/messages/{read.GetProperty("message_id").GetGuid()}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await person.GetFromJsonAsync<JsonElement>("/api/messages?unread=true")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("http://10.0.0.1/push")]
    [InlineData("https://user@example.com/push")]
    [InlineData("ftp://example.com/push")]
    public async Task Push_address_in_a_private_network_is_refused(string endpoint)
    {
        var browser = await notifications.NewBrowserAsync();
        using var answer = await notifications.Owner.PostAsJsonAsync("/api/push/subscriptions", new { endpoint, keys = browser.GetProperty("keys") });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private HttpClient OwnerOf(int tenant) => notifications.ClientOf(Roles.Owner, tenant, NotificationsFixture.OwnerOf(tenant).UserId);

    private async Task<JsonElement> DeliveryAsync(int tenant, string recipient, string state, Func<JsonElement, bool>? holds = null)
    {
        using var owner = OwnerOf(tenant);
        var found = await Eventually.BecomesAsync<IReadOnlyList<JsonElement>>(
            async () => [.. (await owner.GetFromJsonAsync<JsonElement>("/api/deliveries")).GetProperty("items").EnumerateArray().Where(d => d.GetProperty("recipient").GetString() == recipient)],
            d => d is [var one] && one.GetProperty("state").GetString() == state && (holds?.Invoke(one) ?? true), $"the delivery to {recipient} is {state}");
        return found[0];
    }

    private async Task<HttpStatusCode> ReportAsync(Guid delivery, string status, string? signature, Guid? signedFor = null)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["MessageSid"] = "SM1", ["MessageStatus"] = status };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/twilio/{delivery}") { Content = new FormUrlEncodedContent(form) };
        if (signature is not null) request.Headers.Add("X-Twilio-Signature", TwilioSignature.Of($"{NotificationsFixture.PublicAddress}/api/webhooks/twilio/{signedFor ?? delivery}", form, signature));
        using var client = notifications.CreateClient();
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
