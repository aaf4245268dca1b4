using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Identity's public keys, as the other services keep them.</summary>
public sealed class SigningKeyTests
{
    private readonly FixedTime time = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly FakeIdentity identity = new();
    private readonly RemoteSigningKeys keys;

    public SigningKeyTests()
    {
        identity.Publish("k1");
        keys = new RemoteSigningKeys(identity, new Uri("http://identity/.well-known/jwks.json"), time);
    }

    [Fact]
    public async Task Known_key_is_asked_for_once_in_five_minutes()
    {
        for (var i = 0; i < 100; i++) (await keys.FindAsync("k1", default)).ShouldNotBeNull();
        identity.KeyCalls.ShouldBe(1);

        time.Advance(TimeSpan.FromMinutes(5));
        (await keys.FindAsync("k1", default)).ShouldNotBeNull();
        identity.KeyCalls.ShouldBe(2);
    }

    [Fact]
    public async Task Made_up_key_ids_make_identity_be_asked_once_in_ten_seconds()
    {
        await keys.FindAsync("k1", default);
        time.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 1000; i++) (await keys.FindAsync($"made-up-{i}", default)).ShouldBeNull();
        identity.KeyCalls.ShouldBe(2);

        time.Advance(TimeSpan.FromSeconds(10));
        (await keys.FindAsync("made-up", default)).ShouldBeNull();
        identity.KeyCalls.ShouldBe(3);
    }

    [Fact]
    public async Task New_key_is_found_and_a_withdrawn_one_is_forgotten()
    {
        await keys.FindAsync("k1", default);
        identity.Publish("k1", "k2");
        time.Advance(TimeSpan.FromSeconds(10));
        (await keys.FindAsync("k2", default)).ShouldNotBeNull();

        identity.Publish("k2");
        time.Advance(TimeSpan.FromMinutes(5));
        (await keys.FindAsync("k1", default)).ShouldBeNull();
        (await keys.FindAsync("k2", default)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Known_keys_stay_good_while_identity_is_away(bool answersGarbage)
    {
        await keys.FindAsync("k1", default);
        identity.IsAway = !answersGarbage;
        identity.Garbage = answersGarbage ? "<html>maintenance</html>" : null;

        for (var minutes = 0; minutes < 60; minutes += 6)
        {
            time.Advance(TimeSpan.FromMinutes(6));
            (await keys.FindAsync("k1", default)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Slow_identity_holds_up_nobody_who_has_a_known_key()
    {
        await keys.FindAsync("k1", default);
        time.Advance(TimeSpan.FromMinutes(6));
        identity.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var looksForNews = keys.FindAsync("k1", default).AsTask();

        var others = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => keys.FindAsync("k1", default).AsTask()));
        (await others.WaitAsync(TimeSpan.FromSeconds(5))).ShouldAllBe(key => key != null);
        looksForNews.IsCompleted.ShouldBeFalse();

        identity.Hold.SetResult();
        (await looksForNews).ShouldNotBeNull();
        identity.KeyCalls.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_known_and_identity_away_is_an_outage_and_not_a_refusal()
    {
        identity.IsAway = true;
        await Should.ThrowAsync<HttpRequestException>(async () => await keys.FindAsync("k1", default));

        identity.IsAway = false;
        (await keys.FindAsync("k1", default)).ShouldNotBeNull();
    }
}
