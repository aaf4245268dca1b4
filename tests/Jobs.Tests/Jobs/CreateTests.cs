using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Jobs;
using Platform.Contracts.Notifications;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Tests.Jobs;

public sealed class CreateTests(JobsFixture jobs)
{
    [Fact]
    public async Task New_customer_gets_credentials_in_the_answer_and_by_message()
    {
        var created = await jobs.Bus.ListenAsync<JobCreated>();
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var body = jobs.Body(jobs.NewPit(), "98111 00001");
        var (status, answer) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", body);

        status.ShouldBe(HttpStatusCode.Created);
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["job_id", "customer_credentials"]);
        var jobId = answer.GetProperty("job_id").GetInt64();
        var credentials = answer.GetProperty("customer_credentials");
        credentials.EnumerateObject().Select(p => p.Name).ShouldBe(["username", "password"]);
        (await created.FirstAsync(e => e.Job.JobId == jobId)).Job.Status.ShouldBe("waiting");
        var message = await told.FirstAsync(m => m.Kind == "job_credentials" && ValueOf(m, "link") == $"https://platform.example/jobs/{jobId}");
        message.Phone.ShouldBe("+919811100001");
        message.UserId.ShouldBe((await created.FirstAsync(e => e.Job.JobId == jobId)).Job.CustomerUserId);
        ValueOf(message, "password").ShouldBe(credentials.GetProperty("password").GetString());
        ValueOf(message, "workshop").ShouldBe("Workshop 1");
    }

    [Theory]
    [InlineData("+919822200001", null, "098222 00001", null)]
    [InlineData("+919822200002", "two@example.com", null, "TWO@example.com")]
    [InlineData(null, "three@example.com", "+919822200003", "three@example.com")]
    public async Task Customer_is_found_again_however_written(string? phone, string? email, string? phoneAgain, string? emailAgain)
    {
        var first = await jobs.JobAsync(change: b => (b["customer_phone"], b["customer_email"]) = (phone, email));
        var body = jobs.Body(jobs.NewPit());
        (body["customer_phone"], body["customer_email"]) = (phoneAgain, emailAgain);
        var (status, answer) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", body);
        status.ShouldBe(HttpStatusCode.Created);
        answer.TryGetProperty("customer_credentials", out _).ShouldBeFalse();
        (await jobs.DetailsAsync(answer.GetProperty("job_id").GetInt64())).GetProperty("customer").GetProperty("user_id").GetInt64().ShouldBe(first.CustomerUserId);
    }

    [Fact]
    public async Task Same_number_in_another_workshop_is_another_customer()
    {
        var here = await jobs.JobAsync(phone: "+919822200009");
        var (_, there) = await JobsFixture.SendAsync(jobs.OtherOwner, HttpMethod.Post, "/api/jobs", jobs.Body(1001, "+919822200009"));
        there.GetProperty("customer_credentials").GetProperty("username").GetString().ShouldNotBe($"guest{here.CustomerUserId}");
    }

    [Fact]
    public async Task Two_jobs_at_once_of_one_new_customer_are_one_account_and_one_set_of_credentials()
    {
        var phone = jobs.NewPhone();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", jobs.Body(jobs.NewPit(), phone))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created);
        answers.Count(a => a.Json.TryGetProperty("customer_credentials", out _)).ShouldBe(1);
        (await jobs.ScalarAsync<long>("select count(*) from customers where phone = @phone", new { phone })).ShouldBe(1);
    }

    [Fact]
    public async Task Same_key_gives_the_same_answer_and_one_job()
    {
        var body = jobs.Body(jobs.NewPit());
        var first = await WithKeyAsync("key-1", body);
        var again = await WithKeyAsync("key-1", body);
        again.Text.ShouldBe(first.Text);
        body["car_plate"] = "OTHER";
        (await WithKeyAsync("key-1", body)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jobs.ScalarAsync<long>("select count(*) from jobs where pit_id = @pit", new { pit = body["pit_id"] })).ShouldBe(1);
    }

    [Fact]
    public async Task Without_identity_no_job_is_half_made()
    {
        var pit = jobs.NewPit();
        jobs.LetIdentityBeAway();
        try
        {
            using var answer = await jobs.Owner.PostAsJsonAsync("/api/jobs", jobs.Body(pit));
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
        }
        finally
        {
            jobs.LetIdentityAnswer();
        }

        (await jobs.ScalarAsync<long>("select count(*) from jobs where pit_id = @pit", new { pit })).ShouldBe(0);
    }

    [Theory]
    [InlineData("customer_name", null)]
    [InlineData("customer_name", "   ")]
    [InlineData("customer_name", "a\u0007b")]
    [InlineData("car_model", null)]
    [InlineData("car_plate", "123456789012345678901")]
    [InlineData("pit_id", null)]
    [InlineData("pit_id", 0)]
    [InlineData("work_type", "")]
    [InlineData("estimated_duration_minutes", 0)]
    [InlineData("estimated_duration_minutes", -5)]
    [InlineData("estimated_duration_minutes", 43_201)]
    [InlineData("estimated_duration_minutes", "long")]
    [InlineData("customer_phone", "123")]
    [InlineData("customer_phone", "call me")]
    [InlineData("customer_email", "nobody")]
    [InlineData("customer_language", "fr")]
    public async Task Wrong_field_is_named(string field, object? value)
    {
        var body = jobs.Body(jobs.NewPit());
        body[field] = value;
        var (status, problem) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", body);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldContain(field);
    }

    [Fact]
    public async Task Work_without_a_usual_duration_needs_one()
    {
        var body = jobs.Body(jobs.NewPit());
        (body["work_type"], body["estimated_duration_minutes"]) = ("Window tint", null);
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
        body["work_type"] = "ceramic_coating";
        var (_, made) = await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", body);
        var job = await jobs.DetailsAsync(made.GetProperty("job_id").GetInt64());
        job.GetProperty("work_type").GetString().ShouldBe("Ceramic Coating");
        job.GetProperty("estimated_duration_minutes").GetInt32().ShouldBe(240);
        job.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldContain("Curing");
    }

    [Theory]
    [InlineData(1001)] // another workshop's
    [InlineData(9999)] // nobody's
    public async Task Pit_that_is_not_the_workshops_is_not_found(int pit) =>
        (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", jobs.Body(pit))).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Removed_pit_takes_no_job()
    {
        var pit = jobs.NewPit();
        await jobs.Bus.PublishAsync(new Contracts.DeviceRegistry.PitChanged(new(pit, JobsFixture.Workshop, pit, $"pit{pit}", "Gone", IsRemoved: true, 2), jobs.Time.GetUtcNow()));
        await TestKit.Eventually.BecomesTrueAsync(
            async () => (await JobsFixture.SendAsync(jobs.Owner, HttpMethod.Post, "/api/jobs", jobs.Body(pit))).Status == HttpStatusCode.NotFound, "the pit is known to be gone");
    }

    [Fact]
    public async Task Suspended_workshop_takes_no_job_on() =>
        (await JobsFixture.SendAsync(jobs.ClientOf(Roles.Owner, JobsFixture.SuspendedWorkshop), HttpMethod.Post, "/api/jobs", jobs.Body(2001)))
            .Json.GetProperty("type").GetString().ShouldBe("workshop_suspended");

    [Fact]
    public async Task Country_of_numbers_is_the_workshops_own_setting()
    {
        var other = jobs.OtherOwner;
        (await JobsFixture.SendAsync(other, HttpMethod.Put, "/api/jobs/settings", new { country_code = "66" })).Json.GetProperty("country_code").GetString().ShouldBe("+66");
        var (_, made) = await JobsFixture.SendAsync(other, HttpMethod.Post, "/api/jobs", jobs.Body(1002, "081 234 5678"));
        (await other.GetFromJsonAsync<JsonElement>($"/api/jobs/{made.GetProperty("job_id").GetInt64()}")).GetProperty("customer").GetProperty("phone").GetString().ShouldBe("+66812345678");
        (await JobsFixture.SendAsync(other, HttpMethod.Put, "/api/jobs/settings", new { country_code = "zero" })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    internal static string? ValueOf(MessageRequested message, string name) => message.Values.FirstOrDefault(v => v.Name == name)?.Value;

    private async Task<(HttpStatusCode Status, string Text)> WithKeyAsync(string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/jobs") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await jobs.Owner.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
