using MassTransit;

namespace Platform.Messaging;

/// <summary>Knows when the queue that feeds this process's views is connected, and when it is connected anew.</summary>
internal sealed class ViewQueues : IReceiveEndpointObserver
{
    private readonly Lock gate = new();
    private long generation;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the first connection; the number of the connection that is open now.</summary>
    public async Task<long> WaitUntilReadyAsync(CancellationToken ct)
    {
        await NextReadyAsync(0).WaitAsync(ct);
        lock (gate) return generation;
    }

    /// <summary>Completes when a connection later than number <paramref name="after"/> is ready.</summary>
    public Task NextReadyAsync(long after)
    {
        lock (gate) return generation > after ? Task.CompletedTask : next.Task;
    }

    public Task Ready(ReceiveEndpointReady ready)
    {
        if (!ready.InputAddress.AbsolutePath.Contains(QueueSettings.ViewMarker, StringComparison.Ordinal)) return Task.CompletedTask;
        lock (gate)
        {
            generation++;
            next.SetResult();
            next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
