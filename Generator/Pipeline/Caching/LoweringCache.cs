using System.Collections.Concurrent;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>Lowered methods by what they depend on, so that an edit elsewhere binds nothing again.</summary>
/// <remarks>Bounded: when it is full, the half that was not asked for the longest goes.</remarks>
internal sealed class LoweringCache<T>(int capacity)
    where T : class
{
    private readonly ConcurrentDictionary<Key, Entry> _entries = new();
    private readonly object _sweeping = new();
    private long _clock;

    /// <summary>The cached value, else the one that <paramref name="lower"/> makes. Nothing is kept when it throws.</summary>
    public T GetOrAdd(Key key, Func<T> lower)
    {
        if (_entries.TryGetValue(key, out Entry? entry))
        {
            Volatile.Write(ref entry.LastUsed, Interlocked.Increment(ref _clock));
            return entry.Value;
        }

        T made = lower();
        _entries[key] = new Entry(made, Interlocked.Increment(ref _clock));
        Sweep();
        return made;
    }

    private void Sweep()
    {
        if (_entries.Count <= capacity)
        {
            return;
        }

        lock (_sweeping)
        {
            foreach (Key old in _entries.OrderBy(entry => Volatile.Read(ref entry.Value.LastUsed)).Take(_entries.Count - (capacity / 2)).Select(entry => entry.Key).ToList())
            {
                _entries.TryRemove(old, out _);
            }
        }
    }

    /// <summary>All that a lowered method depends on.</summary>
    /// <param name="Id">The method's documentation id.</param>
    /// <param name="Body">Its own text.</param>
    /// <param name="Reached">The text of every method that it can reach.</param>
    /// <param name="Declarations">The declaration surface.</param>
    public readonly record struct Key(string Id, ContentHash Body, ContentHash Reached, ContentHash Declarations);

    private sealed class Entry(T value, long used)
    {
        public long LastUsed = used;

        public T Value { get; } = value;
    }
}
