namespace Platform.Identity.Tests;

/// <summary>Identity that trusts two issuers: one whose keys' address is configured, one that is asked where they are.</summary>
public class ExchangeFixture : IdentityFixture
{
    public const string Project = "project-a", Discovered = "project-b", Unknown = "project-c";

    public LocalIssuer Issuer { get; } = new();

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        .. base.Settings,
        ("Oidc:Issuers:0:Issuer", Issuer.Of(Project)), ("Oidc:Issuers:0:Audience", Project), ("Oidc:Issuers:0:JwksUri", $"{Issuer.Of(Project)}/keys"),
        ("Oidc:Issuers:1:Issuer", Issuer.Of(Discovered)), ("Oidc:Issuers:1:Audience", Discovered),
    ];

    protected override Task PrepareBrokerAsync() => Issuer.StartAsync(Project, Discovered, Unknown);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal static string NewSubject() => NewName("Subject");

    internal static string NewEmail() => $"{NewName("Ravi.")}@Example.com";

    internal Dictionary<string, object?> Claims(string? subject = null, string? email = null, string issuer = Project) =>
        Issuer.Claims(issuer, subject ?? NewSubject(), email ?? NewEmail(), Time.GetUtcNow());

    internal Task<HttpResponseMessage> ExchangeAsync(string token) => CreateClient().PostAsJsonAsync("/api/auth/exchange", new { id_token = token });

    /// <summary>Exchanges, and who is signed in then.</summary>
    internal async Task<JsonElement> MeAsync(Dictionary<string, object?> claims)
    {
        using var exchanged = await ExchangeAsync(Issuer.Sign(claims));
        exchanged.StatusCode.ShouldBe(HttpStatusCode.OK, await exchanged.Content.ReadAsStringAsync());
        return await ClientWith((await exchanged.ReadAsync<JsonElement>()).GetProperty("access_token").GetString()!).GetFromJsonAsync<JsonElement>("/api/auth/me");
    }
}
