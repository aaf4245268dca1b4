using System.Security.Cryptography;

namespace Platform.Identity.Tests;

/// <summary>How often issuers are asked for their keys, and what happens when they do not answer.</summary>
public sealed class IssuerKeyTests(IssuerKeyFixture identity) : IClassFixture<IssuerKeyFixture>
{
    [Fact]
    public async Task Keys_are_kept_as_long_as_the_issuer_says_and_asked_for_at_once_by_nobody_twice()
    {
        identity.Time.Advance(TimeSpan.FromHours(1));
        identity.Issuer.CacheControl = "public, max-age=600";
        var before = Fetches;
        (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ExchangeAsync()))).ShouldAllBe(s => s == HttpStatusCode.OK);
        Fetches.ShouldBe(before + 1);
        identity.Time.Advance(TimeSpan.FromSeconds(590));
        await ExchangeAsync();
        Fetches.ShouldBe(before + 1);
        identity.Time.Advance(TimeSpan.FromSeconds(20));
        await ExchangeAsync();
        Fetches.ShouldBe(before + 2);
    }

    [Fact]
    public async Task Storm_of_unknown_key_ids_reaches_the_issuer_once_in_ten_seconds()
    {
        await ExchangeAsync();
        identity.Time.Advance(TimeSpan.FromSeconds(15));
        var before = Fetches;
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => identity.ExchangeAsync(identity.Issuer.Sign(identity.Claims(), $"made-up-{i}"))));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Unauthorized);
        Fetches.ShouldBe(before + 1);
    }

    [Fact]
    public async Task New_key_of_the_issuer_is_found_without_waiting_for_the_old_ones_to_run_out()
    {
        await ExchangeAsync();
        identity.Time.Advance(TimeSpan.FromSeconds(15));
        using var rsa = RSA.Create(2048);
        identity.Issuer.Publish(ExchangeFixture.Project, "rotated", rsa);
        (await identity.ExchangeAsync(identity.Issuer.Sign(identity.Claims(), "rotated", rsa))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_that_were_good_stay_good_for_a_day_while_the_issuer_is_away()
    {
        await ExchangeAsync();
        identity.Issuer.IsAway = true;
        try
        {
            identity.Time.Advance(TimeSpan.FromHours(23));
            (await ExchangeAsync()).ShouldBe(HttpStatusCode.OK);
            identity.Time.Advance(TimeSpan.FromHours(2));
            (await ExchangeAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            identity.Issuer.IsAway = false;
        }

        identity.Time.Advance(TimeSpan.FromSeconds(15));
        (await ExchangeAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Discovery_document_of_another_issuer_is_not_believed()
    {
        identity.Issuer.ClaimedIssuer[ExchangeFixture.Discovered] = "https://evil.example";
        (await ExchangeAsync(ExchangeFixture.Discovered)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        identity.Issuer.ClaimedIssuer.Clear();
        identity.Time.Advance(TimeSpan.FromSeconds(15));
        (await ExchangeAsync(ExchangeFixture.Discovered)).ShouldBe(HttpStatusCode.OK);
    }

    private int Fetches => identity.Issuer.Fetches(ExchangeFixture.Project);

    private async Task<HttpStatusCode> ExchangeAsync(string issuer = ExchangeFixture.Project)
    {
        using var answer = await identity.ExchangeAsync(identity.Issuer.Sign(identity.Claims(issuer: issuer)));
        return answer.StatusCode;
    }
}

/// <summary>One whose clock may be moved, and whose issuer goes away.</summary>
public sealed class IssuerKeyFixture : ExchangeFixture;
