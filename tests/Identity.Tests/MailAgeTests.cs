using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.Mail;

namespace Platform.Identity.Tests;

/// <summary>What time does to links and counts.</summary>
public sealed class MailAgeTests(AgingSignUpFixture identity) : IClassFixture<AgingSignUpFixture>
{
    [Fact]
    public async Task Links_are_over_after_a_day_and_an_hour()
    {
        var email = SignUpFixture.NewEmail();
        var (known, _) = await identity.NewHouseholderAsync();
        await identity.SignUpAsync(email);
        await identity.PostAsync("password-reset", new { email = known });
        var wanted = SignUpFixture.NewEmail();
        await AskForAddressAsync(wanted);
        var change = (await identity.MailAsync(wanted, "change_address")).Token();
        var (verify, reset) = ((await identity.MailAsync(email, "verify_address")).Token(), (await identity.MailAsync(known, "password_reset")).Token());

        identity.Time.Advance(TimeSpan.FromHours(1));
        (await identity.PostAsync("password-reset/confirm", new { token = reset, new_password = "Other-Day-8" })).StatusCode.ShouldBe(HttpStatusCode.Gone);
        identity.Time.Advance(TimeSpan.FromHours(23));
        (await identity.VerifyAsync(verify)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await identity.PostAsync("email-change/confirm", new { token = change })).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Counts_begin_anew_after_an_hour()
    {
        var (email, from) = (SignUpFixture.NewEmail(), SignUpFixture.NewAddress());
        for (var i = 0; i < 20; i++) (await identity.PostAsync("password-reset", new { email }, from)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await identity.PostAsync("password-reset", new { email }, from)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        identity.Time.Advance(TimeSpan.FromHours(1));
        (await identity.SignUpAsync(email, from: from)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await identity.MailAsync(email, "verify_address");
    }

    [Fact]
    public async Task Links_and_counts_are_forgotten_when_their_time_is_over()
    {
        var (known, _) = await identity.NewHouseholderAsync();
        await identity.PostAsync("password-reset", new { email = known });
        await identity.SignUpAsync(SignUpFixture.NewEmail());
        await AskForAddressAsync(SignUpFixture.NewEmail());
        var cleanup = identity.Services.GetRequiredService<MailCleanup>();
        await cleanup.RunOnceAsync(identity.Time.GetUtcNow(), CancellationToken.None);
        (await CountAsync()).Min().ShouldBeGreaterThan(0);

        identity.Time.Advance(TimeSpan.FromHours(25));
        await cleanup.RunOnceAsync(identity.Time.GetUtcNow(), CancellationToken.None);
        (await CountAsync()).ShouldBe([0, 0, 0, 0]);
    }

    private async Task AskForAddressAsync(string email)
    {
        using var client = await identity.SignedInAsync(Roles.Staff, await identity.NewTenantAsync());
        (await client.PostAsJsonAsync("/api/auth/me/email", new { email, password = IdentityFixture.Password })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private async Task<long[]> CountAsync()
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<long>("select count(*) from sign_ups union all select count(*) from password_resets union all select count(*) from email_changes union all select count(*) from request_counts")];
    }
}
