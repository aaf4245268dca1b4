using System.Collections.Concurrent;

namespace Platform.Messaging;

/// <summary>
/// A service's own copy, in memory, of facts that another service owns. Facts carry the owner's version: a stale event or
/// an old snapshot page changes nothing, so events and snapshots may arrive in any order and more than once.
/// </summary>
public sealed class ReplicatedView<TKey, TFacts>(Func<TFacts, TKey> keyOf, Func<TFacts, long> versionOf)
    where TKey : notnull
    where TFacts : class
{
    private readonly ConcurrentDictionary<TKey, TFacts> items = new();
    private volatile bool isFilled;

    /// <summary>Called after a fact was added or replaced, with the former one. Runs on the thread that applied it.</summary>
    public event Action<TFacts?, TFacts>? Changed;

    /// <summary>True once a whole snapshot was read after this process began to listen for events.</summary>
    public bool IsFilled => isFilled;

    /// <summary>How many facts are known.</summary>
    public int Count => items.Count;

    /// <summary>All facts, in no order.</summary>
    public IEnumerable<TFacts> All => items.Values;

    /// <summary>The facts of that key, or null.</summary>
    public TFacts? Find(TKey key) => items.GetValueOrDefault(key);

    /// <summary>Takes <paramref name="facts"/> unless what is known is as new or newer; true when taken.</summary>
    public bool Apply(TFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var key = keyOf(facts);
        while (true)
        {
            if (!items.TryGetValue(key, out var known))
            {
                if (!items.TryAdd(key, facts)) continue;
                Changed?.Invoke(null, facts);
                return true;
            }

            if (versionOf(known) >= versionOf(facts)) return false;
            if (!items.TryUpdate(key, facts, known)) continue;
            Changed?.Invoke(known, facts);
            return true;
        }
    }

    internal void MarkFilled() => isFilled = true;
}
