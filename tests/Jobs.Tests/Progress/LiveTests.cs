using Platform.TestKit;

namespace Platform.Jobs.Tests.Progress;

public sealed class LiveTests(JobsFixture jobs)
{
    [Fact]
    public async Task Open_browsers_see_every_change_without_the_customers_data()
    {
        await using var live = await LiveListener.StartAsync(jobs.Broker, JobsFixture.Workshop);
        var job = await jobs.JobInAsync("in_progress");
        await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Patch, $"/api/jobs/{job.Id}/stages/1", new { done = true });
        await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Patch, $"/api/jobs/{job.Id}/time", new { estimated_end_time = jobs.Time.GetUtcNow().AddHours(4) });
        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "quality_check");
        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "completed");
        await Eventually.BecomesTrueAsync(() => live.Of(job).Any(e => e.Body.GetProperty("status").GetString() == "completed"), "the end is shown");

        var (key, body) = live.Of(job)[^1];
        key.ShouldBe($"{JobsFixture.Workshop}.{job.Pit}.job_status");
        body.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["type", "job_id", "pit_id", "user_id", "status", "estimated_end_time", "current_stage", "current_stage_position", "stages_done", "stages_total", "version"]);
        body.GetProperty("user_id").GetInt64().ShouldBe(job.CustomerUserId);
        body.GetProperty("stages_done").GetInt32().ShouldBe(1);
        live.Of(job).Select(e => e.Body.GetProperty("version").GetInt64()).ShouldBeInOrder();
    }
}
