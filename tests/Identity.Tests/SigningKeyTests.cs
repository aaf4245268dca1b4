using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Identity.SigningKeys;

namespace Platform.Identity.Tests;

public sealed class SigningKeyFixture : IdentityFixture;

public sealed class SigningKeyTests(SigningKeyFixture identity) : IClassFixture<SigningKeyFixture>
{
    [Fact]
    public async Task Next_key_takes_over_after_a_month_and_the_former_stays_for_an_hour()
    {
        var rotation = identity.Services.GetRequiredService<KeyRotation>();
        var before = await PublishedAsync();
        before.Count.ShouldBe(2);
        var token = (await identity.BeginSessionAsync(await identity.NewPersonAsync(Roles.Admin))).AccessToken;
        var former = Tokens.Header(token).GetProperty("kid").GetString()!;
        var now = identity.Time.GetUtcNow();

        (await rotation.RunOnceAsync(now.AddDays(29), CancellationToken.None)).ShouldBeFalse();
        (await rotation.RunOnceAsync(now.AddDays(31), CancellationToken.None)).ShouldBeTrue();
        var during = await PublishedAsync();
        during.Count.ShouldBe(3);
        during.ShouldContain(former);
        (await identity.CanCallAsync(token)).ShouldBeTrue("tokens of the former key are good until they run out");
        var fresh = Tokens.Header((await identity.BeginSessionAsync(await identity.NewPersonAsync(Roles.Admin))).AccessToken).GetProperty("kid").GetString()!;
        fresh.ShouldNotBe(former);
        before.ShouldContain(fresh, "the key was published before it signed");

        (await rotation.RunOnceAsync(now.AddDays(31).AddMinutes(61), CancellationToken.None)).ShouldBeFalse();
        (await PublishedAsync()).ShouldNotContain(former);
        (await identity.CanCallAsync(token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Replicas_that_look_at_the_same_time_make_one_pair()
    {
        var store = identity.Services.GetRequiredService<SigningKeyStore>();
        var now = identity.Time.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.RotateAsync(now.AddDays(-400), now.AddDays(-400), now, CancellationToken.None)));
        await using var connection = await identity.Database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from signing_keys where state in ('current', 'next')")).ShouldBe(2);
    }

    [Fact]
    public async Task Private_keys_are_sealed_in_the_database()
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        var row = await connection.QueryFirstAsync<SigningKeyRow>("select key_id, state, public_x, public_y, private_sealed from signing_keys limit 1");
        var vault = identity.Services.GetRequiredService<KeyVault>();
        var secret = vault.Open(row.PrivateSealed, row.KeyId);
        secret.Length.ShouldBe(32);
        Convert.ToHexString(row.PrivateSealed).ShouldNotContain(Convert.ToHexString(secret));
        Should.Throw<InvalidOperationException>(() => vault.Open(row.PrivateSealed, "another row"));
        Should.Throw<InvalidOperationException>(() => new KeyVault(Options.Create(new KeyOptions { KeyEncryptionKey = new string('x', 32) })).Open(row.PrivateSealed, row.KeyId))
            .Message.ShouldContain("Identity__KeyEncryptionKey");
    }

    private async Task<List<string>> PublishedAsync()
    {
        var set = await identity.CreateClient().GetFromJsonAsync<JsonElement>("/.well-known/jwks.json");
        var keys = set.GetProperty("keys").EnumerateArray().ToList();
        keys.ShouldAllBe(k => k.EnumerateObject().Select(p => p.Name).SequenceEqual(new[] { "kty", "crv", "x", "y", "kid", "use", "alg" }));
        return [.. keys.Select(k => k.GetProperty("kid").GetString()!)];
    }
}
