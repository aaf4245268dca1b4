using Platform.TestKit;

namespace Platform.Licensing.Tests;

public sealed class OpenApiTests(LicensingFixture licensing)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = licensing.CreateClient();
        await OpenApiPin.CheckAsync(client, "licensing");
    }
}
