using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Messaging;
using Platform.Notifications.Messages;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Alerts;

/// <summary>Whom to wake when nobody acknowledges, per tenant.</summary>
internal static class EscalationEndpoints
{
    private const int MostSteps = 10, MostPeople = 20, LongestMinutes = 1440;

    public static void MapEscalation(this IEndpointRouteBuilder routes)
    {
        var escalation = routes.MapGroup("/api/escalation").WithTags("Alerts").RequireAuthorization(Policies.Owner);
        escalation.MapGet("/", GetAsync).WithSummary("The tenant's escalation chain; off and without steps until one is written");
        escalation.MapPut("/", PutAsync).WithSummary("Writes the chain; alerts that are open keep the step that they are at");
    }

    private static async Task<Results<Ok<EscalationChain>, ProblemHttpResult>> GetAsync(Caller caller, EscalationStore store, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null) =>
        (caller.TenantScope ?? workshopId) is { } tenant ? TypedResults.Ok(await store.FindAsync(tenant, ct)) : Problems.Invalid(("workshop_id", "must say which tenant's chain"));

    private static async Task<Results<Ok<EscalationChain>, ProblemHttpResult>> PutAsync(
        EscalationChain body, Caller caller, EscalationStore store, PeopleClient people, TimeProvider time, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null)
    {
        if ((caller.TenantScope ?? workshopId) is not { } tenant) return Problems.Invalid(("workshop_id", "must say which tenant's chain"));
        if (Check(body).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        var ids = body.Steps.SelectMany(s => s.UserIds).Distinct().ToArray();
        var known = (await people.FindAllAsync(ids, ct)).Where(p => p.TenantId == tenant && p.Role != Roles.Customer).Select(p => p.UserId).ToHashSet();
        if (ids.Where(id => !known.Contains(id)).ToArray() is { Length: > 0 } strangers)
            return Problems.Invalid(("steps", $"names people who are not owner or staff of the workshop: {string.Join(", ", strangers)}"));
        return TypedResults.Ok(await store.PutAsync(tenant, body, caller.UserId, time.GetUtcNow(), ct));
    }

    private static IEnumerable<(string Field, string Message)> Check(EscalationChain chain)
    {
        if (!Severities.All.Contains(chain.MinSeverity)) yield return ("min_severity", $"must be one of {string.Join(", ", Severities.All)}");
        if (chain.Steps is not { Count: <= MostSteps } steps)
        {
            yield return ("steps", $"must be at most {MostSteps}");
            yield break;
        }

        if (chain.Enabled && steps.Count == 0) yield return ("steps", "must be at least one while the chain is on");
        if (steps.Any(s => s.AfterMinutes is < 1 or > LongestMinutes)) yield return ("steps", $"each after_minutes must be between 1 and {LongestMinutes}");
        if (steps.Zip(steps.Skip(1)).Any(p => p.First.AfterMinutes >= p.Second.AfterMinutes)) yield return ("steps", "each must be later than the one before");
        if (steps.Any(s => s.UserIds is not { Count: > 0 and <= MostPeople })) yield return ("steps", $"each must name 1 to {MostPeople} people");
        if (steps.Any(s => s.Channels is not { Count: > 0 } || s.Channels.Any(c => !Channels.All.Contains(c)))) yield return ("steps", $"each must name channels of {string.Join(", ", Channels.All)}");
    }
}

/// <summary>A tenant's chain.</summary>
/// <param name="Enabled">Whether anybody is woken.</param>
/// <param name="MinSeverity">Only for alerts at least as bad: <c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Steps">In order of their time.</param>
internal sealed record EscalationChain(bool Enabled, string MinSeverity, IReadOnlyList<EscalationStep> Steps) : IRequestBody;

/// <summary>A step of the chain, taken unless somebody has acknowledged or the alert is over.</summary>
/// <param name="AfterMinutes">How long after the alert was raised, or got worse.</param>
/// <param name="UserIds">Who is told: owner or staff.</param>
/// <param name="Channels">How: <c>sms</c>, <c>whatsapp</c>, <c>email</c>, <c>push</c>, <c>in_app</c>.</param>
internal sealed record EscalationStep(int AfterMinutes, IReadOnlyList<long> UserIds, IReadOnlyList<string> Channels);
