using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Ratings;

/// <summary>What customers say of the work.</summary>
internal static class RatingEndpoints
{
    private const int MaxComment = 1000;

    public static void MapRatings(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/jobs/{jobId:long}/rating", RateAsync).RequireAuthorization(Policies.Person).CustomersOnly().WithTags("Jobs")
            .WithSummary("Rate the own job with 1 to 5 and a comment, once, after it is completed");

    private static async Task<Results<Ok<JobRating>, ProblemHttpResult>> RateAsync(long jobId, RateJob body, Caller caller, RatingStore ratings, TimeProvider time, CancellationToken ct)
    {
        var errors = new List<(string, string)>();
        if (body.Rating is null or < 1 or > 5) errors.Add(("rating", "must be a whole number from 1 to 5"));
        if (body.Comment is { } text && (text.Length > MaxComment || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
            errors.Add(("comment", $"must have at most {MaxComment} characters, none of them control characters but line breaks"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        var comment = string.IsNullOrWhiteSpace(body.Comment) ? null : body.Comment.Trim();
        return await ratings.RateAsync(caller, jobId, body.Rating!.Value, comment, time.GetUtcNow(), ct) switch
        {
            RatingOutcome.Rated rated => TypedResults.Ok(new JobRating(jobId, body.Rating.Value, comment, rated.At)),
            RatingOutcome.NotCompleted { Status: var status } => Problems.Conflict("job_not_completed", $"The job is {status}; it can be rated when it is completed.", ("job_id", jobId), ("job_status", status)),
            RatingOutcome.IsRated => Problems.Conflict("already_rated", "The job has its rating already.", ("job_id", jobId)),
            _ => Problems.NotFound("job"),
        };
    }
}

/// <summary>A rating.</summary>
internal sealed record RateJob(int? Rating, string? Comment);

/// <summary>The rating as it is kept.</summary>
internal sealed record JobRating(long JobId, int Rating, string? Comment, DateTimeOffset RatedAt);
