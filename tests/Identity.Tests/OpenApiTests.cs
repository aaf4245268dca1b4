namespace Platform.Identity.Tests;

public sealed class OpenApiTests(IdentityFixture identity)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = identity.CreateClient();
        await OpenApiPin.CheckAsync(client, "identity");
    }
}
