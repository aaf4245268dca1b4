using System.Net;
using Platform.Contracts.Jobs;
using Platform.Contracts.Notifications;
using Platform.Jobs.Tests.Jobs;

namespace Platform.Jobs.Tests.Progress;

public sealed class StatusTests(JobsFixture jobs)
{
    [Fact]
    public async Task Job_goes_its_way_with_events_messages_and_access()
    {
        var changed = await jobs.Bus.ListenAsync<JobStatusChanged>();
        var pits = await jobs.Bus.ListenAsync<CustomerPitsChanged>();
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var job = await jobs.JobAsync();
        foreach (var step in new[] { "in_progress", "quality_check", "completed" })
        {
            var (status, answer) = await JobsFixture.MoveAsync(jobs.Owner, job.Id, step);
            status.ShouldBe(HttpStatusCode.OK);
            answer.EnumerateObject().Select(p => p.Name).ShouldBe(["job_id", "status", "updated_at"]);
            answer.GetProperty("status").GetString().ShouldBe(step);
        }

        (await changed.FirstAsync(e => e.Job.JobId == job.Id && e.Job.Status == "completed")).FromStatus.ShouldBe("quality_check");
        await pits.FirstAsync(p => p.UserId == job.CustomerUserId && p.PitIds.Count == 0);
        pits.All.Where(p => p.UserId == job.CustomerUserId).OrderBy(p => p.Version).Select(p => string.Join(',', p.PitIds)).ShouldBe([$"{job.Pit}", ""]);
        await told.FirstAsync(m => m.UserId == job.CustomerUserId && m.Kind == "job_completed");
        var started = await told.FirstAsync(m => m.UserId == job.CustomerUserId && m.Kind == "job_started");
        CreateTests.ValueOf(started, "pit_number").ShouldBe($"{job.Pit}");
        DateTimeOffset.Parse(CreateTests.ValueOf(started, "estimated_end")!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(jobs.Time.GetUtcNow().AddMinutes(110));
    }

    [Theory]
    [InlineData("waiting", "quality_check")]
    [InlineData("waiting", "completed")]
    [InlineData("waiting", "waiting")]
    [InlineData("in_progress", "completed")]
    [InlineData("in_progress", "waiting")]
    [InlineData("quality_check", "in_progress")]
    [InlineData("completed", "cancelled")]
    [InlineData("cancelled", "in_progress")]
    public async Task Step_that_is_not_possible_is_refused_with_the_state_as_it_is(string from, string to)
    {
        var job = await jobs.JobInAsync(from);
        var (status, problem) = await JobsFixture.MoveAsync(jobs.Owner, job.Id, to);
        status.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("job_status").GetString().ShouldBe(from);
        (await jobs.DetailsAsync(job.Id)).GetProperty("status").GetString().ShouldBe(from);
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("in_progress")]
    [InlineData("quality_check")]
    public async Task Open_job_can_be_cancelled(string from)
    {
        var job = await jobs.JobInAsync(from);
        (await JobsFixture.MoveAsync(jobs.Owner, job.Id, "cancelled")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("finished")]
    [InlineData(null)]
    public async Task Status_that_does_not_exist_is_refused(string? status)
    {
        var job = await jobs.JobAsync();
        (await JobsFixture.MoveAsync(jobs.Owner, job.Id, status!)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Of_many_who_press_next_at_once_one_goes_the_step()
    {
        var job = await jobs.JobInAsync("in_progress");
        var (staff, _) = await jobs.StaffAsync(job.Pit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => JobsFixture.MoveAsync(i % 2 == 0 ? staff : jobs.Owner, job.Id, "quality_check")));
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Conflict && a.Json.GetProperty("job_status").GetString() == "quality_check").ShouldBe(9);
        (await jobs.ScalarAsync<long>("select count(*) from job_activity where job_id = @Id and kind = 'status'", new { job.Id })).ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_jobs_that_start_in_a_pit_at_once_one_does()
    {
        var pit = jobs.NewPit();
        var waiting = new List<TestJob>();
        for (var i = 0; i < 6; i++) waiting.Add(await jobs.JobAsync(pit));
        var answers = await Task.WhenAll(waiting.Select(j => JobsFixture.MoveAsync(jobs.Owner, j.Id, "in_progress")));
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(a => a.Status == HttpStatusCode.Conflict).Select(a => a.Json.GetProperty("type").GetString()).ShouldBe(Enumerable.Repeat("pit_busy", 5));
        (await jobs.ScalarAsync<long>("select count(*) from jobs where pit_id = @pit and status = 'in_progress'", new { pit })).ShouldBe(1);
    }

    [Fact]
    public async Task Next_job_starts_when_the_pit_is_free()
    {
        var first = await jobs.JobInAsync("quality_check");
        var next = await jobs.JobAsync(first.Pit);
        var (status, problem) = await JobsFixture.MoveAsync(jobs.Owner, next.Id, "in_progress");
        status.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("running_job_id").GetInt64().ShouldBe(first.Id);
        await JobsFixture.MoveAsync(jobs.Owner, first.Id, "completed");
        (await JobsFixture.MoveAsync(jobs.Owner, next.Id, "in_progress")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Two cars of one customer: what is told last names both pits, whichever started last.</summary>
    [Fact]
    public async Task Customer_with_two_running_jobs_sees_both_pits()
    {
        var pits = await jobs.Bus.ListenAsync<CustomerPitsChanged>();
        var phone = jobs.NewPhone();
        var (first, second) = (await jobs.JobAsync(phone: phone), await jobs.JobAsync(phone: phone));
        await Task.WhenAll(JobsFixture.MoveAsync(jobs.Owner, first.Id, "in_progress"), JobsFixture.MoveAsync(jobs.Owner, second.Id, "in_progress"));
        (await pits.FirstAsync(p => p.UserId == first.CustomerUserId && p.Version == 2)).PitIds.ShouldBe([first.Pit, second.Pit], ignoreOrder: true);
        await JobsFixture.MoveAsync(jobs.Owner, first.Id, "cancelled");
        (await pits.FirstAsync(p => p.UserId == first.CustomerUserId && p.Version == 3)).PitIds.ShouldBe([second.Pit]);
    }

    [Fact]
    public async Task Job_that_never_started_changes_nobodys_access()
    {
        var job = await jobs.JobInAsync("cancelled");
        (await jobs.ScalarAsync<long>("select access_version from customers where user_id = @CustomerUserId", new { job.CustomerUserId })).ShouldBe(0);
    }
}
