using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Jobs.Tests;

/// <summary>Every route of the service as every actor.</summary>
public sealed class RouteTests(JobsFixture jobs)
{
    private static readonly Actor[] NotCustomers = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff];

    [Fact]
    public async Task Every_route_admits_whom_its_policy_says()
    {
        var job = await jobs.JobInAsync("in_progress");
        var template = (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/job-templates", new { name = "Matrix" })).Json.GetProperty("template_id").GetInt64();
        var (_, staff) = await jobs.StaffAsync(job.Pit);
        var matrix = new RouteMatrix(jobs.CreateClient(), actor => Task.FromResult(TokenOf(actor, job, staff)));
        (await matrix.FindingsAsync(Table(job, template))).ShouldBeEmpty();
    }

    private IReadOnlyCollection<RouteRow> Table(TestJob job, long template) =>
    [
        new("GET", "/api/jobs", Policies.Person),
        new("POST", "/api/jobs", Policies.Owner) { Lacking = [Actor.Admin], Body = jobs.Body(jobs.NewPit()) },
        new("GET", "/api/jobs/{jobId}", Policies.Person) { IsOfTenant = true, Url = Of(job, "") },
        new("PATCH", "/api/jobs/{jobId}/status", Policies.Staff) { IsOfTenant = true, Lacking = [Actor.Admin], Url = Of(job, "/status"), Body = new { status = "waiting" } },
        new("PATCH", "/api/jobs/{jobId}/time", Policies.Owner) { IsOfTenant = true, Lacking = [Actor.Admin], Url = Of(job, "/time"), Body = new { estimated_end_time = jobs.Time.GetUtcNow().AddHours(3) } },
        new("PATCH", "/api/jobs/{jobId}/stages/{position}", Policies.Staff) { IsOfTenant = true, Lacking = [Actor.Admin], Url = Of(job, "/stages/1"), Body = new { done = true } },
        new("PATCH", "/api/jobs/{jobId}/materials/{position}", Policies.Staff) { IsOfTenant = true, Lacking = [Actor.Admin], Url = Of(job, "/materials/1"), Body = new { done = true } },
        new("PUT", "/api/jobs/{jobId}/materials", Policies.Owner) { IsOfTenant = true, Lacking = [Actor.Admin], Url = Of(job, "/materials"), Body = new { names = new[] { "Film" } } },
        new("PUT", "/api/jobs/{jobId}/staff", Policies.Owner) { IsOfTenant = true, Lacking = [Actor.Admin], Url = Of(job, "/staff"), Body = new { user_ids = Array.Empty<long>() } },
        new("POST", "/api/jobs/{jobId}/rating", Policies.Person) { Lacking = NotCustomers, Url = Of(job, "/rating"), Body = new { rating = 5 } },
        new("POST", "/api/jobs/{jobId}/watching", Policies.Person) { Lacking = NotCustomers, Url = Of(job, "/watching") },
        new("GET", "/api/jobs/{jobId}/activity", Policies.Staff) { IsOfTenant = true, Url = Of(job, "/activity") },
        new("GET", "/api/jobs/{jobId}/report", Policies.Person) { IsOfTenant = true, Url = Of(job, "/report") },
        new("GET", "/api/jobs/watching", Policies.Owner),
        new("GET", "/api/jobs/analytics", Policies.Owner),
        new("GET", "/api/jobs/settings", Policies.Owner),
        new("PUT", "/api/jobs/settings", Policies.Owner) { Lacking = [Actor.Admin], Body = new { country_code = "+91" } },
        new("GET", "/api/staff-activity", Policies.Owner),
        new("GET", "/api/job-templates", Policies.Staff),
        new("POST", "/api/job-templates", Policies.Owner) { Lacking = [Actor.Admin], Body = new { name = "Another" } },
        new("PUT", "/api/job-templates/{templateId}", Policies.Owner) { IsOfTenant = true, Lacking = [Actor.Admin], Url = () => Task.FromResult($"/api/job-templates/{template}"), Body = new { name = "Matrix" } },
        // Its owner comes before the stranger, who finds nothing any more either way.
        new("DELETE", "/api/job-templates/{templateId}", Policies.Owner) { IsOfTenant = true, Lacking = [Actor.Admin], Url = NewTemplateAsync },
        new("GET", "/internal/storage", Policies.Service),
    ];

    private static Func<Task<string>> Of(TestJob job, string rest) => () => Task.FromResult($"/api/jobs/{job.Id}{rest}");

    private async Task<string> NewTemplateAsync() =>
        $"/api/job-templates/{(await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/job-templates", new { name = $"T {Guid.NewGuid()}" })).Json.GetProperty("template_id").GetInt64()}";

    private string TokenOf(Actor actor, TestJob job, long staff) => actor switch
    {
        Actor.Expired => jobs.Tokens.For(Roles.Admin, life: TimeSpan.FromMinutes(-5)),
        Actor.TemporaryPassword => jobs.Tokens.For(Roles.Owner, JobsFixture.Workshop, passwordChangeRequired: true),
        Actor.Admin => jobs.Tokens.For(Roles.Admin),
        Actor.Owner => jobs.Tokens.For(Roles.Owner, JobsFixture.Workshop, JobsFixture.OwnerId),
        Actor.ForeignOwner => jobs.Tokens.For(Roles.Owner, JobsFixture.OtherWorkshop, 11),
        Actor.Staff => jobs.Tokens.For(Roles.Staff, JobsFixture.Workshop, staff),
        Actor.Customer => jobs.Tokens.For(Roles.Customer, JobsFixture.Workshop, job.CustomerUserId),
        Actor.ApiKey => jobs.Tokens.For(Roles.ApiKey, JobsFixture.Workshop, subject: Guid.NewGuid().ToString(), scope: string.Join(' ', Policies.Scopes)),
        Actor.Service => jobs.Tokens.For(Roles.Service, subject: "telemetry"),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "Has no token."),
    };
}
