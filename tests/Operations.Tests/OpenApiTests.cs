using Platform.TestKit;

namespace Platform.Operations.Tests;

public sealed class OpenApiTests(OperationsFixture operations)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = operations.CreateClient();
        await OpenApiPin.CheckAsync(client, "operations");
    }
}
