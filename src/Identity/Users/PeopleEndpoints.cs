using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>A person as other services write down who it was.</summary>
/// <param name="UserId">The account.</param>
/// <param name="TenantId">Its tenant; null for the vendor's own.</param>
/// <param name="Name">What to call the person.</param>
/// <param name="Email">Where to reach the person.</param>
/// <param name="ExternalId">How the outside identity provider calls the person.</param>
/// <param name="Language">In which mails are written.</param>
/// <param name="Role">The account's role.</param>
/// <param name="Phone">Where to reach the person, as it was given.</param>
internal sealed record PersonAnswer(long UserId, int? TenantId, string? Name, string? Email, string? ExternalId, string? Language, string Role, string? Phone);

/// <summary>Who people are, for other services.</summary>
internal static class PeopleEndpoints
{
    private const int AtOnce = 200;

    public static void MapPeople(this WebApplication app)
    {
        var people = app.MapGroup("/internal/users").RequireAuthorization(Policies.Service).WithTags("People");
        people.MapGet("/", ListAsync).WithSummary("The people of these numbers (ids=1,2), in no order; numbers that nobody has are left out. Or the people of a role (role=owner) who may sign in, of one tenant (tenant_id=1) or the vendor's own.");
        people.MapGet("/by-external", FindAsync).WithSummary("The person whom an outside identity provider calls so.");
    }

    private static async Task<Results<Ok<IReadOnlyList<PersonAnswer>>, ProblemHttpResult>> ListAsync(
        UserStore store, CancellationToken ct, string ids = "", string? role = null, [FromQuery(Name = "tenant_id")] int? tenantId = null)
    {
        if (role is not null) return TypedResults.Ok(await store.PeopleOfRoleAsync(tenantId, role, AtOnce, ct));
        var numbers = new List<long>();
        foreach (var text in ids.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Problems.Invalid(("ids", "must be numbers with commas between"));
            numbers.Add(number);
        }

        if (numbers.Count > AtOnce) return Problems.Invalid(("ids", $"must be at most {AtOnce} numbers"));
        return TypedResults.Ok(await store.PeopleAsync(numbers, ct));
    }

    private static async Task<Results<Ok<PersonAnswer>, ProblemHttpResult>> FindAsync(UserStore store, CancellationToken ct, string id = "") =>
        await store.FindExternalAsync(id, ct) is { } person ? TypedResults.Ok(person) : Problems.NotFound("user");
}
