using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Operations.Tests;

/// <summary>Every route of the service as every actor: all are for admins.</summary>
public sealed class RouteTests(OperationsFixture operations)
{
    private static readonly RouteRow[] Table =
    [
        new("GET", "/api/ops/health", Policies.Admin),
        new("GET", "/api/ops/queues", Policies.Admin),
        new("GET", "/api/ops/ingest", Policies.Admin),
        new("GET", "/api/ops/storage", Policies.Admin),
        new("GET", "/api/ops/dead-letters", Policies.Admin),
        new("POST", "/api/ops/dead-letters/{queue}/replay", Policies.Admin),
        new("DELETE", "/api/ops/dead-letters/{queue}", Policies.Admin),
    ];

    [Fact]
    public async Task Every_route_admits_whom_its_policy_says() =>
        (await new RouteMatrix(operations.CreateClient(), actor => Task.FromResult(TokenOf(actor))).FindingsAsync(Table)).ShouldBeEmpty();

    private string TokenOf(Actor actor) => actor switch
    {
        Actor.Expired => operations.Tokens.For(Roles.Admin, life: TimeSpan.FromMinutes(-5)),
        Actor.TemporaryPassword => operations.Tokens.For(Roles.Admin, passwordChangeRequired: true),
        Actor.Admin => operations.Tokens.For(Roles.Admin),
        Actor.Owner => operations.Tokens.For(Roles.Owner, 1),
        Actor.ForeignOwner => operations.Tokens.For(Roles.Owner, 2),
        Actor.Staff => operations.Tokens.For(Roles.Staff, 1),
        Actor.Customer => operations.Tokens.For(Roles.Customer, 1),
        Actor.ApiKey => operations.Tokens.For(Roles.ApiKey, 1, subject: Guid.NewGuid().ToString(), scope: string.Join(' ', Policies.Scopes)),
        Actor.Service => operations.Tokens.For(Roles.Service, subject: "telemetry"),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "Has no token."),
    };
}
