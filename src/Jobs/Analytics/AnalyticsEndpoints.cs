using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Jobs.Tenants;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Analytics;

/// <summary>How a workshop does.</summary>
internal static class AnalyticsEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(90), Longest = TimeSpan.FromDays(400);

    public static void MapAnalytics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/jobs/analytics", ReadAsync).RequireAuthorization(Policies.Owner).WithTags("Analytics")
            .WithSummary("Durations, busiest pits and hours, ratings and being on time, of jobs that ended within from and to (the last 90 days unless said otherwise)");

    private static async Task<Results<Ok<JobAnalytics>, ProblemHttpResult>> ReadAsync(
        Caller caller, AnalyticsQueries analytics, TenantStore tenants, TimeProvider time, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        if ((caller.TenantScope ?? workshopId) is not { } tenantId) return Problems.Invalid(("workshop_id", "is required for an admin"));
        if (workshopId is not null && workshopId != tenantId) return Problems.NotFound("workshop");
        var until = to ?? time.GetUtcNow();
        var since = from ?? until - Usual;
        if (since >= until) return Problems.Invalid(("to", "must be after from"));
        if (until - since > Longest) return Problems.Invalid(("from", "must be at most 400 days before to"));
        return await tenants.FindAsync(tenantId, ct) is { } tenant
            ? TypedResults.Ok(await analytics.ReadAsync(tenantId, tenant.TimeZone, since, until, ct))
            : Problems.NotFound("workshop");
    }
}

/// <summary>How a workshop did within a time.</summary>
/// <param name="From">Start of the time.</param>
/// <param name="To">End of the time.</param>
/// <param name="TimeZone">In which hours are.</param>
/// <param name="Completed">Jobs that were completed.</param>
/// <param name="Cancelled">Jobs that were cancelled.</param>
/// <param name="Waiting">Jobs that wait now.</param>
/// <param name="Running">Jobs that are worked on now.</param>
/// <param name="AverageMinutes">From start to completion; null without any.</param>
/// <param name="OnTimeShare">Share of those that were completed by the time that was told at the start, 0 to 1; null without any.</param>
/// <param name="AverageRating">1 to 5; null without any.</param>
/// <param name="Ratings">How many jobs got 1, 2, 3, 4 and 5.</param>
/// <param name="ByType">By kind of work, the most frequent first, at most 20.</param>
/// <param name="ByPit">The busiest first, at most 50.</param>
/// <param name="ByHour">By the hour of the day in which work began; hours without any are left out.</param>
internal sealed record JobAnalytics(
    DateTimeOffset From, DateTimeOffset To, string TimeZone, long Completed, long Cancelled, long Waiting, long Running, double? AverageMinutes, double? OnTimeShare, double? AverageRating,
    IReadOnlyList<long> Ratings, IReadOnlyList<TypeAnalytics> ByType, IReadOnlyList<PitAnalytics> ByPit, IReadOnlyList<HourAnalytics> ByHour);

/// <summary>A kind of work.</summary>
internal sealed record TypeAnalytics(string WorkType, long Completed, double AverageMinutes, double OnTimeShare, double? AverageRating);

/// <summary>A pit, and how many hours it was worked in.</summary>
internal sealed record PitAnalytics(int PitId, int PitNumber, long Completed, double Hours);

/// <summary>An hour of the day, 0 to 23.</summary>
internal sealed record HourAnalytics(int Hour, long Started);
