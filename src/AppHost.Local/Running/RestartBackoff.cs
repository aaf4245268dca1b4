namespace Platform.AppHost.Local.Running;

/// <summary>How long to wait before a process that died is started again: at once the first time, then twice as long each time.</summary>
internal sealed class RestartBackoff
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>A process that lived this long starts afresh with the shortest delay.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    /// <summary>Deaths in a row without having settled.</summary>
    public int Failures { get; private set; }

    public TimeSpan Next(TimeSpan lived)
    {
        Failures = lived >= Settled ? 1 : Failures + 1;
        var delay = Shortest * Math.Pow(2, Math.Min(Failures - 1, 10));
        return delay < Longest ? delay : Longest;
    }
}
