using Dapper;
using Platform.Contracts.Identity;
using Platform.Identity.Users;

namespace Platform.Identity.Tests;

/// <summary>Another e-mail address for the own account, from the wish to the link in the mail.</summary>
public sealed class EmailChangeTests(SignUpFixture identity)
{
    [Fact]
    public async Task Who_signed_up_moves_to_the_new_address_with_the_name_to_sign_in_with_and_the_former_one_is_told()
    {
        var heard = await identity.Bus.ListenAsync<UserContactChanged>();
        var (before, after) = (default(string), SignUpFixture.NewEmail());
        (before, var tokens) = await identity.NewHouseholderAsync();
        using var client = identity.ClientWith(tokens.GetProperty("access_token").GetString()!);
        var userId = (await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>()).GetProperty("id").GetInt64();
        // Links in the former mailbox must not open the account any more.
        await identity.PostAsync("password-reset", new { email = before });
        var reset = (await identity.MailAsync(before, "password_reset")).Token();

        (await AskAsync(client, after)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var mail = await identity.MailAsync(after, "change_address");
        (mail.Language, mail.Value("username")).ShouldBe(("th", before.ToLowerInvariant()));
        mail.Value("link").ShouldStartWith("https://app.example.com/confirm-email?token=");
        (mail.ExpiresAt!.Value - mail.OccurredAt).ShouldBe(TimeSpan.FromHours(24));
        (await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>()).GetProperty("email").GetString().ShouldBe(before, "only the link makes it count");
        (await LoginAsync(before)).ShouldBe(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConfirmAsync(mail.Token())));
        answers.Order().ShouldBe([HttpStatusCode.NoContent, HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone]);
        var me = await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>();
        (me.GetProperty("email").GetString(), me.GetProperty("username").GetString()).ShouldBe((after, after.ToLowerInvariant()));
        ((await LoginAsync(before)), (await LoginAsync(after))).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
        var told = await heard.FirstAsync(e => e.UserId == userId);
        (told.Email, told.EmailVersion).ShouldBe((after, 1));
        (await identity.MailAsync(before, "address_changed")).Value("username").ShouldBe(before.ToLowerInvariant());
        (await identity.PostAsync("password-reset/confirm", new { token = reset, new_password = "Other-Day-8" })).StatusCode.ShouldBe(HttpStatusCode.Gone);

        // The former address is free again.
        (await identity.SignUpAsync(before)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.BecomesTrueAsync(() => identity.Mails.All.Count(m => m.To == before && m.Template == "verify_address") == 2, "it can sign up");
    }

    [Theory]
    [InlineData(Roles.Owner)]
    [InlineData(Roles.Staff)]
    [InlineData(Roles.Customer)]
    [InlineData(Roles.Admin)]
    public async Task Everybody_gives_the_own_account_an_address_and_keeps_the_name(string role)
    {
        var person = await identity.NewPersonAsync(role, role == Roles.Admin ? null : await identity.NewTenantAsync());
        using var client = await SignedInAsync(person);
        var email = SignUpFixture.NewEmail();
        (await AskAsync(client, email, language: "hi")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var mail = await identity.MailAsync(email, "change_address");
        mail.Language.ShouldBe("hi");
        (await ConfirmAsync(mail.Token())).ShouldBe(HttpStatusCode.NoContent);
        var me = await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>();
        (me.GetProperty("email").GetString(), me.GetProperty("username").GetString()).ShouldBe((email, person.Username));
    }

    [Fact]
    public async Task Wrong_password_asks_for_nothing_and_five_of_them_lock()
    {
        using var client = await SignedInAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()));
        var email = SignUpFixture.NewEmail();
        for (var i = 0; i < 5; i++)
        {
            using var refused = await AskAsync(client, email, "Wrong-Day-9");
            (refused.StatusCode, string.Join(',', await refused.FieldsAsync())).ShouldBe((HttpStatusCode.BadRequest, "password"));
        }

        (await AskAsync(client, email)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await identity.AllSentAsync();
        identity.MailsTo(email).ShouldBe(0);
    }

    [Theory]
    [InlineData("asha", "email")]
    [InlineData("", "email")]
    [InlineData("asha@example.com\r\nBcc: x@example.com", "email")]
    public async Task What_is_no_address_is_refused_at_its_field(string email, string fields)
    {
        using var client = await SignedInAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()));
        using var refused = await AskAsync(client, email);
        (refused.StatusCode, string.Join(',', await refused.FieldsAsync())).ShouldBe((HttpStatusCode.BadRequest, fields));
    }

    [Fact]
    public async Task Taken_address_is_answered_like_a_free_one_and_only_its_mailbox_hears_of_it()
    {
        var (taken, _) = await identity.NewHouseholderAsync();
        using var client = await SignedInAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()));
        using var free = await AskAsync(client, SignUpFixture.NewEmail());
        using var answer = await AskAsync(client, taken.ToUpperInvariant());
        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((free.StatusCode, await free.Content.ReadAsStringAsync()));
        (await identity.MailAsync(taken.ToUpperInvariant(), "address_taken")).Value("link").ShouldBe("https://app.example.com/sign-in");
    }

    [Fact]
    public async Task Address_that_somebody_else_got_meanwhile_is_not_taken_from_them()
    {
        var email = SignUpFixture.NewEmail();
        using var client = await SignedInAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()));
        await AskAsync(client, email);
        await identity.SignUpAsync(email);
        var (change, verify) = ((await identity.MailAsync(email, "change_address")).Token(), (await identity.MailAsync(email, "verify_address")).Token());
        var (confirmed, verified) = (await ConfirmAsync(change), (await identity.VerifyAsync(verify)).StatusCode);
        (confirmed, verified).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.Gone), "a sign-up of an address that has an account by now makes none");

        var other = SignUpFixture.NewEmail();
        await AskAsync(client, other);
        await identity.SignUpAsync(other);
        (await identity.VerifyAsync((await identity.MailAsync(other, "verify_address")).Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ConfirmAsync((await identity.MailAsync(other, "change_address")).Token())).ShouldBe(HttpStatusCode.Conflict);
        (await client.GetAsync("/api/auth/me").ReadAsync<JsonElement>()).GetProperty("email").GetString().ShouldBe(email);
    }

    [Fact]
    public async Task Sign_up_and_change_that_are_confirmed_in_the_same_moment_leave_the_address_to_one()
    {
        for (var i = 0; i < 10; i++)
        {
            var email = SignUpFixture.NewEmail();
            using var client = await SignedInAsync(await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync()));
            await AskAsync(client, email);
            await identity.SignUpAsync(email);
            var (change, verify) = ((await identity.MailAsync(email, "change_address")).Token(), (await identity.MailAsync(email, "verify_address")).Token());
            var verifying = identity.VerifyAsync(verify);
            var confirmed = await ConfirmAsync(change);
            var verified = (await verifying).StatusCode;
            (confirmed, verified).ShouldBeOneOf((HttpStatusCode.NoContent, HttpStatusCode.Gone), (HttpStatusCode.Conflict, HttpStatusCode.OK));
            (await CountAsync("select count(*) from users where lower(email) = lower(@email) and email_verified_at is not null", email)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Address_that_was_only_typed_in_can_be_confirmed_and_one_that_is_confirmed_not_again()
    {
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var email = SignUpFixture.NewEmail();
        await CountAsync("update users set email = @email where user_id = @id", email, person.UserId);
        using var client = await SignedInAsync(person);
        (await AskAsync(client, email)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ConfirmAsync((await identity.MailAsync(email, "change_address")).Token())).ShouldBe(HttpStatusCode.NoContent);
        using var again = await AskAsync(client, email.ToUpperInvariant());
        (again.StatusCode, string.Join(',', await again.FieldsAsync())).ShouldBe((HttpStatusCode.BadRequest, "email"));
        await identity.AllSentAsync();
        identity.Mails.All.Count(m => m.To == email && m.Template == "address_changed").ShouldBe(0, "it is the same mailbox");
    }

    [Fact]
    public async Task Link_of_an_account_that_was_disabled_meanwhile_changes_nothing()
    {
        var person = await identity.NewPersonAsync(Roles.Staff, await identity.NewTenantAsync());
        var email = SignUpFixture.NewEmail();
        using var client = await SignedInAsync(person);
        await AskAsync(client, email);
        var token = (await identity.MailAsync(email, "change_address")).Token();
        await CountAsync("update users set disabled_at = now() where user_id = @id and @email <> ''", email, person.UserId);
        (await ConfirmAsync(token)).ShouldBe(HttpStatusCode.Gone);
        (await CountAsync("select count(*) from users where email = @email", email)).ShouldBe(0);
    }

    private async Task<HttpClient> SignedInAsync(Person person)
    {
        var client = await identity.SignedInAsync(person);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", SignUpFixture.NewAddress());
        return client;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string email, string password = IdentityFixture.Password, string? language = null) =>
        client.PostAsJsonAsync("/api/auth/me/email", new { email, password, language });

    private async Task<HttpStatusCode> ConfirmAsync(string token) => (await identity.PostAsync("email-change/confirm", new { token })).StatusCode;

    private async Task<HttpStatusCode> LoginAsync(string username) => (await identity.LoginAsync(username, IdentityFixture.Password, SignUpFixture.NewAddress())).StatusCode;

    private async Task<long> CountAsync(string sql, string email, long id = 0)
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, new { email, id });
    }
}
