using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Notifications.Mail;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Messages;

/// <summary>A person's own messages in the app, and how messages look.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/api/messages").WithTags("Messages").RequireAuthorization(Policies.Person);
        messages.MapGet("/", ListAsync).WithSummary("The caller's own messages, newest first, and how many are unread");
        messages.MapPost("/{messageId:guid}/read", ReadAsync).WithSummary("Marks one as read");
        messages.MapPost("/read", ReadAllAsync).WithSummary("Marks all as read");
        var templates = routes.MapGroup("/api/message-templates").WithTags("Messages").RequireAuthorization(Policies.Owner);
        templates.MapGet("/", Kinds).WithSummary("The kinds of messages that have texts, and their languages");
        templates.MapGet("/{kind}/preview", Preview).WithSummary("How a message looks on each channel, with made-up values");
    }

    private static async Task<Results<Ok<AppMessages>, ProblemHttpResult>> ListAsync(
        Caller caller, AppMessageStore store, CancellationToken ct, bool unread = false, string? cursor = null, int? limit = null)
    {
        var before = (At: DateTimeOffset.MaxValue, Id: Guid.Empty);
        if (cursor is not null && (cursor.Split('_') is not [var ticks, var id] || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || !Guid.TryParse(id, out before.Id)
            || at > DateTimeOffset.MaxValue.UtcTicks || (before.At = new DateTimeOffset(at, TimeSpan.Zero)) == default))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        var size = Page.Limit(limit);
        var page = Page.Of(await store.ListAsync(caller.UserId, unread, before.At, before.Id, size + 1, ct), size,
            m => string.Create(CultureInfo.InvariantCulture, $"{m.CreatedAt.UtcTicks}_{m.MessageId}"));
        return TypedResults.Ok(new AppMessages(page.Items, page.NextCursor, await store.UnreadAsync(caller.UserId, ct)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadAsync(Guid messageId, Caller caller, AppMessageStore store, LiveMessages live, TimeProvider time, CancellationToken ct)
    {
        if (!await store.ReadAsync(caller.UserId, messageId, time.GetUtcNow(), ct)) return Problems.NotFound("message");
        await live.SendAsync(new MessageNews(caller.UserId, caller.TenantId, messageId, Kind: null), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ReadAllAsync(Caller caller, AppMessageStore store, LiveMessages live, TimeProvider time, CancellationToken ct)
    {
        if (await store.ReadAllAsync(caller.UserId, time.GetUtcNow(), ct) > 0) await live.SendAsync(new MessageNews(caller.UserId, caller.TenantId, MessageId: null, Kind: null), ct);
        return TypedResults.NoContent();
    }

    private static Ok<MessageTemplates> Kinds() => TypedResults.Ok(new MessageTemplates([.. MessageTexts.Kinds], MailTemplates.Languages));

    private static Results<Ok<MessagePreview>, ProblemHttpResult> Preview(string kind, string language = "en")
    {
        if (!MessageTexts.Exists(kind)) return Problems.NotFound("kind of message");
        if (!MailTemplates.Languages.Contains(language)) return Problems.Invalid(("language", $"must be one of {string.Join(", ", MailTemplates.Languages)}"));
        var content = MessageTexts.Render(kind, language, MessageTexts.Examples, TimeZoneInfo.Utc);
        return TypedResults.Ok(new MessagePreview(kind, language, content.Short, content.Long, content.Mail.Subject, content.Mail.Text, content.Mail.Html, content.Title, content.Short));
    }
}

/// <summary>A page of a person's messages.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="NextCursor">Of the next page; null on the last.</param>
/// <param name="Unread">How many are not read, on all pages.</param>
internal sealed record AppMessages(IReadOnlyList<AppMessage> Items, string? NextCursor, long Unread);

/// <summary>A message in the app.</summary>
/// <param name="MessageId">Which one.</param>
/// <param name="Kind">Such as <c>alert_raised</c>.</param>
/// <param name="Title">Headline.</param>
/// <param name="Text">What it says.</param>
/// <param name="Link">Page of the app that it is about; null for none.</param>
/// <param name="AlertId">The alert that it is about, if one.</param>
/// <param name="CreatedAt">When it came.</param>
/// <param name="ReadAt">When it was read.</param>
internal sealed record AppMessage(Guid MessageId, string Kind, string Title, string Text, string? Link, long? AlertId, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>What can be previewed.</summary>
internal sealed record MessageTemplates(IReadOnlyList<string> Kinds, IReadOnlyList<string> Languages);

/// <summary>How a message looks.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Language">In which language.</param>
/// <param name="Sms">As SMS.</param>
/// <param name="Whatsapp">As WhatsApp message.</param>
/// <param name="EmailSubject">Subject of the mail.</param>
/// <param name="EmailText">Its plain text.</param>
/// <param name="EmailHtml">Its HTML.</param>
/// <param name="Title">Headline of push and in-app messages.</param>
/// <param name="Text">What those say.</param>
internal sealed record MessagePreview(string Kind, string Language, string Sms, string Whatsapp, string EmailSubject, string EmailText, string EmailHtml, string Title, string Text);
