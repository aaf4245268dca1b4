using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.DeviceRegistry;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Notifications.Tests;

/// <summary>A camera that does not answer is an alert of its pit: the owner gets an SMS, and it is over when the camera is back.</summary>
public sealed class CameraTests(NotificationsFixture notifications)
{
    [Fact]
    public async Task Lost_camera_is_one_alert_that_ends_by_itself()
    {
        var tenant = NotificationsFixture.NewTenant();
        var message = Guid.NewGuid();
        await notifications.Bus.PublishAsync(Changed(tenant, isOffline: true, version: 10), message);
        await notifications.Bus.PublishAsync(Changed(tenant, isOffline: true, version: 10), message);

        var sms = await notifications.FirstSentToAsync(NotificationsFixture.OwnerOf(tenant).Phone);
        sms.GetProperty("text").GetString()!.ShouldStartWith("Camera offline (Paint booth): no answer for 41 s. http://127.0.0.1/alerts/");
        var alert = (await AlertsAsync(tenant, a => a.Count == 1))[0];
        (Text(alert, "alert_type"), Text(alert, "severity"), Text(alert, "status"), alert.GetProperty("pit_id").GetInt32(), alert.GetProperty("limit_value").GetDouble())
            .ShouldBe(("camera_offline", "warning", "open", 5, 30));
        Text(alert, "message").ShouldBe("Paint booth: the camera has not answered for 41 s.");

        await notifications.Bus.PublishAsync(Changed(tenant, isOffline: false, version: 11));
        (await AlertsAsync(tenant, a => a is [var one] && Text(one, "status") == "cleared"))[0].GetProperty("clear_reason").GetString().ShouldBe("recovered");
        // What comes late is old news.
        await notifications.Bus.PublishAsync(Changed(tenant, isOffline: true, version: 9));
        await notifications.Bus.PublishAsync(Changed(tenant, isOffline: true, version: 12));
        await AlertsAsync(tenant, a => a.Count == 2);
    }

    private static CameraStateChanged Changed(int tenant, bool isOffline, long version) =>
        new(5, tenant, "pit5", isOffline, isOffline ? 41 : 0, 30, isOffline ? null : "recovered", version + (tenant * 1000L), DateTimeOffset.UnixEpoch);

    private async Task<IReadOnlyList<JsonElement>> AlertsAsync(int tenant, Func<IReadOnlyList<JsonElement>, bool> holds)
    {
        using var owner = notifications.ClientOf(Roles.Owner, tenant, NotificationsFixture.OwnerOf(tenant).UserId);
        return await Eventually.BecomesAsync<IReadOnlyList<JsonElement>>(
            async () => [.. (await owner.GetFromJsonAsync<JsonElement>("/api/alerts")).GetProperty("items").EnumerateArray()], holds, "alerts of the camera are as expected");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
