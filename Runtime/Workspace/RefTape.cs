using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// A stack of references, for objects that the backward sweep needs again. Obtained from
/// <see cref="Workspace.Frame.RefTape{T}"/>; not to be used after its frame ends, nor by another thread.
/// </summary>
/// <typeparam name="T">A class; null is a value like any other.</typeparam>
public sealed class RefTape<T> : PooledObject
    where T : class
{
    private const int SegmentLength = 512;

    [ThreadStatic]
    private static RefTape<T>? pool;

    private T?[][] segments = [];
    private long count;
    private bool rented;
    private RefTape<T>? nextInPool;

    private RefTape()
    {
    }

    /// <summary>The number of references on the tape.</summary>
    public long Count => count;

    /// <summary>Puts a reference on top.</summary>
    /// <param name="value">The reference.</param>
    public void Push(T? value)
    {
        int index = (int)(count / SegmentLength);
        if (!rented || index >= segments.Length || segments[index] is null)
        {
            Grow(index);
        }

        segments[index][count % SegmentLength] = value;
        count++;
    }

    /// <summary>Takes the reference on top away; the tape no longer keeps the object alive.</summary>
    /// <returns>The reference.</returns>
    /// <exception cref="InvalidOperationException">The tape is empty.</exception>
    public T? Pop()
    {
        if (count == 0)
        {
            throw new InvalidOperationException("The tape is empty.");
        }

        count--;
        ref T? place = ref segments[(int)(count / SegmentLength)][count % SegmentLength];
        T? value = place;
        place = null;
        return value;
    }

    internal static RefTape<T> FromPool()
    {
        RefTape<T>? tape = pool;
        if (tape is null)
        {
            tape = new RefTape<T>();
        }
        else
        {
            pool = tape.nextInPool;
            tape.nextInPool = null;
        }

        tape.rented = true;
        return tape;
    }

    /// <inheritdoc/>
    internal override void ReturnToPool()
    {
        while (count > 0)
        {
            Pop();
        }

        rented = false;
        nextInPool = pool;
        pool = this;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int index)
    {
        if (!rented)
        {
            throw new InvalidOperationException("The workspace frame that this tape belongs to has ended.");
        }

        if (index >= segments.Length)
        {
            Array.Resize(ref segments, Math.Max(4, 2 * segments.Length));
        }

        segments[index] = new T?[SegmentLength];
    }
}
