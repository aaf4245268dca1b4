using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Identity;
using Platform.Identity.Users;

namespace Platform.Identity.Tests;

public sealed class PasswordResetTests(SignUpFixture identity)
{
    private const string Other = "Other-Day-8";

    [Fact]
    public async Task Link_sets_the_password_once_and_ends_all_sessions()
    {
        var ended = await identity.Bus.ListenAsync<SessionRevoked>();
        var (email, tokens) = await identity.NewHouseholderAsync();
        var before = tokens.GetProperty("access_token").GetString()!;
        var userId = Tokens.Read(before).GetProperty("sub").GetString();
        (await identity.PostAsync("password-reset", new { email = email.ToUpperInvariant() })).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var mail = await identity.MailAsync(email, "password_reset");
        mail.Language.ShouldBe("th");
        mail.Value("username").ShouldBe(email.ToLowerInvariant());
        mail.Value("link").ShouldStartWith("https://app.example.com/password-reset?token=");
        (mail.ExpiresAt!.Value - mail.OccurredAt).ShouldBe(TimeSpan.FromHours(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => identity.PostAsync("password-reset/confirm", new { token = mail.Token(), new_password = Other })));
        answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.NoContent, HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone]);
        (await identity.CanCallAsync(before)).ShouldBeFalse();
        (await ended.FirstAsync(s => s.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture) == userId)).Reason.ShouldBe("password_reset");
        (await LoginAsync(email, IdentityFixture.Password)).ShouldBe(HttpStatusCode.Unauthorized);
        (await LoginAsync(email, Other)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Using_one_link_ends_the_others_of_the_account()
    {
        var (email, _) = await identity.NewHouseholderAsync();
        await identity.PostAsync("password-reset", new { email });
        var first = (await identity.MailAsync(email, "password_reset")).Token();
        await identity.PostAsync("password-reset", new { email });
        await Eventually.BecomesTrueAsync(() => identity.Mails.All.Count(m => m.To == email && m.Template == "password_reset") == 2, "both mails came");
        (await ConfirmAsync((await identity.MailAsync(email, "password_reset")).Token())).ShouldBe(HttpStatusCode.NoContent);
        (await ConfirmAsync(first)).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Known_and_unknown_address_look_alike()
    {
        var (email, _) = await identity.NewHouseholderAsync();
        var known = await AskAsync(email);
        known.Bcrypts.ShouldBe(1, "it hides the steps that only a known address takes");
        (await AskAsync(SignUpFixture.NewEmail())).ShouldBe(known);
    }

    [Fact]
    public async Task Address_that_stands_in_one_account_gets_a_mail_and_one_that_stands_in_several_or_in_the_vendors_gets_none()
    {
        var tenant = await identity.NewTenantAsync();
        var (one, several, vendor, disabled) = (SignUpFixture.NewEmail(), SignUpFixture.NewEmail(), SignUpFixture.NewEmail(), SignUpFixture.NewEmail());
        await GiveAsync(Roles.Owner, tenant, one);
        await GiveAsync(Roles.Staff, tenant, several);
        await GiveAsync(Roles.Staff, tenant, several);
        await GiveAsync(Roles.Admin, null, vendor);
        await GiveAsync(Roles.Staff, tenant, disabled, isDisabled: true);
        foreach (var email in new[] { several, vendor, disabled, one }) (await identity.PostAsync("password-reset", new { email })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await identity.MailAsync(one, "password_reset");
        await identity.AllSentAsync();
        new[] { several, vendor, disabled }.Select(identity.MailsTo).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public async Task Account_that_owns_the_address_comes_before_those_in_which_it_was_only_written()
    {
        var (email, _) = await identity.NewHouseholderAsync();
        await GiveAsync(Roles.Staff, await identity.NewTenantAsync(), email);
        await identity.PostAsync("password-reset", new { email });
        (await identity.MailAsync(email, "password_reset")).Value("username").ShouldBe(email.ToLowerInvariant());
    }

    [Fact]
    public async Task Link_of_an_account_that_was_disabled_meanwhile_opens_nothing()
    {
        var (email, _) = await identity.NewHouseholderAsync();
        await identity.PostAsync("password-reset", new { email });
        var token = (await identity.MailAsync(email, "password_reset")).Token();
        await ExecuteAsync("update users set disabled_at = now() where lower(email) = lower(@email)", email);
        (await ConfirmAsync(token)).ShouldBe(HttpStatusCode.Gone);
    }

    private async Task GiveAsync(string role, int? tenant, string email, bool isDisabled = false)
    {
        var person = await identity.NewPersonAsync(role, tenant);
        await ExecuteAsync($"update users set email = @email, disabled_at = case when {(isDisabled ? "true" : "false")} then now() end where user_id = {person.UserId}", email);
    }

    private async Task<HttpStatusCode> ConfirmAsync(string token) => (await identity.PostAsync("password-reset/confirm", new { token, new_password = Other })).StatusCode;

    private async Task<HttpStatusCode> LoginAsync(string username, string password) => (await identity.LoginAsync(username, password, SignUpFixture.NewAddress())).StatusCode;

    private async Task<(int Bcrypts, string Answer)> AskAsync(string email)
    {
        using var bcrypts = new BcryptCount();
        using var response = await identity.PostAsync("password-reset", new { email });
        return (bcrypts.Value, $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    private async Task ExecuteAsync(string sql, string email)
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        (await connection.ExecuteAsync(sql, new { email })).ShouldBe(1);
    }
}
