using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Access;
using Platform.Jobs.Jobs;
using Platform.Jobs.Tenants;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Reports;

/// <summary>A job on paper.</summary>
internal static class ReportEndpoint
{
    public static void MapReports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/jobs/{jobId:long}/report", ReadAsync).RequireAuthorization(Policies.Person).WithTags("Jobs")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").WithSummary("The job's report as PDF: car, times, stages, people, rating, and the air of the pit meanwhile");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        long jobId, HttpContext http, Caller caller, JobQueries jobs, TenantStore tenants, PitAir air, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (await jobs.DetailsAsync(JobScope.Of(caller, access), jobId, ct) is not { } job) return Problems.NotFound("job");
        var now = time.GetUtcNow();
        var points = job.StartedAt is { } started ? await air.DuringAsync(job.WorkshopId, job.PitId, started, job.EndedAt ?? now, ct) : [];
        var zone = await tenants.FindAsync(job.WorkshopId, ct) is { } tenant && TimeZoneInfo.TryFindSystemTimeZoneById(tenant.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(ReportWriter.Write(new JobReport(job, points, zone, now)), "application/pdf", $"job-{jobId}.pdf");
    }
}
