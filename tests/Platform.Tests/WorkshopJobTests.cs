using System.Text.Json;
using Platform.TestKit;
using Shouldly;
using Xunit;

namespace Platform.Suite.Tests;

/// <summary>A customer's way through the whole suite: credentials from the owner's answer, the pit while the car is there, the end, the summary.</summary>
public sealed class WorkshopJobTests(SuiteFixture suite)
{
    [Fact]
    public async Task Customer_sees_the_pit_from_start_to_end_and_the_job_for_good()
    {
        var owner = await suite.SignInAsync("owner");
        // In some pits other tests' cars are worked on.
        var busy = (await suite.OkAsync(HttpMethod.Get, "/api/jobs?status=in_progress,quality_check&limit=200", owner)).EnumerateArray().Select(j => j.GetProperty("pit_id").GetInt32()).ToHashSet();
        var pit = (await suite.OkAsync(HttpMethod.Get, "/api/pits?limit=200", owner)).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("pit_id").GetInt32()).Last(id => !busy.Contains(id));
        var made = await suite.OkAsync(HttpMethod.Post, "/api/jobs", owner, new
        {
            customer_name = "Nila Das",
            customer_email = $"nila{Guid.NewGuid():N}@example.com",
            car_model = "Tata Nexon",
            car_plate = "KA 09 XY 9876",
            pit_id = pit,
            work_type = "full_ppf",
        });
        var path = $"/api/jobs/{made.GetProperty("job_id").GetInt64()}";
        var credentials = made.GetProperty("customer_credentials");
        var customer = (await suite.SignInAsync(credentials.GetProperty("username").GetString()!, credentials.GetProperty("password").GetString()!)).GetProperty("access_token").GetString()!;
        (await PitsAsync(customer)).ShouldBeEmpty("nothing has begun");

        await using var live = await LiveSocket.OpenAsync(suite, customer);
        await suite.OkAsync(HttpMethod.Patch, $"{path}/status", owner, new { status = "in_progress" });
        await Eventually.BecomesTrueAsync(async () => (await PitsAsync(customer)).SequenceEqual([pit]), "the pit is to be seen");
        await suite.OkAsync(HttpMethod.Post, $"{path}/watching", customer);
        (await suite.OkAsync(HttpMethod.Get, "/api/jobs/watching", owner)).GetProperty("items").EnumerateArray().Select(j => j.GetProperty("pit_id").GetInt32()).ShouldContain(pit);
        foreach (var step in new[] { "quality_check", "completed" }) await suite.OkAsync(HttpMethod.Patch, $"{path}/status", owner, new { status = step });
        await live.FirstAsync(e => e.GetProperty("type").GetString() == "job_status" && e.GetProperty("status").GetString() == "completed", "the end is heard");
        await Eventually.BecomesTrueAsync(async () => (await PitsAsync(customer)).Length == 0, "the pit is gone");

        (await suite.OkAsync(HttpMethod.Get, path, customer)).GetProperty("status").GetString().ShouldBe("completed");
        (await suite.OkAsync(HttpMethod.Get, "/api/jobs", customer)).GetArrayLength().ShouldBe(1);
        await suite.OkAsync(HttpMethod.Post, $"{path}/rating", customer, new { rating = 5 });
        (await suite.SendAsync(HttpMethod.Get, $"{path}/report", customer)).Status.ShouldBe(200);
    }

    /// <summary>The demo's customer has a job that runs, and sees its pit.</summary>
    [Fact]
    public async Task Demo_has_jobs_and_a_customer()
    {
        var customer = await suite.SignInAsync("customer");
        (await suite.OkAsync(HttpMethod.Get, "/api/jobs", customer))[0].GetProperty("status").GetString().ShouldBe("in_progress");
        (await PitsAsync(customer)).Length.ShouldBe(1);
        (await suite.OkAsync(HttpMethod.Get, "/api/jobs", await suite.SignInAsync("owner"))).EnumerateArray().Select(j => j.GetProperty("status").GetString()).ShouldContain("waiting");
    }

    /// <summary>What the demo's history, figures and alerts are looked at by.</summary>
    [Fact]
    public async Task Demo_has_a_past_of_rated_jobs_and_alerts_that_are_over()
    {
        var owner = await suite.SignInAsync("owner");
        var figures = await suite.OkAsync(HttpMethod.Get, "/api/jobs/analytics", owner);
        figures.GetProperty("completed").GetInt64().ShouldBeGreaterThan(100);
        figures.GetProperty("ratings").EnumerateArray().Sum(r => r.GetInt64()).ShouldBeGreaterThan(50);
        figures.GetProperty("on_time_share").GetDouble().ShouldBeInRange(0.5, 1);
        var oldest = (await suite.OkAsync(HttpMethod.Get, "/api/jobs?status=completed&limit=200", owner)).EnumerateArray().Last();
        var job = await suite.OkAsync(HttpMethod.Get, $"/api/jobs/{oldest.GetProperty("job_id").GetInt64()}", owner);
        job.GetProperty("stages").EnumerateArray().ShouldAllBe(s => s.GetProperty("done_at").ValueKind == JsonValueKind.String);
        job.GetProperty("staff").GetArrayLength().ShouldBe(1);
        var activity = (await suite.OkAsync(HttpMethod.Get, "/api/staff-activity?limit=200", owner)).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("at").GetDateTimeOffset()).ToArray();
        activity.ShouldBe(activity.OrderDescending());
        (await suite.OkAsync(HttpMethod.Get, "/api/alerts?status=cleared&limit=200", owner)).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(30);
    }

    private async Task<int[]> PitsAsync(string token) =>
        [.. (await suite.OkAsync(HttpMethod.Get, "/api/pits", token)).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("pit_id").GetInt32())];
}
