using System.Net;
using Microsoft.AspNetCore.Http;
using Platform.Identity.ApiKeys;
using Platform.Identity.Sessions;
using Platform.Identity.Tenants;
using Platform.Identity.Users;

namespace Platform.Identity.Tests.Rules;

public sealed class NamingTests
{
    [Theory]
    [InlineData("workshop", 1, "workshop_001")]
    [InlineData("household", 12, "household_012")]
    [InlineData("landlord", 1000, "landlord_1000")]
    public void Tenant_code_is_kind_and_number(string kind, int number, string code) => TenantRules.CodeOf(kind, number).ShouldBe(code);

    [Theory]
    [InlineData("Ravi.K", "ravi.k")]
    [InlineData(" asha@example.com ", "asha@example.com")]
    [InlineData("ab", null)]
    [InlineData("a b c", null)]
    [InlineData("adm\0in", null)]
    [InlineData("_hidden", null)]
    [InlineData("ravi\n", "ravi")]
    [InlineData("åsa", null)]
    [InlineData("\u212Aelvin", null)]
    [InlineData("O'Brien+shop@example.com", "o'brien+shop@example.com")]
    public void Username_is_normalised(string text, string? username) => Usernames.Normalise(text).ShouldBe(username);

    [Theory]
    [InlineData("Asha@Example.com", "asha@example.com")]
    [InlineData("_asha@mail.example.co.in", "_asha@mail.example.co.in")]
    [InlineData("asha", null)]
    [InlineData("asha@localhost", null)]
    [InlineData("asha@example..com", null)]
    [InlineData("asha..rao@example.com", null)]
    [InlineData("a@b@example.com", null)]
    [InlineData("asha@-example.com", null)]
    public void Address_is_a_name_to_sign_in_with(string email, string? username) => Usernames.OfAddress(email).ShouldBe(username);

    [Theory]
    [InlineData("workshop_012_owner", true)]
    [InlineData("landlord_1_owner", true)]
    [InlineData("workshop_012_staff", false)]
    [InlineData("my_workshop_012_owner", false)]
    public void Names_of_owners_to_be_are_reserved(string username, bool reserved) => Usernames.IsReserved(username).ShouldBe(reserved);

    [Theory]
    [InlineData("Asia/Kolkata", true)]
    [InlineData("UTC", true)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("../../etc/passwd", false)]
    public void Time_zone_is_of_the_database(string name, bool known) => TenantRules.IsTimeZone(name).ShouldBe(known);

    [Fact]
    public void Api_key_survives_writing_and_reading()
    {
        var key = ApiKeyText.New(DateTimeOffset.UtcNow);
        ApiKeyText.Parse(key.ToString()).ShouldBe(key);
        key.ToString().ShouldStartWith("pk_");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pk_")]
    [InlineData("pk_00000000000000000000000000000000")]
    [InlineData("pk_zz000000000000000000000000000000_secret")]
    [InlineData("sk_00000000000000000000000000000000_secret")]
    public void Text_that_is_no_api_key_is_none(string? text) => ApiKeyText.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("::1", "::1")]
    public void Client_is_counted_by_address_or_its_network(string address, string counted) => ClientAddress.NetworkOf(IPAddress.Parse(address)).ShouldBe(counted);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("fd00::1", true)]
    [InlineData("2001:db8::1", false)]
    public void Forwarding_headers_are_believed_from_the_private_network(string peer, bool believed) => ClientAddress.IsPrivate(IPAddress.Parse(peer)).ShouldBe(believed);

    [Theory]
    [InlineData("10.1.2.3", "https", "http", true)]
    [InlineData("10.1.2.3", "http", "http", false)]
    [InlineData("10.1.2.3", "", "http", false)]
    [InlineData("8.8.8.8", "https", "http", false)]
    [InlineData("8.8.8.8", "", "https", true)]
    public void Https_is_what_the_gateway_says_or_the_connection_is(string peer, string forwarded, string scheme, bool isHttps)
    {
        var http = new DefaultHttpContext { Request = { Scheme = scheme } };
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        http.Request.Headers["X-Forwarded-Proto"] = forwarded;
        ClientAddress.IsHttps(http).ShouldBe(isHttps);
    }
}
