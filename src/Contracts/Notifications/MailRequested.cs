namespace Platform.Contracts.Notifications;

/// <summary>A mail is to be sent; Notifications renders and delivers it. Published by whoever has a reason to write to somebody.</summary>
/// <param name="MailId">Chosen by the sender: the same id is sent once.</param>
/// <param name="To">The address.</param>
/// <param name="Template">Such as <c>verify_address</c>, <c>account_exists</c>, <c>password_reset</c>, <c>change_address</c>, <c>address_taken</c>, <c>address_changed</c>, <c>device_invitation</c>, <c>device_transfer</c>, <c>webhook_disabled</c>, <c>ticket_answered</c>.</param>
/// <param name="Language"><c>en</c>, <c>th</c> or <c>hi</c>; another or null is English.</param>
/// <param name="Values">What the template needs, such as <c>name</c> and <c>link</c>. Links may hold one-time tokens: no log shows them.</param>
/// <param name="TenantId">On whose behalf; null for the vendor.</param>
/// <param name="ExpiresAt">After this it is not worth sending any more; null for never.</param>
/// <param name="OccurredAt">When it was asked for.</param>
public sealed record MailRequested(
    Guid MailId, string To, string Template, string? Language, IReadOnlyList<MailValue> Values, int? TenantId, DateTimeOffset? ExpiresAt, DateTimeOffset OccurredAt);

/// <summary>One value of a template.</summary>
public sealed record MailValue(string Name, string Value);
