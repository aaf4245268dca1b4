using System.Net;
using Platform.Notifications.Webhooks;

namespace Platform.Notifications.Tests;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://example.com/hooks", true)]
    [InlineData("https://example.com:8443/hooks?x=1", true)]
    [InlineData("https://93.184.216.34/", true)]
    [InlineData("http://example.com/hooks", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:pw@example.com/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://intranet/", false)]
    [InlineData("https://printer.local/", false)]
    [InlineData("https://metadata.google.internal/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f.1/", false)]
    [InlineData("https://0177.0.0.1/", false)]
    [InlineData("https://10.1.2.3/", false)]
    [InlineData("https://172.31.255.255/", false)]
    [InlineData("https://192.168.0.1/", false)]
    [InlineData("https://169.254.169.254/", false)]
    [InlineData("https://100.64.0.1/", false)]
    [InlineData("https://0.0.0.0/", false)]
    [InlineData("https://255.255.255.255/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://[fe80::1]/", false)]
    [InlineData("https://[fd00::1]/", false)]
    [InlineData("https://[64:ff9b::a00:1]/", false)]
    [InlineData("not an address", false)]
    [InlineData(null, false)]
    public void Only_https_to_the_public_internet_is_taken(string? url, bool isTaken) => (WebhookAddress.ProblemOf(url, []) is null).ShouldBe(isTaken);

    [Fact]
    public async Task Name_that_leads_home_is_refused_when_the_connection_is_made() =>
        await Should.ThrowAsync<WebhookAddressException>(async () => await WebhookAddress.ConnectAsync(new DnsEndPoint("localhost", 443), [], CancellationToken.None));

    [Theory]
    [InlineData("*", true)]
    [InlineData("device.*", true)]
    [InlineData("device.online", true)]
    [InlineData("alert.raised", true)]
    [InlineData("device", false)]
    [InlineData("device.", false)]
    [InlineData(".*", false)]
    [InlineData("jobs.*", false)]
    public void Filter_is_a_type_a_group_or_all(string filter, bool isFilter) => WebhookRules.IsFilter(filter).ShouldBe(isFilter);

    [Fact]
    public void Tries_go_on_for_about_a_day()
    {
        var total = TimeSpan.Zero;
        for (var n = 1; WebhookRules.PauseAfter(n) is { } pause; n++) total += pause;
        total.ShouldBeInRange(TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    [Fact]
    public void Signature_is_hmac_sha256_of_time_and_body() =>
        WebhookRules.Sign("{}", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "secret")
            .ShouldBe("t=1700000000,v1=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("secret"u8, "1700000000.{}"u8)));
}
