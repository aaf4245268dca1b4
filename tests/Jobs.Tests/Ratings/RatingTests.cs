using System.Net;
using System.Text.Json;

namespace Platform.Jobs.Tests.Ratings;

public sealed class RatingTests(JobsFixture jobs)
{
    [Fact]
    public async Task Job_is_rated_once_by_its_customer()
    {
        var job = await jobs.JobInAsync("completed");
        var customer = jobs.CustomerOf(job);
        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(stars => RateAsync(customer, job, new { rating = stars, comment = "Wie neu, धन्यवाद!" })));
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => a.Json.GetProperty("type").GetString()).Distinct().ShouldBe(["already_rated"]);
        var rated = answers.Single(a => a.Status == HttpStatusCode.OK).Json;
        var seen = await jobs.DetailsAsync(job.Id);
        seen.GetProperty("rating").GetInt32().ShouldBe(rated.GetProperty("rating").GetInt32());
        seen.GetProperty("rating_comment").GetString().ShouldBe("Wie neu, धन्यवाद!");
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("in_progress")]
    [InlineData("quality_check")]
    [InlineData("cancelled")]
    public async Task Job_that_is_not_completed_is_not_rated(string status)
    {
        var job = await jobs.JobInAsync(status);
        var (answer, problem) = await RateAsync(jobs.CustomerOf(job), job, new { rating = 4 });
        answer.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("job_status").GetString().ShouldBe(status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("4.5")]
    [InlineData("\"5\"")]
    [InlineData("null")]
    public async Task Rating_is_a_whole_number_from_one_to_five(string rating)
    {
        var job = await jobs.JobInAsync("completed");
        using var body = new StringContent($$"""{"rating":{{rating}}}""", null, "application/json");
        using var answer = await jobs.CustomerOf(job).PostAsync($"/api/jobs/{job.Id}/rating", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Others_do_not_rate()
    {
        var (job, other) = (await jobs.JobInAsync("completed"), await jobs.JobAsync());
        (await RateAsync(jobs.CustomerOf(other), job, new { rating = 1 })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await RateAsync(jobs.Owner, job, new { rating = 5 })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await RateAsync(jobs.CustomerOf(job), job, new { rating = 5, comment = new string('x', 1001) })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<(HttpStatusCode Status, JsonElement Json)> RateAsync(HttpClient client, TestJob job, object body) =>
        JobsFixture.SendAsync(client, HttpMethod.Post, $"/api/jobs/{job.Id}/rating", body);
}
