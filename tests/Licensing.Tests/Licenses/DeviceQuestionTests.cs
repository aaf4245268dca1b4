using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Licensing.Tests.Licenses;

public sealed class DeviceQuestionTests(LicensingFixture licensing)
{
    [Fact]
    public async Task Active_device_gets_its_lease()
    {
        var device = await licensing.IssueAsync();
        using var client = licensing.ClientOf(device);
        var answer = await AskAsync(client, HttpStatusCode.OK);
        answer.GetProperty("status").GetString().ShouldBe("active");
        answer.GetProperty("lease").GetString()!.Split('.').Length.ShouldBe(3);
    }

    [Fact]
    public async Task Suspended_device_gets_402_with_the_reason_and_when_to_ask_again()
    {
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        using var client = licensing.ClientOf(device);
        await AskAsync(client, HttpStatusCode.PaymentRequired);
        using var answer = await client.GetAsync("/api/device/license");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(1));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (body.GetProperty("reason").GetString(), body.GetProperty("retry_after").GetInt32()).ShouldBe(("payment_overdue", 3600));
        body.GetProperty("since").GetDateTimeOffset().ShouldBe(licensing.Time.GetUtcNow(), TimeSpan.FromMinutes(1));
        body.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.String);
        await licensing.SwitchAsync(device, "active", "payment_received");
        await AskAsync(client, HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Wrong_secret_is_401(string secret)
    {
        var device = await licensing.IssueAsync();
        using var client = licensing.ClientOf(device, secret);
        using var answer = await client.GetAsync("/api/device/license");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var person = await licensing.Owner.GetAsync("/api/device/license");
        person.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>Asks until the directory has heard of the device.</summary>
    private static async Task<JsonElement> AskAsync(HttpClient client, HttpStatusCode expected)
    {
        var body = "";
        await TestKit.Eventually.BecomesAsync(async () =>
        {
            using var answer = await client.GetAsync("/api/device/license");
            body = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode;
        }, s => s == expected, $"the answer is {expected}");
        return JsonDocument.Parse(body).RootElement;
    }
}
