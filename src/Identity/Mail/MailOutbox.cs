using Npgsql;
using Platform.Contracts.Notifications;
using Platform.Messaging;

namespace Platform.Identity.Mail;

/// <summary>A mail to be sent; Notifications renders and delivers it.</summary>
/// <param name="To">The address.</param>
/// <param name="Template">Such as <c>verify_address</c>.</param>
/// <param name="Language">The reader's; null is English.</param>
/// <param name="TenantId">On whose behalf; null for the vendor.</param>
/// <param name="ExpiresAt">After this it is not worth sending any more.</param>
internal sealed record Letter(string To, string Template, string? Language, int? TenantId, DateTimeOffset ExpiresAt);

/// <summary>Asks for mails in the transaction of their reason.</summary>
internal static class MailOutbox
{
    public static async Task AddAsync(NpgsqlTransaction transaction, Letter letter, DateTimeOffset now, params IReadOnlyList<(string Name, string Value)> values)
    {
        var id = Guid.CreateVersion7(now);
        var requested = new MailRequested(
            id, letter.To, letter.Template, letter.Language, [.. values.Select(v => new MailValue(v.Name, v.Value))], letter.TenantId, letter.ExpiresAt, now);
        await Outbox.AddAsync(transaction, requested, $"mail:{id}", now);
    }
}
