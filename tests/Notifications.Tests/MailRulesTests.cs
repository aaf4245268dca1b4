using System.Net.Mail;
using Platform.Notifications.Mail;

namespace Platform.Notifications.Tests;

public sealed class MailRulesTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 20)]
    [InlineData(3, 80)]
    [InlineData(7, 10800)]
    [InlineData(50, 10800)]
    public void Pauses_grow_up_to_three_hours(int attempts, int seconds) => MailRules.PauseAfter(attempts).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(SmtpStatusCode.MailboxUnavailable, true)]
    [InlineData(SmtpStatusCode.ExceededStorageAllocation, true)]
    [InlineData(SmtpStatusCode.MailboxBusy, false)]
    [InlineData(SmtpStatusCode.ServiceNotAvailable, false)]
    [InlineData(SmtpStatusCode.GeneralFailure, false)]
    public void Only_a_refusal_for_good_is_final(SmtpStatusCode code, bool isFinal) => (MailRules.OutcomeOf(new SmtpException(code, "x")) is SendOutcome.Refused).ShouldBe(isFinal);

    [Fact]
    public void Every_text_is_there_in_every_language_with_the_same_values()
    {
        foreach (var name in MailTemplates.Names)
        {
            var english = Values(MailTemplates.TextOf(name, "en"));
            foreach (var language in MailTemplates.Languages)
            {
                var text = MailTemplates.TextOf(name, language);
                Values(text).ShouldBe(english, $"{name} in {language}");
                (text.Button is null).ShouldBe(MailTemplates.TextOf(name, "en").Button is null);
                if (language != "en") text.Subject.ShouldNotBe(MailTemplates.TextOf(name, "en").Subject);
            }
        }
    }

    [Fact]
    public void Line_whose_value_is_missing_is_left_out()
    {
        var content = MailTemplates.Render("device_invitation", "en", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["from_name"] = "Ada",
            ["device_name"] = "Lamp",
            ["access_level"] = "viewer",
            ["expires_at"] = "tomorrow",
            ["link"] = "https://p.example/i/1",
        });
        content.Subject.ShouldBe("Ada shares Lamp with you");
        content.Text.ShouldNotContain("The access ends");
        content.Text.ShouldContain("https://p.example/i/1");
    }

    private static string[] Values(MailText text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(string.Join(' ', text.Lines.Append(text.Subject)), "\\{[a-z_]+\\}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
