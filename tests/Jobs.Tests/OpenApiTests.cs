using Platform.TestKit;

namespace Platform.Jobs.Tests;

public sealed class OpenApiTests(JobsFixture jobs)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = jobs.CreateClient();
        await OpenApiPin.CheckAsync(client, "jobs");
    }
}
