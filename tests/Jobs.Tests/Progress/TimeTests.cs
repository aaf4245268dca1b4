using System.Net;
using System.Text.Json;
using Platform.Contracts.Jobs;

namespace Platform.Jobs.Tests.Progress;

public sealed class TimeTests(JobsFixture jobs)
{
    [Fact]
    public async Task Every_change_is_kept_and_told()
    {
        var told = await jobs.Bus.ListenAsync<JobTimeChanged>();
        var job = await jobs.JobInAsync("in_progress");
        var first = (await jobs.DetailsAsync(job.Id)).GetProperty("estimated_end_time").GetDateTimeOffset();
        var second = jobs.Time.GetUtcNow().AddHours(5);
        var (status, answer) = await SetAsync(job, second);
        status.ShouldBe(HttpStatusCode.OK);
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["job_id", "estimated_end_time"]);
        var kept = answer.GetProperty("estimated_end_time").GetDateTimeOffset();
        (kept - second).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
        await SetAsync(job, second.AddHours(1));

        var changes = (await jobs.DetailsAsync(job.Id)).GetProperty("time_changes").EnumerateArray().ToArray();
        changes.Select(c => c.GetProperty("reason").GetString()).ShouldBe(["started", "changed", "changed"]);
        changes[1].GetProperty("from_time").GetDateTimeOffset().ShouldBe(first);
        changes[1].GetProperty("to_time").GetDateTimeOffset().ShouldBe(kept);
        changes[2].GetProperty("from_time").GetDateTimeOffset().ShouldBe(kept);
        changes[2].GetProperty("actor").GetString().ShouldBe($"user:{JobsFixture.OwnerId}");
        (await told.FirstAsync(e => e.Job.JobId == job.Id && e.Job.EstimatedEndTime == kept)).FromTime.ShouldBe(first);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData((30 * 24 * 60) + 5)]
    public async Task Time_that_is_over_or_too_far_is_refused(int minutes)
    {
        var job = await jobs.JobAsync();
        (await SetAsync(job, jobs.Time.GetUtcNow().AddMinutes(minutes))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"estimated_end_time":"soon"}""")]
    [InlineData("""{"estimated_end_time":17}""")]
    [InlineData("not json")]
    public async Task Body_that_names_no_time_is_refused(string body)
    {
        var job = await jobs.JobAsync();
        using var answer = await jobs.Owner.PatchAsync($"/api/jobs/{job.Id}/time", new StringContent(body, null, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("cancelled")]
    public async Task Time_of_a_job_that_is_over_stays(string status)
    {
        var job = await jobs.JobInAsync(status);
        (await SetAsync(job, jobs.Time.GetUtcNow().AddHours(2))).Json.GetProperty("type").GetString().ShouldBe("job_is_over");
    }

    [Fact]
    public async Task Staff_and_customers_set_no_time()
    {
        var job = await jobs.JobInAsync("in_progress");
        var (staff, _) = await jobs.StaffAsync(job.Pit);
        foreach (var client in new[] { staff, jobs.CustomerOf(job) })
            (await JobsFixture.SendAsync(client, HttpMethod.Patch, $"/api/jobs/{job.Id}/time", new { estimated_end_time = jobs.Time.GetUtcNow().AddHours(3) })).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Time_that_was_set_before_the_start_stays_at_the_start()
    {
        var job = await jobs.JobAsync();
        var kept = (await SetAsync(job, jobs.Time.GetUtcNow().AddHours(9))).Json.GetProperty("estimated_end_time").GetDateTimeOffset();
        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "in_progress");
        (await jobs.DetailsAsync(job.Id)).GetProperty("estimated_end_time").GetDateTimeOffset().ShouldBe(kept);
    }

    private Task<(HttpStatusCode Status, JsonElement Json)> SetAsync(TestJob job, DateTimeOffset end) =>
        JobsFixture.SendAsync(jobs.Owner, HttpMethod.Patch, $"/api/jobs/{job.Id}/time", new { estimated_end_time = end });
}
