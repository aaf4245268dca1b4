using System.Diagnostics.CodeAnalysis;

namespace Platform.Gateway.Door;

/// <summary>Remembers at most <paramref name="capacity"/> values; the one used longest ago makes room for a new one.</summary>
internal sealed class Recent<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> index = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> order = new();

    public int Count
    {
        get
        {
            lock (gate) return index.Count;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (!index.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            order.Remove(node);
            order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (gate)
        {
            if (index.Remove(key, out var old)) order.Remove(old);
            else if (index.Count >= capacity)
            {
                index.Remove(order.Last!.Value.Key);
                order.RemoveLast();
            }

            index[key] = order.AddFirst(KeyValuePair.Create(key, value));
        }
    }

    public void Remove(TKey key)
    {
        lock (gate)
        {
            if (index.Remove(key, out var node)) order.Remove(node);
        }
    }

    public void RemoveWhere(Func<TValue, bool> matches)
    {
        lock (gate)
        {
            foreach (var entry in order.Where(e => matches(e.Value)).ToArray())
            {
                order.Remove(index[entry.Key]);
                index.Remove(entry.Key);
            }
        }
    }
}
