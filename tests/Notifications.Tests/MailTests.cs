using Dapper;
using Platform.Notifications.Mail;

namespace Platform.Notifications.Tests;

/// <summary>From the event to the mailbox, over SMTP.</summary>
public sealed class MailTests(NotificationsFixture notifications)
{
    [Theory]
    [InlineData("en", "Confirm your e-mail address", "Hello Ada,")]
    [InlineData("th", "ยืนยันที่อยู่อีเมลของคุณ", "สวัสดี Ada")]
    [InlineData("hi", "अपना ई-मेल पता पक्का करें", "नमस्ते Ada,")]
    [InlineData("fr", "Confirm your e-mail address", "Hello Ada,")]
    public async Task Mail_arrives_in_the_readers_language_with_its_link(string language, string subject, string greeting)
    {
        var to = NotificationsFixture.NewAddress();
        await notifications.Bus.PublishAsync(notifications.Mail(to, language: language));

        var mail = await notifications.FirstSentToAsync(to);
        mail.GetProperty("subject").GetString().ShouldBe(subject);
        mail.GetProperty("text").GetString()!.ShouldStartWith(greeting);
        mail.GetProperty("links")[0].GetString().ShouldBe("https://platform.example/verify?token=abc-DEF_123");
        mail.GetProperty("html").GetString()!.ShouldContain("href=\"https://platform.example/verify?token=abc-DEF_123\"");
    }

    [Fact]
    public async Task What_it_said_is_dropped_once_it_is_sent_and_is_not_readable_before()
    {
        var busy = notifications.Mail("busy@example.com");
        await notifications.Bus.PublishAsync(busy);
        await Eventually(async () => (await notifications.RowBecomesAsync(busy.MailId, "queued")).Failure is not null);
        await using (var connection = await notifications.Database.OpenConnectionAsync())
        {
            var kept = await connection.QuerySingleAsync<byte[]>("select sealed from mails where mail_id = @MailId", new { busy.MailId });
            System.Text.Encoding.UTF8.GetString(kept).ShouldNotContain("abc-DEF_123");
        }

        var sent = notifications.Mail(NotificationsFixture.NewAddress());
        await notifications.Bus.PublishAsync(sent);
        (await notifications.RowBecomesAsync(sent.MailId, "sent")).IsKept.ShouldBeFalse();
    }

    [Fact]
    public async Task Same_mail_that_comes_twice_is_sent_once()
    {
        var to = NotificationsFixture.NewAddress();
        var mail = notifications.Mail(to);
        await notifications.Bus.PublishAsync(mail);
        await notifications.Bus.PublishAsync(mail);
        await notifications.RowBecomesAsync(mail.MailId, "sent");
        var probe = notifications.Mail(NotificationsFixture.NewAddress());
        await notifications.Bus.PublishAsync(probe);
        await notifications.RowBecomesAsync(probe.MailId, "sent");

        (await notifications.SentToAsync(to)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Server_that_is_busy_is_tried_again_and_one_that_refuses_is_not()
    {
        var busy = notifications.Mail("busy@example.com");
        var nobody = notifications.Mail("nobody@example.com");
        await notifications.Bus.PublishAsync(busy);
        await notifications.Bus.PublishAsync(nobody);

        (await notifications.RowBecomesAsync(nobody.MailId, "failed")).ShouldSatisfyAllConditions(r => r.Attempts.ShouldBe(1), r => r.IsKept.ShouldBeFalse());
        await Eventually(async () => (await notifications.RowBecomesAsync(busy.MailId, "queued")).Attempts >= 2);
    }

    [Fact]
    public async Task Mail_that_is_worth_nothing_any_more_is_not_sent()
    {
        var to = NotificationsFixture.NewAddress();
        var mail = notifications.Mail(to, expiresAt: notifications.Time.GetUtcNow().AddSeconds(-1));
        await notifications.Bus.PublishAsync(mail);
        await notifications.RowBecomesAsync(mail.MailId, "expired");
        (await notifications.SentToAsync(to)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no address", "verify_address", "bad_address")]
    [InlineData("a@b.example\r\nBcc: c@d.example", "verify_address", "bad_address")]
    [InlineData("Ada <ada@example.com>", "verify_address", "bad_address")]
    [InlineData("ada@example.com", "no_such_template", "unknown_template")]
    public async Task Mail_that_cannot_be_sent_is_on_record_with_the_reason(string to, string template, string problem)
    {
        var mail = notifications.Mail(to, template);
        await notifications.Bus.PublishAsync(mail);
        (await notifications.RowBecomesAsync(mail.MailId, "failed")).Failure.ShouldBe(problem);
    }

    [Fact]
    public async Task Name_that_is_markup_or_has_line_breaks_stays_text()
    {
        var to = NotificationsFixture.NewAddress();
        await notifications.Bus.PublishAsync(notifications.Mail(to, name: "<b>x</b>\r\nBcc: c@d.example"));
        var mail = await notifications.FirstSentToAsync(to);
        mail.GetProperty("html").GetString()!.ShouldContain("&lt;b&gt;x&lt;/b&gt;");
        (await notifications.SentToAsync("c@d.example")).ShouldBeEmpty();
    }

    private static Task Eventually(Func<Task<bool>> holds) => TestKit.Eventually.BecomesTrueAsync(holds, "it holds");
}
