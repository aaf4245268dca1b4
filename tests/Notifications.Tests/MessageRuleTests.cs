using System.Text.RegularExpressions;
using Platform.Contracts.Notifications;
using Platform.Notifications.Mail;
using Platform.Notifications.Messages;
using Platform.Notifications.Twilio;

namespace Platform.Notifications.Tests;

/// <summary>Who is told by what and when, and in which words. Pure.</summary>
public sealed partial class MessageRuleTests
{
    [Theory]
    [InlineData("alert_raised", "critical_aqi", "critical", "sms push in_app")]
    [InlineData("alert_raised", "humidity_high", "critical", "sms push in_app")]
    [InlineData("alert_raised", "high_aqi", "warning", "sms in_app")]
    [InlineData("alert_raised", "camera_offline", "warning", "sms in_app")]
    [InlineData("alert_raised", "temp_out_of_range", "warning", "in_app")]
    [InlineData("alert_raised", "humidity_high", "warning", "in_app")]
    [InlineData("alert_raised", "device_offline", "warning", "in_app")]
    [InlineData("alert_raised", "too_dry", "warning", "in_app")]
    [InlineData("alert_raised", "disk_space", "warning", "email in_app")]
    [InlineData("alert_cleared", "critical_aqi", "critical", "in_app")]
    [InlineData("job_credentials", null, null, "sms whatsapp email")]
    public void Channels_are_those_of_the_product_unless_chosen_otherwise(string kind, string? type, string? severity, string channels) =>
        string.Join(' ', MessageIntake.ChannelsOf(Message(kind, type, severity), Preferences.Default, chosen: null, DateTimeOffset.UnixEpoch)).ShouldBe(channels);

    [Theory]
    [InlineData("2026-11-20T15:00:00Z", "high_aqi", "warning", "in_app")]
    [InlineData("2026-11-20T15:00:00Z", "critical_aqi", "critical", "sms push in_app")]
    [InlineData("2026-11-20T23:59:00Z", "high_aqi", "warning", "in_app")]
    [InlineData("2026-11-20T00:00:00Z", "high_aqi", "warning", "sms in_app")]
    [InlineData("2026-11-20T14:59:00Z", "high_aqi", "warning", "sms in_app")]
    public void Nothing_rings_in_quiet_hours_but_what_is_critical(string now, string type, string severity, string channels)
    {
        var asleep = Preferences.Default with { TimeZone = "Asia/Bangkok", QuietHours = new(new TimeOnly(22, 0), new TimeOnly(7, 0)) };
        string.Join(' ', MessageIntake.ChannelsOf(Message("alert_raised", type, severity), asleep, chosen: null, DateTimeOffset.Parse(now))).ShouldBe(channels);
        MessageIntake.ChannelsOf(Message("job_started", null, null), asleep, chosen: null, DateTimeOffset.Parse(now)).ShouldContain("sms");
    }

    [Theory]
    [InlineData("2026-11-20T21:00:00Z", false)] // Friday
    [InlineData("2026-11-21T05:00:00Z", false)] // the shift of Friday
    [InlineData("2026-11-21T21:00:00Z", true)] // Saturday
    [InlineData("2026-11-20T12:00:00Z", true)]
    public void Shift_over_midnight_is_of_the_day_on_which_it_begins(string now, bool isQuiet) =>
        (Preferences.Default with { Schedule = new([5], new TimeOnly(20, 0), new TimeOnly(6, 0)) }).IsQuiet(DateTimeOffset.Parse(now)).ShouldBe(isQuiet);

    [Fact]
    public void Choice_counts_and_credentials_are_no_choice()
    {
        var none = new ChannelChoice(false, false, false, false, false);
        var chosen = Preferences.Default with { Choices = new Dictionary<string, ChannelChoice> { ["high_aqi"] = none with { Email = true }, ["job_credentials"] = none } };
        MessageIntake.ChannelsOf(Message("alert_raised", "high_aqi", "warning"), chosen, chosen: null, DateTimeOffset.UnixEpoch).ShouldBe(["email"]);
        MessageIntake.ChannelsOf(Message("job_credentials", null, null), chosen, chosen: null, DateTimeOffset.UnixEpoch).ShouldBe(["sms", "whatsapp", "email"]);
    }

    /// <summary>Every language has every text, with the same values as English, and short ones that are short.</summary>
    [Fact]
    public void Texts_are_complete_in_every_language()
    {
        var english = MessageTexts.Of("en");
        foreach (var language in MailTemplates.Languages)
        {
            var texts = MessageTexts.Of(language);
            texts.Kinds.Keys.ShouldBe(english.Kinds.Keys, ignoreOrder: true, language);
            texts.Alerts.Keys.ShouldBe(english.Alerts.Keys, ignoreOrder: true, language);
            texts.Readings.Keys.ShouldBe(english.Readings.Keys, ignoreOrder: true, language);
            foreach (var (kind, text) in texts.Kinds)
            {
                Values(text.Short).ShouldBe(Values(english.Kinds[kind].Short), ignoreOrder: true, $"{language} {kind}");
                Values(string.Concat(text.Lines)).ShouldBe(Values(string.Concat(english.Kinds[kind].Lines)), ignoreOrder: true, $"{language} {kind}");
                var content = MessageTexts.Render(kind, language, MessageTexts.Examples, TimeZoneInfo.Utc);
                new[] { content.Title, content.Short, content.Long, content.Mail.Text, content.Mail.Html }.ShouldAllBe(t => t.Length > 0 && !t.Contains('{'), $"{language} {kind}");
                content.Short.Length.ShouldBeLessThanOrEqualTo(language == "en" ? 160 : 200, $"{language} {kind}: {content.Short}");
            }
        }

        MessageKinds.Topics.Where(t => MessageTexts.Exists(t.Name) || english.Alerts.ContainsKey(t.Name) || t.Name is MessageKinds.CriticalAlerts or MessageKinds.OtherAlerts).ShouldBe(MessageKinds.Topics);
    }

    [Fact]
    public void Value_that_is_markup_stays_text_and_a_time_is_the_readers()
    {
        var values = new Dictionary<string, string>(MessageTexts.Examples) { ["customer_name"] = "<b>x</b>" };
        var content = MessageTexts.Render("job_started", "en", values, TimeZoneInfo.FindSystemTimeZoneById("Asia/Bangkok"));
        content.Mail.Html.ShouldContain("&lt;b&gt;x&lt;/b&gt;");
        content.Short.ShouldContain("2026-11-20 23:30");
    }

    [Theory]
    [InlineData("queued", "", null, null)]
    [InlineData("sent", "", "sent", null)]
    [InlineData("delivered", "", "delivered", null)]
    [InlineData("undelivered", "30003", "failed", "twilio_30003")]
    [InlineData("failed", "", "failed", "twilio_failed")]
    public void Providers_word_has_one_meaning(string status, string code, string? state, string? reason) => TwilioRules.StateOf(status, code).ShouldBe((state, reason));

    private static MessageRequested Message(string kind, string? type, string? severity) => new(
        Guid.NewGuid(), 1, 2, kind, "en", "+66812345678", "a@example.com", type is null ? [] : [new("alert_type", type), new("severity", severity!)], null, DateTimeOffset.UnixEpoch);

    private static IEnumerable<string> Values(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct();

    [GeneratedRegex("\\{[a-z_]+\\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Placeholder();
}
