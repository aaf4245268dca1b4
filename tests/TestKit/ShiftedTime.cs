namespace Platform.TestKit;

/// <summary>The system's time, moved forward by tests: <c>now</c> jumps, timers keep running.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long shiftTicks;

    /// <summary>Moves the clock forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref shiftTicks, by.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref shiftTicks));
}
