using Dapper;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;

namespace Platform.Identity.Tests;

/// <summary>A browser may send a cookie twice whose answer it did not get; everything else is reuse.</summary>
public sealed class CookieGraceTests(IdentityFixture identity)
{
    [Fact]
    public async Task Page_that_was_reloaded_before_the_answer_came_stays_signed_in()
    {
        var (_, cookie) = await BeginAsync();
        (await new Browser(identity, cookie).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        var reloaded = new Browser(identity, cookie);
        (await reloaded.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await new Browser(identity, cookie).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK, "and once more");
        (await reloaded.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "only the last one is good");
    }

    [Fact]
    public async Task Successor_that_died_is_reuse_and_ends_the_session()
    {
        var heard = await identity.Bus.ListenAsync<SessionRevoked>();
        var (person, cookie) = await BeginAsync();
        var (lost, reloaded) = (new Browser(identity, cookie), new Browser(identity, cookie));
        await lost.RefreshAsync();
        var access = (await reloaded.RefreshAsync().ReadAsync<TokenAnswer>()).AccessToken;

        (await lost.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await heard.FirstAsync(e => e.UserId == person.UserId)).Reason.ShouldBe("refresh_token_reused");
        (await reloaded.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.CanCallAsync(access)).ShouldBeFalse();
    }

    [Fact]
    public async Task Predecessor_of_a_token_that_was_used_is_reuse()
    {
        var (_, cookie) = await BeginAsync();
        var browser = new Browser(identity, cookie);
        await browser.RefreshAsync();
        await browser.RefreshAsync();
        (await new Browser(identity, cookie).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Grace_ends_30_seconds_after_the_first_exchange_however_often_it_was_used()
    {
        var (_, cookie) = await BeginAsync();
        await new Browser(identity, cookie).RefreshAsync();
        identity.Time.Advance(SessionRules.Grace - TimeSpan.FromSeconds(5));
        var last = new Browser(identity, cookie);
        (await last.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        identity.Time.Advance(TimeSpan.FromSeconds(6));
        (await new Browser(identity, cookie).RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await last.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session is over");
    }

    [Fact]
    public async Task Program_has_no_grace()
    {
        var tokens = await identity.BeginSessionAsync(await NewPersonAsync());
        var next = await identity.RefreshAsync(tokens.RefreshToken).ReadAsync<TokenAnswer>();
        (await identity.RefreshAsync(tokens.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.RefreshAsync(next.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Session_survives_refreshes_side_by_side_and_one_cookie_is_good_afterwards(int count)
    {
        var (person, cookie) = await BeginAsync();
        var browsers = Enumerable.Range(0, count).Select(_ => new Browser(identity, cookie)).ToArray();
        var responses = await Task.WhenAll(browsers.Select(b => b.RefreshAsync()));
        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        foreach (var response in responses) (await identity.CanCallAsync((await response.ReadAsync<TokenAnswer>()).AccessToken)).ShouldBeTrue();
        browsers.Select(b => b.Cookie).ShouldBeUnique();

        var good = await UnusedAsync(person);
        var survivor = browsers.Where(b => good.Any(hash => hash.SequenceEqual(Secrets.Sha256(b.Cookie!)))).ShouldHaveSingleItem();
        good.Count.ShouldBe(1);
        (await survivor.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Use_of_the_successor_beside_another_use_of_the_predecessor_ends_well_or_ends_the_session()
    {
        for (var round = 0; round < 10; round++)
        {
            var (person, cookie) = await BeginAsync();
            var (ahead, behind) = (new Browser(identity, cookie), new Browser(identity, cookie));
            await ahead.RefreshAsync();
            var responses = await Task.WhenAll(ahead.RefreshAsync(), behind.RefreshAsync());

            // Whoever comes second finds a token that is used: its own, or the successor of its own.
            responses.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            (await ahead.RefreshAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await UnusedAsync(person)).Count.ShouldBeLessThanOrEqualTo(1);
        }
    }

    private async Task<List<byte[]>> UnusedAsync(Person person)
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        return (await connection.QueryAsync<byte[]>(
            "select token_sha256 from refresh_tokens join sessions using (session_id) where user_id = @UserId and used_at is null", new { person.UserId })).AsList();
    }

    private async Task<Person> NewPersonAsync() => await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());

    private async Task<(Person Person, string Cookie)> BeginAsync()
    {
        var person = await NewPersonAsync();
        return (person, await identity.BeginCookieSessionAsync(person));
    }
}
