using Platform.Contracts.Identity;
using Platform.Identity.Sessions;

namespace Platform.Identity.Tests;

public sealed class RefreshTests(IdentityFixture identity)
{
    [Fact]
    public async Task Refresh_rotates_and_the_session_stays_the_same()
    {
        var (_, first) = await BeginAsync();
        using var response = await identity.RefreshAsync(first.RefreshToken);
        var second = await response.ReadAsync<TokenAnswer>();
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        Tokens.Read(second.AccessToken).GetProperty("sid").GetString().ShouldBe(Tokens.Read(first.AccessToken).GetProperty("sid").GetString());
        (await identity.CanCallAsync(second.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task Reuse_of_an_old_token_ends_the_session_with_an_event()
    {
        var heard = await identity.Bus.ListenAsync<SessionRevoked>();
        var (person, first) = await BeginAsync();
        var second = await identity.RefreshAsync(first.RefreshToken).ReadAsync<TokenAnswer>();

        (await identity.RefreshAsync(first.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.RefreshAsync(second.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.CanCallAsync(second.AccessToken)).ShouldBeFalse();
        (await heard.FirstAsync(e => e.UserId == person.UserId)).Reason.ShouldBe("refresh_token_reused");
    }

    [Fact]
    public async Task Of_twenty_refreshes_side_by_side_one_wins_and_the_session_ends()
    {
        var (_, first) = await BeginAsync();
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => identity.RefreshAsync(first.RefreshToken)));
        var winner = responses.Where(r => r.StatusCode == HttpStatusCode.OK).ShouldHaveSingleItem();
        responses.Count(r => r.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(19);
        var tokens = await winner.ReadAsync<TokenAnswer>();
        (await identity.RefreshAsync(tokens.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.CanCallAsync(tokens.AccessToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Token_that_was_never_given_out_is_refused()
    {
        using var response = await identity.RefreshAsync("rt_made-up");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.CodeAsync()).ShouldBe("invalid_refresh_token");
    }

    [Fact]
    public async Task Logout_ends_this_session_only()
    {
        var (person, here) = await BeginAsync();
        var there = await identity.BeginSessionAsync(person);
        var answer = await identity.ClientWith(here.AccessToken).PostAsync("/api/auth/logout", null).ReadAsync<JsonElement>();
        answer.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        (await identity.CanCallAsync(here.AccessToken)).ShouldBeFalse();
        (await identity.RefreshAsync(here.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.CanCallAsync(there.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all_at_once()
    {
        var (person, here) = await BeginAsync();
        await identity.BeginSessionAsync(person);
        await identity.BeginSessionAsync(person);
        using var client = identity.ClientWith(here.AccessToken);
        var sessions = (await client.GetAsync("/api/auth/sessions").ReadAsync<SessionList>()).Items;
        sessions.Count.ShouldBe(3);
        var other = sessions.First(s => !s.Current);

        (await client.DeleteAsync($"/api/auth/sessions/{other.SessionId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.DeleteAsync($"/api/auth/sessions/{other.SessionId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/auth/sessions").ReadAsync<SessionList>()).Items.Count.ShouldBe(2);
        (await client.PostAsync("/api/auth/logout-everywhere", null)).EnsureSuccessStatusCode();
        (await identity.CanCallAsync(here.AccessToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_persons_session_is_not_there()
    {
        var (_, theirs) = await BeginAsync();
        var (_, mine) = await BeginAsync();
        var sid = Tokens.Read(theirs.AccessToken).GetProperty("sid").GetString();
        (await identity.ClientWith(mine.AccessToken).DeleteAsync($"/api/auth/sessions/{sid}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await identity.CanCallAsync(theirs.AccessToken)).ShouldBeTrue();
    }

    private async Task<(Person Person, TokenAnswer Tokens)> BeginAsync()
    {
        var person = await identity.NewPersonAsync(Roles.Owner, await identity.NewTenantAsync());
        return (person, await identity.BeginSessionAsync(person));
    }
}
