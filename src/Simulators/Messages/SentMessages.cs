namespace Platform.Simulators.Messages;

/// <summary>What somebody was sent.</summary>
/// <param name="Id">Order of arrival.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, <c>whatsapp</c> or <c>push</c>.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The recipient.</param>
/// <param name="Subject">Its subject or headline, decoded; empty for SMS and WhatsApp.</param>
/// <param name="Text">Its plain text, decoded.</param>
/// <param name="Html">Its HTML, decoded; null when there is none.</param>
/// <param name="Links">The addresses in its text, in order.</param>
/// <param name="At">When it came.</param>
internal sealed record SentMessage(long Id, string Channel, string From, string To, string Subject, string Text, string? Html, IReadOnlyList<string> Links, DateTimeOffset At);

/// <summary>The newest messages, in memory.</summary>
internal sealed class SentMessages
{
    private const int Kept = 500;
    private readonly Lock gate = new();
    private readonly Queue<SentMessage> messages = new();
    private long last;

    public void Add(Func<long, SentMessage> make)
    {
        lock (gate)
        {
            messages.Enqueue(make(++last));
            if (messages.Count > Kept) messages.Dequeue();
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SentMessage> All(string? to)
    {
        lock (gate) return [.. messages.Reverse().Where(m => to is null || string.Equals(m.To, to, StringComparison.OrdinalIgnoreCase))];
    }
}
