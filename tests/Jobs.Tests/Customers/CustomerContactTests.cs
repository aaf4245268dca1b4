using Platform.Contracts.Identity;
using Platform.Contracts.Notifications;
using Platform.TestKit;

namespace Platform.Jobs.Tests.Customers;

/// <summary>Customers are written to where they said they want to be.</summary>
public sealed class CustomerContactTests(JobsFixture jobs)
{
    [Fact]
    public async Task Messages_go_to_the_number_that_the_customer_has_set_and_by_it_the_customer_is_found_again()
    {
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var job = await jobs.JobAsync();
        var number = jobs.NewPhone();
        // In the other order than it happened, and twice.
        var newest = Changed(job, number, phoneVersion: 2);
        await jobs.Bus.PublishAsync(newest, Guid.NewGuid());
        await KnownAsync(job, "phone_version = 2");
        await jobs.Bus.PublishAsync(Changed(job, jobs.NewPhone(), phoneVersion: 1, "asha@example.com", emailVersion: 1));
        await KnownAsync(job, "email_version = 1");

        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "in_progress");

        var message = await told.FirstAsync(m => m.UserId == job.CustomerUserId && m.Kind == "job_started");
        (message.Phone, message.Email).ShouldBe((number, "asha@example.com"));
        (await jobs.JobAsync(phone: number)).CustomerUserId.ShouldBe(job.CustomerUserId);
    }

    [Fact]
    public async Task Number_that_is_another_customers_already_is_written_to_and_stays_theirs()
    {
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var number = jobs.NewPhone();
        var other = await jobs.JobAsync(phone: number);
        var job = await jobs.JobAsync();
        await jobs.Bus.PublishAsync(Changed(job, number, phoneVersion: 1));
        await KnownAsync(job, "phone_version = 1");
        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "in_progress");
        (await told.FirstAsync(m => m.UserId == job.CustomerUserId && m.Kind == "job_started")).Phone.ShouldBe(number);
        (await jobs.JobAsync(phone: number)).CustomerUserId.ShouldBe(other.CustomerUserId);
    }

    [Fact]
    public async Task Customer_who_took_the_number_away_gets_no_sms_and_what_was_never_changed_stays()
    {
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var job = await jobs.JobAsync(change: body => body["customer_email"] = $"kept-{Guid.NewGuid():N}@example.com");
        await jobs.Bus.PublishAsync(Changed(job, phone: null, phoneVersion: 3));
        await KnownAsync(job, "phone_version = 3");
        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "in_progress");
        var message = await told.FirstAsync(m => m.UserId == job.CustomerUserId && m.Kind == "job_started");
        message.Phone.ShouldBeNull();
        message.Email!.ShouldStartWith("kept-");
    }

    [Fact]
    public async Task Number_that_is_unusual_in_its_country_is_written_to_and_nobody_is_found_by_it()
    {
        var told = await jobs.Bus.ListenAsync<MessageRequested>();
        var job = await jobs.JobAsync();
        await jobs.Bus.PublishAsync(Changed(job, "+9122223333", phoneVersion: 1));
        await KnownAsync(job, "phone_version = 1");
        await JobsFixture.MoveAsync(jobs.Owner, job.Id, "in_progress");
        (await told.FirstAsync(m => m.UserId == job.CustomerUserId && m.Kind == "job_started")).Phone.ShouldBe("+9122223333");
        await KnownAsync(job, "phone <> '+9122223333'");
    }

    [Fact]
    public async Task Account_of_another_workshop_changes_nothing()
    {
        var job = await jobs.JobAsync();
        var other = await jobs.JobAsync();
        await jobs.Bus.PublishAsync(Changed(job, jobs.NewPhone(), phoneVersion: 9) with { TenantId = JobsFixture.OtherWorkshop });
        await jobs.Bus.PublishAsync(Changed(other, jobs.NewPhone(), phoneVersion: 1));
        await KnownAsync(other, "phone_version = 1");
        await KnownAsync(job, "phone_version = 0");
    }

    private UserContactChanged Changed(TestJob job, string? phone, long phoneVersion, string? email = null, long emailVersion = 0) =>
        new(job.CustomerUserId, JobsFixture.Workshop, phone, phoneVersion, email, emailVersion, jobs.Time.GetUtcNow());

    private Task KnownAsync(TestJob job, string what) => Eventually.BecomesTrueAsync(
        async () => await jobs.ScalarAsync<bool>($"select {what} from customers where user_id = @CustomerUserId", new { job.CustomerUserId }), what);
}
