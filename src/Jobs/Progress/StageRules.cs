namespace Platform.Jobs.Progress;

/// <summary>Which stage a job is at. Pure.</summary>
internal static class StageRules
{
    /// <summary>
    /// The current stage after a change: who names one has the last word; otherwise the one that was ticked gives way to the next that is not
    /// done, and one that is not done after all is worked on again. Null when all are done.
    /// </summary>
    /// <param name="done">Of each stage in order, whether it is done after the change; positions count from 1.</param>
    /// <param name="current">The current stage before.</param>
    /// <param name="position">The stage that is changed.</param>
    /// <param name="change">What is changed of it.</param>
    public static int? CurrentAfter(IReadOnlyList<bool> done, int? current, int position, SetStage change) => change switch
    {
        { Current: true } => position,
        { Done: false } => current is null || position < current ? position : current,
        { Done: true } when current == position || current is null => NextOf(done, position),
        _ => current,
    };

    /// <summary>The next that is not done behind a position; if there is none, the first that is not done.</summary>
    private static int? NextOf(IReadOnlyList<bool> done, int position)
    {
        for (var offset = 0; offset < done.Count; offset++)
        {
            var index = (position + offset) % done.Count;
            if (!done[index]) return index + 1;
        }

        return null;
    }
}
