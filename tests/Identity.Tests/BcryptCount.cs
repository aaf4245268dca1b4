using System.Diagnostics;

namespace Platform.Identity.Tests;

/// <summary>
/// Counts the bcrypts of the requests that clients made meanwhile send, by their trace. A bcrypt is nearly all of a sign-in's time:
/// who is told nothing by their number is told nothing by the time, and unlike the time it is the same on every machine.
/// </summary>
internal sealed class BcryptCount : IDisposable
{
    private readonly Activity trace = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener listener;
    private int count;

    public BcryptCount()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Platform.Identity",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace.TraceId && span.OperationName == "bcrypt") Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Value => Volatile.Read(ref count);

    public void Dispose()
    {
        listener.Dispose();
        trace.Dispose();
    }
}
