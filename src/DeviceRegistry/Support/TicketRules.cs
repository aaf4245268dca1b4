namespace Platform.DeviceRegistry.Support;

/// <summary>The states of a ticket, and what may be written. Pure.</summary>
internal static class TicketRules
{
    public const string Open = "open", Answered = "answered", Closed = "closed";

    private const int MaxSubject = 200, MaxText = 10_000;

    public static IReadOnlyList<string> States { get; } = [Open, Answered, Closed];

    /// <summary>The state after a message: the vendor answers, the customer asks on.</summary>
    public static string After(bool fromVendor) => fromVendor ? Answered : Open;

    /// <summary>Whether somebody may set a ticket to a state; that it is answered only the vendor says.</summary>
    public static bool MaySet(string state, bool isVendor) => isVendor || state is not Answered;

    public static IEnumerable<(string Field, string Message)> CheckSubject(string? subject)
    {
        if (string.IsNullOrWhiteSpace(subject) || subject.Length > MaxSubject || subject.Any(char.IsControl))
            yield return ("subject", $"must have 1 to {MaxSubject} characters, none of them control characters");
    }

    public static IEnumerable<(string Field, string Message)> CheckText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            yield return ("text", $"must have 1 to {MaxText} characters, none of them control characters but line breaks");
    }

    public static IEnumerable<(string Field, string Message)> CheckState(string? state)
    {
        if (state is null || !States.Contains(state, StringComparer.Ordinal)) yield return ("state", $"must be one of {string.Join(", ", States)}");
    }
}
