using Platform.Identity.Exchange;
using Platform.Identity.Mail;
using Platform.Identity.SignUp;

namespace Platform.Identity.Tests.Rules;

public sealed class MailRulesTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/setup?sn=RY4-7KQ2M9XAP&type=4Relay#top", true)]
    [InlineData("", false)]
    [InlineData("setup", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("\\\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\nb", false)]
    [InlineData("/ä", false)]
    public void Link_leads_on_within_the_own_web_app_only(string path, bool isLocal) => LocalPath.IsLocal(path).ShouldBe(isLocal);

    [Theory]
    [InlineData("Asha Rao", false)]
    [InlineData("J. R. Smith", false)]
    [InlineData("M.K. Rao", false)]
    [InlineData("อาชา", false)]
    [InlineData("win at evil.example", true)]
    [InlineData("http://evil", true)]
    [InlineData("asha@evil", true)]
    public void Name_in_a_strangers_mail_holds_no_link(string name, bool mayBeLink) => PersonName.MayBeLink(name).ShouldBe(mayBeLink);

    [Theory]
    [InlineData("Asha+shop@Example.com", "asha@example.com")]
    [InlineData("asha@example.com", "asha@example.com")]
    [InlineData("+asha@example.com", "+asha@example.com")]
    public void Mailbox_is_counted_without_what_its_owner_notes_in_the_address(string email, string mailbox) => RequestCounts.MailboxOf(email).ShouldBe(mailbox);

    [Theory]
    [InlineData("https://app.example.com", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("https://app.example.com/app", false)]
    [InlineData("app.example.com", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Address_of_the_web_app_is_an_origin(string address, bool isValid) => WebOptions.IsValid(new WebOptions { Address = address }).ShouldBe(isValid);

    [Fact]
    public void Link_escapes_what_it_carries() =>
        new WebOptions { Address = "https://app.example.com/" }.LinkTo("/verify", ("token", "a&b"), ("to", null)).ShouldBe("https://app.example.com/verify?token=a%26b");

    [Theory]
    [InlineData("https://securetoken.google.com/shop", "shop", null, true)]
    [InlineData("http://127.0.0.1:9000/shop", "shop", null, true)]
    [InlineData("http://issuer.example", "shop", null, false)]
    [InlineData("https://issuer.example", "", null, false)]
    [InlineData("https://issuer.example", "shop", "http://issuer.example/keys", false)]
    [InlineData("", "shop", null, false)]
    public void Issuer_is_asked_over_TLS(string issuer, string audience, string? keys, bool isValid) =>
        OidcOptions.IsValid(new OidcOptions { Issuers = { new OidcIssuer { Issuer = issuer, Audience = audience, JwksUri = keys } } }).ShouldBe(isValid);
}
