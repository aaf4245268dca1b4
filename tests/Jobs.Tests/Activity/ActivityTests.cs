using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Jobs.Tests.Activity;

public sealed class ActivityTests(JobsFixture jobs)
{
    [Fact]
    public async Task Who_did_what_when_is_on_record()
    {
        var job = await jobs.JobAsync();
        var (staff, id) = await jobs.StaffAsync(job.Pit);
        await JobsFixture.MoveAsync(staff, job.Id, "in_progress");
        await JobsFixture.SendAsync(staff, HttpMethod.Patch, $"/api/jobs/{job.Id}/stages/1", new { done = true });
        await JobsFixture.SendAsync(staff, HttpMethod.Patch, $"/api/jobs/{job.Id}/materials/2", new { done = true });

        var items = (await staff.GetFromJsonAsync<JsonElement>($"/api/jobs/{job.Id}/activity")).GetProperty("items").EnumerateArray().ToArray();
        items.Select(a => $"{a.GetProperty("kind").GetString()} {a.GetProperty("detail").GetString()}")
            .ShouldBe(["material_done Slip solution", "stage_done Surface Prep", "status waiting → in_progress", "created Full PPF"]);
        items[0].GetProperty("user_id").GetInt64().ShouldBe(id);
        items[0].GetProperty("name").GetString().ShouldBe($"Name {id}");
        (await OfWorkshopAsync($"?user_id={id}&kind=stage_done")).ShouldHaveSingleItem().GetProperty("job_id").GetInt64().ShouldBe(job.Id);
        (await OfWorkshopAsync($"?user_id={id}&role=owner")).ShouldBeEmpty();
        (await OfWorkshopAsync($"?pit_id={job.Pit}&role=owner")).ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("created");
        (await OfWorkshopAsync($"?user_id={id}&to=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        (await jobs.OtherOwner.GetFromJsonAsync<JsonElement>($"/api/staff-activity?user_id={id}")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Pages_have_neither_gap_nor_repeat()
    {
        var job = await jobs.JobInAsync("completed");
        var seen = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = await jobs.Owner.GetFromJsonAsync<JsonElement>($"/api/jobs/{job.Id}/activity?limit=1{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("activity_id").GetInt64()));
            if ((cursor = page.GetProperty("next_cursor").GetString()) is null) break;
        }

        seen.Count.ShouldBe(4);
        seen.ShouldBe(seen.OrderDescending());
    }

    [Theory]
    [InlineData("role=boss")]
    [InlineData("kind=nothing")]
    [InlineData("cursor=x")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")]
    public async Task Wrong_filter_is_refused(string query) =>
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Get, $"/api/staff-activity?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Owner_sees_which_customers_look_on()
    {
        var (job, other) = (await jobs.JobInAsync("in_progress"), await jobs.JobAsync());
        (await JobsFixture.SendAsync(jobs.CustomerOf(job), HttpMethod.Post, $"/api/jobs/{job.Id}/watching")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await JobsFixture.SendAsync(jobs.CustomerOf(job), HttpMethod.Post, $"/api/jobs/{other.Id}/watching")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await WatchedAsync(jobs.Owner)).ShouldContain(job.Id);
        (await WatchedAsync(jobs.OtherOwner)).ShouldNotContain(job.Id);
        await jobs.ExecuteAsync("update job_watching set seen_at = @long where job_id = @Id", new { job.Id, @long = jobs.Time.GetUtcNow().AddSeconds(-46) });
        (await WatchedAsync(jobs.Owner)).ShouldNotContain(job.Id);
        await JobsFixture.SendAsync(jobs.CustomerOf(job), HttpMethod.Post, $"/api/jobs/{job.Id}/watching");
        (await WatchedAsync(jobs.Owner)).ShouldContain(job.Id);
    }

    private static async Task<List<long>> WatchedAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/jobs/watching")).GetProperty("items").EnumerateArray().Select(j => j.GetProperty("job_id").GetInt64())];

    private async Task<JsonElement[]> OfWorkshopAsync(string query) =>
        [.. (await jobs.Owner.GetFromJsonAsync<JsonElement>($"/api/staff-activity{query}")).GetProperty("items").EnumerateArray()];
}
