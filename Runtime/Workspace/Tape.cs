using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// A stack of values in the workspace, for loops whose number of iterations is not known when they start: the forward
/// sweep pushes what the backward sweep pops. It grows by segments, nothing is copied, and once warm nothing is allocated.
/// Obtained from <see cref="Workspace.Frame.Tape{T}"/>; not to be used after its frame ends, nor by another thread.
/// </summary>
/// <typeparam name="T">A type without references, of at most 4,000 bytes.</typeparam>
public sealed unsafe class Tape<T> : PooledObject
    where T : unmanaged
{
    private const int LargestElement = 4000;

    [ThreadStatic]
    private static Tape<T>? pool;

    // Invariant: elements [bottom, top) of the current segment are filled and those of the segments before it are full.
    private T* top;
    private T* bottom;
    private T* limit;
    private Workspace.Segment* segment;
    private Workspace.Segment* spareSegment;
    private Workspace? workspace;
    private Tape<T>? nextInPool;

    private Tape()
    {
        if (sizeof(T) > LargestElement)
        {
            throw new NotSupportedException($"A tape of '{typeof(T)}', {sizeof(T)} bytes each, is larger than a tape segment.");
        }
    }

    /// <summary>The number of values on the tape.</summary>
    public long Count => (top - bottom) + (segment == null ? 0 : segment->CountBefore);

    /// <summary>Puts a value on top.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        T* place = top;
        if (place == limit)
        {
            place = Grow();
        }

        *place = value;
        top = place + 1;
    }

    /// <summary>Takes the value on top away.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The tape is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        T* place = top;
        if (place == bottom)
        {
            place = Shrink();
        }

        place--;
        top = place;
        return *place;
    }

    internal static Tape<T> FromPool(Workspace workspace)
    {
        Tape<T>? tape = pool;
        if (tape is null)
        {
            tape = new Tape<T>();
        }
        else
        {
            pool = tape.nextInPool;
            tape.nextInPool = null;
        }

        tape.workspace = workspace;
        return tape;
    }

    /// <inheritdoc/>
    internal override void ReturnToPool()
    {
        while (segment != null)
        {
            Workspace.Segment* previous = segment->Previous;
            workspace!.ReturnSegment(segment);
            segment = previous;
        }

        ReturnSpare();
        top = bottom = limit = null;
        workspace = null;
        nextInPool = pool;
        pool = this;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T* Grow()
    {
        if (workspace is null)
        {
            ThrowReturned();
        }

        // A segment emptied by pops is kept: a loop that pushes and pops across its edge must not take and give it each time.
        Workspace.Segment* added = spareSegment;
        spareSegment = null;
        if (added == null)
        {
            added = workspace.TakeSegment(segment == null ? 0 : segment->SizeClass + 1);
        }

        added->CountBefore = Count;
        added->Previous = segment;
        Select(added);
        top = bottom;
        return top;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T* Shrink()
    {
        if (segment == null || segment->Previous == null)
        {
            ThrowEmpty();
        }

        ReturnSpare();
        spareSegment = segment;
        Select(segment->Previous);
        return limit;
    }

    private void Select(Workspace.Segment* selected)
    {
        segment = selected;
        bottom = (T*)Workspace.Segment.Data(selected);
        limit = bottom + ((selected->End - (byte*)bottom) / sizeof(T));
    }

    private void ReturnSpare()
    {
        if (spareSegment != null)
        {
            workspace!.ReturnSegment(spareSegment);
            spareSegment = null;
        }
    }

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException("The tape is empty.");

    [DoesNotReturn]
    private static void ThrowReturned() =>
        throw new InvalidOperationException("The workspace frame that this tape belongs to has ended.");
}
