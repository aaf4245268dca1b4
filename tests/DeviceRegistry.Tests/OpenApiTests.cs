using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests;

public sealed class OpenApiTests(RegistryFixture registry)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = registry.CreateClient();
        await OpenApiPin.CheckAsync(client, "registry");
    }
}
