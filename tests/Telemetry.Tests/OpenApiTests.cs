using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class OpenApiTests(TelemetryFixture telemetry)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = telemetry.CreateClient();
        await OpenApiPin.CheckAsync(client, "telemetry");
    }
}
