using Platform.TestKit;

namespace Platform.Notifications.Tests;

public sealed class OpenApiTests(NotificationsFixture notifications)
{
    [Fact]
    public async Task Api_is_the_one_that_the_web_app_knows()
    {
        using var client = notifications.CreateClient();
        await OpenApiPin.CheckAsync(client, "notifications");
    }
}
