using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Tests.Jobs;

public sealed class ListTests(JobsFixture jobs)
{
    [Fact]
    public async Task Everybody_sees_what_is_theirs()
    {
        var (mine, other) = (await jobs.JobAsync(), await jobs.JobAsync());
        var (staff, _) = await jobs.StaffAsync(mine.Pit);
        (await IdsAsync(jobs.CustomerOf(mine), "")).ShouldBe([mine.Id]);
        (await IdsAsync(staff, "")).ShouldBe([mine.Id]);
        (await IdsAsync(jobs.Owner, "")).ShouldContain(other.Id);
        (await IdsAsync(jobs.OtherOwner, "")).ShouldNotContain(mine.Id);
        (await IdsAsync(jobs.Admin, $"?workshop_id={JobsFixture.Workshop}")).ShouldContain(mine.Id);
        foreach (var client in new[] { jobs.CustomerOf(mine), staff })
        {
            (await client.GetAsync($"/api/jobs/{mine.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await client.GetAsync($"/api/jobs/{other.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await client.GetAsync($"/api/jobs/{other.Id}/report")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await staff.GetAsync($"/api/jobs/{other.Id}/activity")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await JobsFixture.MoveAsync(staff, other.Id, "in_progress")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await JobsFixture.MoveAsync(jobs.OtherOwner, mine.Id, "in_progress")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await jobs.Owner.GetAsync($"/api/jobs?workshop_id={JobsFixture.OtherWorkshop}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The same number in a token of another workshop is another person.</summary>
    [Fact]
    public async Task Customer_of_another_workshop_sees_nothing()
    {
        var job = await jobs.JobAsync();
        (await IdsAsync(jobs.ClientOf(Roles.Customer, JobsFixture.OtherWorkshop, job.CustomerUserId), "")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Customer_does_not_see_the_workshops_own_business()
    {
        var job = await jobs.JobInAsync("in_progress");
        var seen = await jobs.CustomerOf(job).GetFromJsonAsync<JsonElement>($"/api/jobs/{job.Id}");
        foreach (var name in new[] { "materials", "time_changes", "customer" }) seen.TryGetProperty(name, out _).ShouldBeFalse(name);
        seen.GetProperty("stages").GetArrayLength().ShouldBe(4);
        (await jobs.DetailsAsync(job.Id)).GetProperty("materials").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Completed_job_stays_readable()
    {
        var job = await jobs.JobInAsync("completed");
        (await jobs.CustomerOf(job).GetFromJsonAsync<JsonElement>($"/api/jobs/{job.Id}")).GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task Filters_narrow_and_pages_have_neither_gap_nor_repeat()
    {
        var pit = jobs.NewPit();
        var all = new List<long>();
        for (var i = 0; i < 7; i++) all.Add((await jobs.JobAsync(pit, change: b => b["car_plate"] = $"PAGE {all.Count} 50%")).Id);
        await JobsFixture.MoveAsync(jobs.Owner, all[2], "cancelled");

        var paged = new List<long>();
        string? next = $"/api/jobs?pit_id={pit}&limit=3";
        while (next is not null)
        {
            using var page = await jobs.Owner.GetAsync(next);
            paged.AddRange((await page.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(j => j.GetProperty("job_id").GetInt64()));
            next = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        paged.ShouldBe(all.AsEnumerable().Reverse());
        (await IdsAsync(jobs.Owner, $"?pit_id={pit}&status=cancelled")).ShouldBe([all[2]]);
        (await IdsAsync(jobs.Owner, $"?pit_id={pit}&status=cancelled,waiting")).Count.ShouldBe(7);
        (await IdsAsync(jobs.Owner, $"?q=page%203%2050%25")).ShouldBe([all[3]]);
        (await IdsAsync(jobs.Owner, $"?pit_id={pit}&q=%25")).Count.ShouldBe(7);
        (await IdsAsync(jobs.Owner, $"?pit_id={pit}&q=_________________")).ShouldBeEmpty();
        (await IdsAsync(jobs.Owner, $"?pit_id={pit}&from={jobs.Time.GetUtcNow().AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}")).ShouldBeEmpty();
        (await IdsAsync(jobs.Owner, $"?pit_id={pit}&from=2020-01-01T00:00:00Z&to={jobs.Time.GetUtcNow().AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}")).Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("status=finished", "status")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("from=yesterday", "from")]
    [InlineData("pit_id=one", "pit_id")]
    [InlineData("q=a%07", "q")]
    public async Task Wrong_filter_is_named(string query, string field)
    {
        var (status, problem) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Get, $"/api/jobs?{query}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.ToString());
    }

    [Fact]
    public async Task Item_has_the_members_that_clients_know()
    {
        var job = await jobs.JobAsync();
        var item = (await jobs.CustomerOf(job).GetFromJsonAsync<JsonElement>("/api/jobs"))[0];
        foreach (var name in new[] { "job_id", "customer_name", "pit_number", "car_model", "car_plate", "work_type", "status", "estimated_end_time" }) item.TryGetProperty(name, out _).ShouldBeTrue(name);
    }

    private static async Task<List<long>> IdsAsync(HttpClient client, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/jobs{query}")).EnumerateArray().Select(j => j.GetProperty("job_id").GetInt64())];
}
