namespace Platform.Gateway.Live;

/// <summary>
/// What waits for one socket: per key only the newest value, in the order in which keys first came to wait, and never more than
/// <paramref name="capacity"/> keys (the one that waited longest gives way). So a slow socket costs bounded memory.
/// </summary>
internal sealed class NewestValues(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LiveEvent> waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public int Count
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>False when an older value was replaced or had to give way.</summary>
    public bool Put(LiveEvent value)
    {
        lock (gate)
        {
            if (waiting.ContainsKey(value.Key))
            {
                waiting[value.Key] = value;
                return false;
            }

            var gaveWay = waiting.Count >= capacity;
            if (gaveWay) waiting.Remove(order.Dequeue());
            waiting.Add(value.Key, value);
            order.Enqueue(value.Key);
            return !gaveWay;
        }
    }

    public LiveEvent? Take()
    {
        lock (gate)
        {
            if (!order.TryDequeue(out var key)) return null;
            waiting.Remove(key, out var value);
            return value;
        }
    }
}
