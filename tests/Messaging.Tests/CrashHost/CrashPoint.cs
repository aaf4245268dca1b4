using System.Diagnostics;

namespace Platform.CrashHost;

/// <summary>The four moments around the way of an event at which the process may end.</summary>
internal enum CrashPoint
{
    None,
    BeforeCommit,
    BeforePublish,
    AfterConfirm,
    BeforeAcknowledge,
}

/// <summary>Kills this process (SIGKILL: no clean-up, no finally) when a moment has been passed often enough.</summary>
internal sealed class CrashPlan(CrashPoint at, int pass)
{
    private int passed;

    public void Reach(CrashPoint point)
    {
        if (point != at || Interlocked.Increment(ref passed) != pass) return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal ends the process; nothing after this line may run before it does.
        Thread.Sleep(Timeout.Infinite);
    }
}
