using System.Text;
using Dapper;
using Platform.Identity.ApiKeys;
using Platform.Identity.Sessions;
using Platform.Identity.Tenants;

namespace Platform.Identity.Tests;

/// <summary>What is shown once is kept nowhere in a form that can be used.</summary>
public sealed class SecrecyTests(IdentityFixture identity)
{
    [Fact]
    public async Task Secrets_that_were_handed_out_are_nowhere_in_the_database()
    {
        using var admin = await identity.SignedInAsync(Roles.Admin);
        admin.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var tenant = await admin.PostAsJsonAsync("/api/tenants", new { name = "Quiet", owner_name = "Q", owner_email = "q@example.com" }).ReadAsync<NewTenantAnswer>();
        var session = await identity.BeginSessionAsync(await identity.NewPersonAsync(Roles.Owner, tenant.TenantId));
        using var owner = identity.ClientWith(session.AccessToken);
        owner.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var key = await owner.PostAsJsonAsync("/api/api-keys", new { name = "k", scopes = new[] { Policies.ReadingsRead } }).ReadAsync<NewApiKeyAnswer>();
        var next = await identity.RefreshAsync(session.RefreshToken).ReadAsync<TokenAnswer>();

        var cookie = await identity.BeginCookieSessionAsync(await identity.NewPersonAsync(Roles.Owner, tenant.TenantId));

        var everything = await DumpAsync();
        everything.ShouldContain(tenant.Code, Case.Sensitive, "the search must be able to find something");
        string[] secrets =
        [
            tenant.Owner.TemporaryPassword, tenant.Mqtt.Password, session.RefreshToken!, next.RefreshToken!, cookie, session.AccessToken, next.AccessToken,
            key.Key, key.Key[36..], IdentityFixture.AdminPassword, IdentityFixture.Password, IdentityFixture.GatewayKey,
        ];
        foreach (var secret in secrets)
        {
            everything.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret);
            everything.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal).ShouldBeFalse(secret);
        }
    }

    private async Task<string> DumpAsync()
    {
        await using var connection = await identity.Database.OpenConnectionAsync();
        var all = new StringBuilder();
        foreach (var table in await connection.QueryAsync<string>("select quote_ident(tablename) from pg_tables where schemaname = 'public'"))
            foreach (var row in await connection.QueryAsync<string>($"select t::text from {table} t")) all.AppendLine(row);
        return all.ToString();
    }
}
