using System.Net;
using System.Text.Json;

namespace Platform.Jobs.Tests.Progress;

public sealed class StageTests(JobsFixture jobs)
{
    [Fact]
    public async Task Ticks_lead_through_the_stages()
    {
        var job = await jobs.JobInAsync("in_progress");
        var (staff, _) = await jobs.StaffAsync(job.Pit);
        (await jobs.DetailsAsync(job.Id)).GetProperty("current_stage").GetString().ShouldBe("Surface Prep");
        (await TickAsync(staff, job, 1, true)).Json.GetProperty("current_stage").GetString().ShouldBe("PPF Installation");
        (await TickAsync(staff, job, 1, false)).Json.GetProperty("current_stage").GetString().ShouldBe("Surface Prep");
        var (_, named) = await JobsFixture.SendAsync(staff, HttpMethod.Patch, $"/api/jobs/{job.Id}/stages/3", new { current = true });
        named.GetProperty("stages").EnumerateArray().Single(s => s.GetProperty("is_current").GetBoolean()).GetProperty("name").GetString().ShouldBe("Curing");
    }

    /// <summary>Side by side from two telephones: none is lost.</summary>
    [Fact]
    public async Task Ticks_at_once_all_count()
    {
        var job = await jobs.JobInAsync("in_progress");
        await Task.WhenAll(Enumerable.Range(1, 4).Select(position => TickAsync(jobs.Owner, job, position, true)));
        var details = await jobs.DetailsAsync(job.Id);
        details.GetProperty("stages").EnumerateArray().ShouldAllBe(s => s.GetProperty("done_at").ValueKind == JsonValueKind.String);
        details.GetProperty("current_stage").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("waiting", 1, HttpStatusCode.Conflict)]
    [InlineData("completed", 1, HttpStatusCode.Conflict)]
    [InlineData("in_progress", 0, HttpStatusCode.NotFound)]
    [InlineData("in_progress", 5, HttpStatusCode.NotFound)]
    [InlineData("quality_check", 4, HttpStatusCode.OK)]
    public async Task Stage_is_ticked_while_the_job_runs(string status, int position, HttpStatusCode expected)
    {
        var job = await jobs.JobInAsync(status);
        (await TickAsync(jobs.Owner, job, position, true)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Customer_ticks_nothing()
    {
        var job = await jobs.JobInAsync("in_progress");
        (await TickAsync(jobs.CustomerOf(job), job, 1, true)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await JobsFixture.SendAsync(jobs.CustomerOf(job), HttpMethod.Patch, $"/api/jobs/{job.Id}/materials/1", new { done = true })).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Materials_keep_their_ticks_when_the_list_changes()
    {
        var job = await jobs.JobAsync();
        var (staff, id) = await jobs.StaffAsync(job.Pit);
        (await JobsFixture.SendAsync(staff, HttpMethod.Patch, $"/api/jobs/{job.Id}/materials/1", new { done = true })).Status.ShouldBe(HttpStatusCode.OK);
        (await JobsFixture.SendAsync(staff, HttpMethod.Put, $"/api/jobs/{job.Id}/materials", new { names = new[] { "x" } })).Status.ShouldBe(HttpStatusCode.Forbidden);
        var (_, changed) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Put, $"/api/jobs/{job.Id}/materials", new { names = new[] { "Tape", "PPF film" } });
        changed.GetProperty("materials").EnumerateArray().Select(m => (m.GetProperty("name").GetString(), m.GetProperty("done_by").ValueKind == JsonValueKind.Number ? m.GetProperty("done_by").GetInt64() : 0))
            .ShouldBe([("Tape", 0), ("PPF film", id)]);
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Put, $"/api/jobs/{job.Id}/materials", new { names = new[] { "Tape", "tape" } })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_people_of_the_workshop_are_assigned()
    {
        var job = await jobs.JobAsync();
        var (status, assigned) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Put, $"/api/jobs/{job.Id}/staff", new { user_ids = new[] { 150, 151 } });
        status.ShouldBe(HttpStatusCode.OK);
        assigned.GetProperty("staff").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["Name 150", "Name 151"]);
        foreach (var wrong in new long[] { 11, JobsFixture.StrangerId, job.CustomerUserId, -1 })
            (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Put, $"/api/jobs/{job.Id}/staff", new { user_ids = new[] { wrong } })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Get, "/api/jobs?staff_id=151")).Json.EnumerateArray().Select(j => j.GetProperty("job_id").GetInt64()).ShouldContain(job.Id);
    }

    [Fact]
    public async Task Template_that_is_edited_changes_no_job()
    {
        var owner = jobs.Owner;
        var (_, template) = await JobsFixture.SendAsync(owner, HttpMethod.Post, "/api/job-templates", new { name = "Wash", duration_minutes = 30, stages = new[] { "Soap", "Water" } });
        var job = await jobs.JobAsync(change: b => (b["work_type"], b["estimated_duration_minutes"]) = ("wash", null));
        var path = $"/api/job-templates/{template.GetProperty("template_id").GetInt64()}";
        (await JobsFixture.SendAsync(owner, HttpMethod.Put, path, new { name = "Wash", duration_minutes = 40, stages = new[] { "Foam" } })).Status.ShouldBe(HttpStatusCode.OK);
        (await JobsFixture.SendAsync(owner, HttpMethod.Put, path, new { name = "full ppf" })).Json.GetProperty("type").GetString().ShouldBe("template_exists");
        (await JobsFixture.SendAsync(owner, HttpMethod.Delete, path)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await jobs.DetailsAsync(job.Id)).GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["Soap", "Water"]);
    }

    private static Task<(HttpStatusCode Status, JsonElement Json)> TickAsync(HttpClient client, TestJob job, int position, bool done) =>
        JobsFixture.SendAsync(client, HttpMethod.Patch, $"/api/jobs/{job.Id}/stages/{position}", new { done });
}
