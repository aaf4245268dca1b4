using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>An account of a customer, as another service asks for it.</summary>
/// <param name="Key">What makes it the same account when it is asked for again.</param>
/// <param name="TenantId">The customer's workshop.</param>
/// <param name="Name">What to call the person.</param>
/// <param name="Phone">Where to reach the person.</param>
/// <param name="Email">Where to reach the person.</param>
/// <param name="Language">In which the person is written to.</param>
internal sealed record EnsureCustomer(string? Key, int? TenantId, string? Name, string? Phone, string? Email, string? Language)
{
    public FieldCheck Check() => new FieldCheck()
        .Text("key", Key, 100, required: true).Text("name", Name, 100, required: true).Phone("phone", Phone).Email("email", Email)
        .OneOf("language", Language, "en", "th", "hi")
        .When(TenantId is null or < 1, "tenant_id", "must say which tenant the account is for");
}

/// <summary>The account.</summary>
/// <param name="UserId">Its number.</param>
/// <param name="Username">The name to sign in with.</param>
/// <param name="Password">The first password, as long as nobody has signed in with it; null afterwards.</param>
internal sealed record CustomerAnswer(long UserId, string Username, string? Password);

/// <summary>Accounts of customers, for the service whose jobs they are customers of.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this WebApplication app) =>
        app.MapPost("/internal/customers", EnsureAsync).RequireAuthorization(Policies.Service).WithTags("People")
            .WithSummary("The customer's account of that key, made when there is none; the first password is told until somebody has signed in with it.");

    private static async Task<Results<Ok<CustomerAnswer>, Created<CustomerAnswer>, ProblemHttpResult>> EnsureAsync(EnsureCustomer request, CustomerAccounts accounts, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        return await accounts.EnsureAsync(request, ct) switch
        {
            (null, _) => Problems.NotFound("workshop"),
            ({ } account, true) => TypedResults.Created($"/api/users/{account.UserId.ToString(CultureInfo.InvariantCulture)}", account),
            ({ } account, false) => TypedResults.Ok(account),
        };
    }
}
