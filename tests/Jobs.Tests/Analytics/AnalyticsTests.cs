using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Jobs.Tests.Analytics;

public sealed class AnalyticsTests(JobsFixture jobs)
{
    [Fact]
    public async Task Figures_are_those_of_the_jobs()
    {
        // 03:40 and 04:10 of UTC are 9 o'clock in Kolkata.
        var from = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await CompletedAsync(pit: 450, "Full PPF", from.AddHours(3).AddMinutes(40), minutes: 100, late: 0, rating: 5);
        await CompletedAsync(pit: 450, "Full PPF", from.AddDays(1).AddHours(4).AddMinutes(10), minutes: 200, late: 10, rating: null);
        await CompletedAsync(pit: 451, "Ceramic Coating", from.AddDays(2).AddHours(6), minutes: 60, late: 0, rating: 2);
        await CompletedAsync(pit: 451, "Ceramic Coating", from.AddDays(20), minutes: 60, late: 0, rating: 1);

        var figures = await jobs.Owner.GetFromJsonAsync<JsonElement>("/api/jobs/analytics?from=2031-01-01T00:00:00Z&to=2031-01-10T00:00:00Z");
        figures.GetProperty("completed").GetInt64().ShouldBe(3);
        figures.GetProperty("average_minutes").GetDouble().ShouldBe(120, 0.01);
        figures.GetProperty("on_time_share").GetDouble().ShouldBe(2.0 / 3, 0.001);
        figures.GetProperty("average_rating").GetDouble().ShouldBe(3.5, 0.001);
        figures.GetProperty("ratings").EnumerateArray().Select(r => r.GetInt64()).ShouldBe([0, 1, 0, 0, 1]);
        figures.GetProperty("by_type").EnumerateArray().Select(t => (t.GetProperty("work_type").GetString(), t.GetProperty("completed").GetInt64(), t.GetProperty("average_minutes").GetDouble()))
            .ShouldBe([("Full PPF", 2, 150), ("Ceramic Coating", 1, 60)]);
        figures.GetProperty("by_pit").EnumerateArray().Select(p => (p.GetProperty("pit_number").GetInt32(), p.GetProperty("hours").GetDouble())).ShouldBe([(450, 5), (451, 1)]);
        figures.GetProperty("by_hour").EnumerateArray().Select(h => (h.GetProperty("hour").GetInt32(), h.GetProperty("started").GetInt64())).ShouldBe([(9, 2), (11, 1)]);
    }

    [Fact]
    public async Task Without_jobs_shares_are_not_known()
    {
        var figures = await jobs.Owner.GetFromJsonAsync<JsonElement>("/api/jobs/analytics?from=2040-01-01T00:00:00Z&to=2040-02-01T00:00:00Z");
        figures.GetProperty("completed").GetInt64().ShouldBe(0);
        foreach (var name in new[] { "average_minutes", "on_time_share", "average_rating" }) figures.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("workshop_id=2", HttpStatusCode.NotFound)]
    public async Task Wrong_question_is_refused(string query, HttpStatusCode expected) =>
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Get, $"/api/jobs/analytics?{query}")).Status.ShouldBe(expected);

    private async Task CompletedAsync(int pit, string workType, DateTimeOffset start, int minutes, int late, int? rating)
    {
        var job = await jobs.JobAsync(pit, change: b => b["work_type"] = workType);
        await jobs.ExecuteAsync("""
            update jobs set status = 'completed', started_at = @start, ended_at = @end, promised_end_time = @promised, rating = @rating where job_id = @Id
            """, new { job.Id, start, end = start.AddMinutes(minutes), promised = start.AddMinutes(minutes - late), rating });
    }
}
