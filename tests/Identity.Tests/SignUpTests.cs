using Dapper;
using Platform.Contracts.Identity;

namespace Platform.Identity.Tests;

public sealed class SignUpTests(SignUpFixture identity)
{
    [Fact]
    public async Task Link_of_the_mail_makes_a_household_and_signs_in()
    {
        var tenants = await identity.Bus.ListenAsync<TenantProvisioned>();
        var email = SignUpFixture.NewEmail();
        using var asked = await identity.SignUpAsync(email, returnTo: "/setup?sn=RY4-7KQ2M9XAP&type=4Relay");
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var mail = await identity.MailAsync(email, "verify_address");
        mail.Language.ShouldBe("th");
        mail.Value("name").ShouldBe("Asha Rao");
        mail.Value("link").ShouldStartWith("https://app.example.com/verify?token=");
        mail.Value("link").ShouldEndWith("&to=%2Fsetup%3Fsn%3DRY4-7KQ2M9XAP%26type%3D4Relay");
        (mail.ExpiresAt!.Value - mail.OccurredAt).ShouldBe(TimeSpan.FromHours(24));

        using var verified = await identity.VerifyAsync(mail.Token());
        var tokens = await verified.ReadAsync<JsonElement>();
        tokens.EnumerateObject().Select(p => p.Name).ShouldBe(["access_token", "role", "token_type", "expires_in", "refresh_token"]);
        var me = await MeAsync(tokens);
        me.GetProperty("username").GetString().ShouldBe(email.ToLowerInvariant());
        me.GetProperty("email").GetString().ShouldBe(email);
        me.GetProperty("role").GetString().ShouldBe("owner");
        me.GetProperty("tenant_kind").GetString().ShouldBe("household");
        me.GetProperty("workshop_code").GetString()!.ShouldStartWith("household_");
        me.GetProperty("time_zone").GetString().ShouldBe("Asia/Bangkok");
        me.GetProperty("language").GetString().ShouldBe("th");
        me.GetProperty("external_id").ValueKind.ShouldBe(JsonValueKind.Null);
        me.GetProperty("password_change_required").GetBoolean().ShouldBeFalse();
        var facts = (await tenants.FirstAsync(t => t.Tenant.TenantId == me.GetProperty("workshop_id").GetInt32())).Tenant;
        (facts.Kind, facts.Pits).ShouldBe(("household", 0));

        (await identity.LoginAsync(email.ToUpperInvariant(), IdentityFixture.Password, SignUpFixture.NewAddress())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Link_is_good_once_and_of_twenty_at_once_one_makes_the_household()
    {
        var email = SignUpFixture.NewEmail();
        await identity.SignUpAsync(email);
        var token = (await identity.MailAsync(email, "verify_address")).Token();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => identity.VerifyAsync(token)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Gone).ShouldBe(19);
        (await answers.First(a => a.StatusCode == HttpStatusCode.Gone).CodeAsync()).ShouldBe("link_over");
        (await CountAsync("select count(*) from users where username = @name", email)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_links_of_one_address_make_one_household()
    {
        var email = SignUpFixture.NewEmail();
        await identity.SignUpAsync(email);
        await identity.SignUpAsync(email.ToUpperInvariant());
        var tokens = new[] { (await identity.MailAsync(email, "verify_address")).Token(), (await identity.MailAsync(email.ToUpperInvariant(), "verify_address")).Token() };
        var answers = await Task.WhenAll(tokens.Select(identity.VerifyAsync));
        answers.Select(a => a.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Gone], ignoreOrder: true);
        (await CountAsync("select count(*) from users where username = @name", email)).ShouldBe(1);
        (await CountAsync("select count(*) from tenants where lower(email) = @name", email)).ShouldBe(1, "the loser's tenant is not left behind");
    }

    [Fact]
    public async Task Known_and_unknown_address_look_alike_and_only_the_mailbox_learns_which()
    {
        var (known, _) = await identity.NewHouseholderAsync();
        var answer = await AskAsync(known);
        answer.Bcrypts.ShouldBe(1);
        (await AskAsync(SignUpFixture.NewEmail())).ShouldBe(answer);
        var mail = await identity.MailAsync(known, "account_exists");
        mail.Value("link").ShouldBe("https://app.example.com/sign-in");
        mail.Value("reset_link").ShouldBe("https://app.example.com/password-reset");
    }

    [Fact]
    public async Task Mailbox_gets_five_mails_an_hour_whoever_asks_and_nobody_is_told()
    {
        var email = SignUpFixture.NewEmail();
        var noted = email.Replace("@", "+note@", StringComparison.Ordinal);
        for (var i = 0; i < 4; i++) (await identity.SignUpAsync(email)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        for (var i = 0; i < 4; i++) (await identity.SignUpAsync(noted)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await identity.AllSentAsync();
        await Eventually.BecomesTrueAsync(() => identity.MailsTo(email) + identity.MailsTo(noted) >= 5, "five mails came");
        (identity.MailsTo(email) + identity.MailsTo(noted)).ShouldBe(5);
    }

    [Fact]
    public async Task Client_address_that_asks_for_too_many_mails_is_told_to_wait()
    {
        var from = SignUpFixture.NewAddress();
        for (var i = 0; i < 20; i++) (await identity.PostAsync("password-reset", new { email = SignUpFixture.NewEmail() }, from)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        foreach (var path in new[] { "password-reset", "sign-up" })
        {
            using var refused = await identity.PostAsync(path, new { email = SignUpFixture.NewEmail(), password = IdentityFixture.Password, name = "Asha" }, from);
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes.ShouldBeInRange(55, 60);
        }

        (await identity.PostAsync("password-reset", new { email = SignUpFixture.NewEmail() })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("email", "asha")]
    [InlineData("email", "asha@localhost")]
    [InlineData("email", "Asha <asha@example.com>")]
    [InlineData("email", "\u212Aelvin@example.com")]
    [InlineData("email", null)]
    [InlineData("password", "short")]
    [InlineData("name", "")]
    [InlineData("name", "Win at evil.example")]
    [InlineData("name", "https://evil.example")]
    [InlineData("time_zone", "Mars/Olympus")]
    [InlineData("language", "xx")]
    [InlineData("return_to", "https://evil.example/")]
    [InlineData("return_to", "//evil.example/")]
    [InlineData("return_to", "/\\evil.example/")]
    [InlineData("return_to", "/\t/evil.example/")]
    [InlineData("return_to", "javascript:alert(1)")]
    [InlineData("return_to", "")]
    public async Task What_cannot_be_taken_is_named(string field, string? value)
    {
        var body = new Dictionary<string, string?> { ["email"] = SignUpFixture.NewEmail(), ["password"] = IdentityFixture.Password, ["name"] = "Asha", [field] = value };
        using var response = await identity.PostAsync("sign-up", body);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.FieldsAsync()).ShouldBe([field]);
    }

    [Theory]
    [InlineData("nobody-gave-this-out")]
    [InlineData("' or 1=1 --")]
    public async Task Token_that_was_never_given_out_opens_nothing(string token)
    {
        (await identity.VerifyAsync(token)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await identity.PostAsync("password-reset/confirm", new { token, new_password = "Other-Day-8" })).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Browser_gets_the_session_as_a_cookie()
    {
        var email = SignUpFixture.NewEmail();
        await identity.SignUpAsync(email);
        var browser = new Browser(identity);
        using var verified = await browser.SendAsync(HttpMethod.Post, "/api/auth/verify", new { token = (await identity.MailAsync(email, "verify_address")).Token(), use_cookie = true });
        (await verified.ReadAsync<JsonElement>()).GetProperty("refresh_token").ValueKind.ShouldBe(JsonValueKind.Null);
        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Name_that_an_owner_gave_to_somebody_else_is_not_taken_over_by_signing_up()
    {
        var tenant = await identity.NewTenantAsync();
        using var owner = await identity.SignedInAsync(Roles.Owner, tenant);
        var email = SignUpFixture.NewEmail();
        (await owner.PostAsJsonAsync("/api/users", new { username = email, role = "staff", email })).EnsureSuccessStatusCode();
        (await identity.SignUpAsync(email)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await identity.MailAsync(email, "account_exists");
    }

    private async Task<JsonElement> MeAsync(JsonElement tokens) =>
        await identity.ClientWith(tokens.GetProperty("access_token").GetString()!).GetFromJsonAsync<JsonElement>("/api/auth/me");

    private async Task<(int Bcrypts, string Answer)> AskAsync(string email)
    {
        using var bcrypts = new BcryptCount();
        using var response = await identity.SignUpAsync(email);
        return (bcrypts.Value, $"{response.StatusCode} {await response.Content.ReadAsStringAsync()} {response.Content.Headers.ContentType} {response.Headers.Location}");
    }

    private async Task<long> CountAsync(string sql, string email)
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, new { name = email.ToLowerInvariant() });
    }
}
