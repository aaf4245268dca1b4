using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Jobs;
using Platform.Contracts.Notifications;
using Platform.Jobs.Jobs;
using Platform.Jobs.Messages;
using Platform.TestKit;

namespace Platform.Jobs.Tests.Messages;

public sealed class EndingSoonTests(JobsFixture jobs)
{
    [Fact]
    public async Task Customer_is_told_once_for_every_estimate()
    {
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var events = await jobs.Bus.ListenAsync<JobEndingSoon>();
        var job = await jobs.JobInAsync("in_progress");
        await RunAsync(jobs.Time.GetUtcNow());
        (await ToldAsync(job)).ShouldBeNull("it is two hours until then");

        // Side by side and again and again; then another estimate, and the first one again, which is the same message.
        var first = await SetAsync(job, jobs.Time.GetUtcNow().AddMinutes(29));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync(jobs.Time.GetUtcNow())));
        await RunAsync(jobs.Time.GetUtcNow());
        var second = await SetAsync(job, jobs.Time.GetUtcNow().AddMinutes(20));
        await RunAsync(jobs.Time.GetUtcNow());
        await SetAsync(job, first);
        await RunAsync(jobs.Time.GetUtcNow());
        await SetAsync(job, jobs.Time.GetUtcNow().AddMinutes(40));
        await RunAsync(jobs.Time.GetUtcNow());

        await Eventually.BecomesTrueAsync(() => told.All.Count(m => IsSoon(m, job)) >= 3, "all is told");
        told.All.Where(m => IsSoon(m, job)).Select(m => m.ExpiresAt).ShouldBe([first, second, first]);
        told.All.Where(m => IsSoon(m, job)).Select(m => m.MessageId).Distinct().Count().ShouldBe(2);
        events.All.Count(e => e.Job.JobId == job.Id).ShouldBe(3);
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("completed")]
    [InlineData("cancelled")]
    public async Task Job_that_does_not_run_is_not_told_of(string status)
    {
        var job = await jobs.JobInAsync(status);
        await jobs.ExecuteAsync("update jobs set estimated_end_time = @end where job_id = @Id", new { job.Id, end = jobs.Time.GetUtcNow().AddMinutes(10) });
        await RunAsync(jobs.Time.GetUtcNow());
        (await ToldAsync(job)).ShouldBeNull();
    }

    [Fact]
    public async Task End_that_is_over_is_not_soon()
    {
        var job = await jobs.JobInAsync("in_progress");
        var end = (await jobs.DetailsAsync(job.Id)).GetProperty("estimated_end_time").GetDateTimeOffset();
        await RunAsync(end.AddSeconds(1));
        (await ToldAsync(job)).ShouldBeNull();
    }

    /// <summary>Completed between two rounds: nothing follows the completion.</summary>
    [Fact]
    public async Task Nothing_is_told_after_the_completion()
    {
        var job = await jobs.JobInAsync("quality_check");
        var end = (await jobs.DetailsAsync(job.Id)).GetProperty("estimated_end_time").GetDateTimeOffset();
        await Task.WhenAll(JobsFixture.MoveAsync(jobs.Owner, job.Id, "completed"), RunAsync(end.AddMinutes(-40)));
        await RunAsync(end.AddMinutes(-10));
        (await ToldAsync(job)).ShouldBeNull();
    }

    [Fact]
    public void Id_is_the_same_for_the_same_message_and_no_other()
    {
        var end = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        Guid[] ids =
        [
            JobMessages.IdOf(1, "job_started", null), JobMessages.IdOf(2, "job_started", null), JobMessages.IdOf(1, "job_completed", null),
            JobMessages.IdOf(1, "job_ending_soon", end), JobMessages.IdOf(1, "job_ending_soon", end.AddSeconds(1)),
        ];
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.Version == 8);
        JobMessages.IdOf(1, "job_ending_soon", end.ToOffset(TimeSpan.FromHours(5.5))).ShouldBe(ids[3]);
    }

    /// <summary>Who can be reached in no way gets no message with the credentials; they are in the owner's answer.</summary>
    [Fact]
    public void Credentials_go_out_only_where_there_is_a_way()
    {
        var job = new JobRow(1, 1, 1, 1, 1, 1, "Meera", "City", "KA 01", "Full PPF", "waiting", 60, default, false, null, default, default, null, null, null, null, null, 1);
        JobMessages.Credentials(job, new(null, null, null, "W"), new("guest1", "secret"), "https://x", default).ShouldBeNull();
        JobMessages.Credentials(job, new(null, "m@example.com", null, "W"), new("guest1", "secret"), "https://x", default)!.Values.ShouldContain(v => v.Name == "password" && v.Value == "secret");
        JobMessages.Of(MessageKinds.Started, job, new("+919876543210", null, "hi", "W"), "https://x", default).Values.Select(v => v.Name)
            .ShouldBe(["customer_name", "workshop", "car_model", "car_plate", "work_type", "pit_number", "estimated_end", "link"]);
    }

    private static bool IsSoon(MessageRequested message, TestJob job) => message.Kind == "job_ending_soon" && message.UserId == job.CustomerUserId;

    private Task RunAsync(DateTimeOffset now) => jobs.Services.GetRequiredService<EndingSoon>().RunOnceAsync(now, CancellationToken.None);

    private Task<DateTime?> ToldAsync(TestJob job) => jobs.ScalarAsync<DateTime?>("select told_end_time from jobs where job_id = @Id", new { job.Id });

    private async Task<DateTimeOffset> SetAsync(TestJob job, DateTimeOffset end) =>
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Patch, $"/api/jobs/{job.Id}/time", new { estimated_end_time = end })).Json.GetProperty("estimated_end_time").GetDateTimeOffset();
}
