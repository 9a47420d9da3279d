using System.Collections.Concurrent;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>
/// Lowered bodies by what they depend on, so that an edit elsewhere binds nothing again. Values are held weakly: they live
/// as long as the compiler's own tables refer to them.
/// </summary>
internal sealed class LoweringCache<T>
    where T : class
{
    private const int LeastSweep = 256;

    private readonly ConcurrentDictionary<Key, WeakReference<T>> _entries = new();
    private int _sweepAt = LeastSweep;

    /// <summary>The cached value, else the one that <paramref name="lower"/> makes. Nothing is kept when it throws.</summary>
    public T GetOrAdd(Key key, Func<T> lower)
    {
        if (_entries.TryGetValue(key, out WeakReference<T>? entry) && entry.TryGetTarget(out T? known))
        {
            return known;
        }

        T made = lower();
        _entries[key] = new(made);
        Sweep();
        return made;
    }

    private void Sweep()
    {
        if (_entries.Count < Volatile.Read(ref _sweepAt))
        {
            return;
        }

        foreach (KeyValuePair<Key, WeakReference<T>> entry in _entries)
        {
            if (!entry.Value.TryGetTarget(out _))
            {
                _entries.TryRemove(entry.Key, out _);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(LeastSweep, 2 * _entries.Count));
    }

    /// <summary>All that a lowered method depends on.</summary>
    /// <param name="Id">The method's documentation id.</param>
    /// <param name="Body">Its own text.</param>
    /// <param name="Reached">The text of every method that it can reach.</param>
    /// <param name="Declarations">The declaration surface.</param>
    public readonly record struct Key(string Id, ContentHash Body, ContentHash Reached, ContentHash Declarations);
}
