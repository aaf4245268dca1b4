namespace Platform.Contracts.Notifications;

/// <summary>
/// Somebody is to be told something. Notifications chooses the channels (SMS, WhatsApp, mail, push, in-app) by the kind and the
/// person's preferences, renders the text in the person's language and delivers it. Published in the transaction of the reason.
/// </summary>
/// <param name="MessageId">Chosen by the sender: the same id is told once.</param>
/// <param name="TenantId">On whose behalf, and whose budget pays; null for the vendor.</param>
/// <param name="UserId">The person, whose preferences count; null for somebody without an account.</param>
/// <param name="Kind">Such as <c>job_started</c>, <c>job_ending_soon</c>, <c>job_completed</c>, <c>job_credentials</c>, <c>alert_raised</c>.</param>
/// <param name="Language"><c>en</c>, <c>th</c> or <c>hi</c>; another or null is English.</param>
/// <param name="Phone">E.164, such as <c>+66812345678</c>; null when not known.</param>
/// <param name="Email">The address; null when not known.</param>
/// <param name="Values">What the texts need. They may hold passwords and one-time links: sealed at rest, in no log.</param>
/// <param name="ExpiresAt">After this it is not worth telling any more; null for never.</param>
/// <param name="OccurredAt">When it was asked for.</param>
public sealed record MessageRequested(
    Guid MessageId, int? TenantId, long? UserId, string Kind, string? Language, string? Phone, string? Email,
    IReadOnlyList<MailValue> Values, DateTimeOffset? ExpiresAt, DateTimeOffset OccurredAt);
