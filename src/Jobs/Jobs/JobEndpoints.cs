using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Access;
using Platform.Jobs.Customers;
using Platform.Jobs.Templates;
using Platform.Jobs.Tenants;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Jobs;

/// <summary>Jobs: owners take them on, everybody sees what is theirs to see.</summary>
internal static class JobEndpoints
{
    private const int MaxText = 100;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").WithTags("Jobs");
        jobs.MapGet("", ListAsync).RequireAuthorization(Policies.Person)
            .WithSummary("Jobs that the caller may see, newest first: admins all, owners the workshop's, staff those in their pits, customers their own. status takes several with commas; the next page is in the header Link");
        jobs.MapPost("", CreateAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().TakesIdempotencyKey()
            .WithSummary("Take a job on; a customer who is new gets an account, whose credentials are shown this once");
        jobs.MapGet("/{jobId:long}", GetAsync).RequireAuthorization(Policies.Person).WithSummary("Everything of a job");
    }

    private static async Task<Results<Ok<IReadOnlyList<JobView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Caller caller, JobQueries jobs, PitAccess access, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, string? status = null, [FromQuery(Name = "pit_id")] int? pitId = null,
        [FromQuery(Name = "staff_id")] long? staffId = null, DateTimeOffset? from = null, DateTimeOffset? to = null, string? q = null, int? limit = null, string? cursor = null)
    {
        var statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray();
        var before = cursor is null ? null : JobPosition.Read(cursor);
        var errors = new List<(string, string)>();
        if (cursor is not null && before is null) errors.Add(("cursor", "must be that of the page before"));
        if (from >= to) errors.Add(("to", "must be after from"));
        if (q is { Length: > MaxText } || (q?.Any(char.IsControl) ?? false)) errors.Add(("q", $"must have at most {MaxText} characters, none of them control characters"));
        errors.AddRange((statuses ?? []).SelectMany(JobRules.CheckStatus).Take(1));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);

        var scope = JobScope.Of(caller, access);
        if (workshopId is not null && scope.TenantId is not null && workshopId != scope.TenantId) return Problems.NotFound("workshop");
        var filter = new JobFilter(statuses is { Length: > 0 } ? statuses : null, pitId, staffId, from, to, string.IsNullOrWhiteSpace(q) ? null : q);
        var take = Page.Limit(limit);
        var page = Page.Of(await jobs.ListAsync(scope with { TenantId = scope.TenantId ?? workshopId }, filter, before, take + 1, ct), take, j => new JobPosition(j.CreatedAt, j.JobId).Cursor);
        if (page.NextCursor is { } next) http.Response.Headers.Link = $"<{NextOf(http.Request, next)}>; rel=\"next\"";
        return TypedResults.Ok(page.Items);
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> GetAsync(long jobId, Caller caller, JobQueries jobs, PitAccess access, CancellationToken ct) =>
        await jobs.DetailsAsync(JobScope.Of(caller, access), jobId, ct) is { } job ? TypedResults.Ok(job) : Problems.NotFound("job");

    private static async Task<Results<Created<CreatedJob>, ProblemHttpResult>> CreateAsync(
        CreateJob body, HttpContext http, Caller caller, JobStore jobs, TenantStore tenants, TemplateStore templates, PitCopies pits, CustomerStore customers, CustomerAccounts accounts,
        TimeProvider time, CancellationToken ct)
    {
        if (await tenants.FindAsync(caller.TenantScope ?? -1, ct) is not { } tenant) return NotKnownYet(http);
        var errors = body.Check().ToList();
        var (contact, wrong) = CustomerRules.Read(body.CustomerPhone, body.CustomerEmail, tenant.CountryCode);
        errors.AddRange(wrong);
        var template = body.WorkType is null ? null : JobDraft.TemplateOf(body.WorkType, await templates.ListAsync(tenant.TenantId, ct));
        var minutes = body.EstimatedDurationMinutes ?? template?.DurationMinutes;
        if (minutes is null) errors.Add(("estimated_duration_minutes", "is required for work without a usual duration"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        if (tenant.IsSuspended) return Problems.Conflict("workshop_suspended", "The workshop is suspended and takes no jobs on; those that were begun can be finished.");
        if (pits.Find(tenant.TenantId, body.PitId!.Value) is not { } pit) return Problems.NotFound("pit");

        var draft = JobDraft.Of(tenant.TenantId, pit.PitId, pit.PitNumber, body, minutes!.Value, template);
        var known = await customers.FindAsync(tenant.TenantId, contact, ct);
        var requestKey = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null;
        var account = known is not null ? null : await accounts.EnsureAsync(
            new(CustomerAccounts.KeyOf(tenant.TenantId, contact, requestKey), tenant.TenantId, draft.CustomerName, contact.Phone, contact.Email, body.CustomerLanguage), ct);
        var created = await jobs.AddAsync(draft, new(known, account, contact, body.CustomerLanguage), caller, time.GetUtcNow(), ct);
        return TypedResults.Created($"/api/jobs/{created.JobId}", created);
    }

    private static string NextOf(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(p => p.Key != "cursor").SelectMany(p => p.Value.Select(v => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(v ?? "")}"));
        return string.Create(CultureInfo.InvariantCulture, $"/api/jobs?{string.Join('&', query.Append($"cursor={cursor}"))}");
    }

    /// <summary>The answer while the caller's own tenant was made a moment ago and Identity does not show it yet.</summary>
    private static ProblemHttpResult NotKnownYet(HttpContext http)
    {
        Problems.SetRetryAfter(http, TimeSpan.FromSeconds(2));
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "service_unavailable", "Your workshop was made a moment ago; try again.");
    }
}
