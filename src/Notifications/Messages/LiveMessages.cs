using Platform.Messaging;

namespace Platform.Notifications.Messages;

/// <summary>That the messages in the app of one person changed.</summary>
/// <param name="UserId">The person.</param>
/// <param name="TenantId">The person's tenant; null for the vendor's own.</param>
/// <param name="MessageId">The message; null when all were read.</param>
/// <param name="Kind">What it is about; null when it is not a new one.</param>
internal sealed record MessageNews(long UserId, int? TenantId, Guid? MessageId, string? Kind);

/// <summary>Tells the open browsers of a person, and of nobody else, that there is something new to read or that it was read. After the commit.</summary>
internal sealed class LiveMessages(LivePublisher live)
{
    /// <summary>The vendor's own people have no tenant.</summary>
    private const int NoTenant = 0;

    public Task SendAsync(MessageNews news, CancellationToken ct) => live.PublishAsync(
        news.TenantId ?? NoTenant, pitId: null, "message", new LiveMessage("message", news.UserId, news.Kind is null ? "read" : "new", news.MessageId, news.Kind), ct);

    public async Task SendAllAsync(IEnumerable<MessageNews> news, CancellationToken ct)
    {
        foreach (var one in news) await SendAsync(one, ct);
    }

    private sealed record LiveMessage(string Type, long UserId, string Change, Guid? MessageId, string? Kind);
}
