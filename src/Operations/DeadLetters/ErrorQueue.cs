namespace Platform.Operations.DeadLetters;

/// <summary>The names of queues that hold what a consumer gave up.</summary>
internal static class ErrorQueue
{
    private const string Suffix = "_error";

    public static bool IsOne(string queue) => queue.Length > Suffix.Length && queue.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The queue that the messages came from.</summary>
    public static string SourceOf(string queue) => queue[..^Suffix.Length];
}
