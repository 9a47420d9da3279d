using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

public sealed unsafe partial class Workspace
{
    private const int SmallestSegment = 4 * 1024;
    private const int SegmentClasses = 11;

    // Tapes and managed arrays that belong to open frames, in the order in which they were rented.
    private PooledObject[] tapes = [];
    private int tapeCount;

    private readonly List<ISpareArrays> pools = [];

    // Spare segments by size: class k holds segments of 4 KB * 2^k. Tapes do not use the chunks, because a tape may grow
    // while a frame above its own is open.
    private SpareSegments spare;
    private long segmentBytesInUse;
    private long segmentBytesReserved;

    /// <summary>Takes a segment of the class, or of the largest class there is.</summary>
    internal Segment* TakeSegment(int sizeClass)
    {
        sizeClass = Math.Min(sizeClass, SegmentClasses - 1);
        long bytes = (long)SmallestSegment << sizeClass;
        Segment* segment = (Segment*)spare[sizeClass];
        if (segment != null)
        {
            spare[sizeClass] = (nint)segment->Previous;
        }
        else
        {
            segment = (Segment*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            segment->SizeClass = sizeClass;
            segmentBytesReserved += bytes;
        }

        segmentBytesInUse += bytes;
        segment->Previous = null;
        segment->End = (byte*)segment + bytes;
        return segment;
    }

    internal void ReturnSegment(Segment* segment)
    {
        segmentBytesInUse -= (long)SmallestSegment << segment->SizeClass;
        segment->Previous = (Segment*)spare[segment->SizeClass];
        spare[segment->SizeClass] = (nint)segment;
    }

    internal void Track(PooledObject tape)
    {
        if (tapeCount == tapes.Length)
        {
            Array.Resize(ref tapes, Math.Max(8, 2 * tapeCount));
        }

        tapes[tapeCount++] = tape;
    }

    /// <summary>Remembers a pool of arrays, so that <see cref="Trim"/> reaches it.</summary>
    internal SpareArrays<TArray> Keep<TArray>(SpareArrays<TArray> arrays)
        where TArray : class
    {
        pools.Add(arrays);
        return arrays;
    }

    private Tape<T> RentTape<T>()
        where T : unmanaged
    {
        Tape<T> tape = Adjoint.Tape<T>.FromPool(this);
        Track(tape);
        return tape;
    }

    private RefTape<T> RentRefTape<T>()
        where T : class
    {
        RefTape<T> tape = Adjoint.RefTape<T>.FromPool();
        Track(tape);
        return tape;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReturnTapes(int kept)
    {
        while (tapeCount > kept)
        {
            PooledObject tape = tapes[--tapeCount];
            tapes[tapeCount] = null!;
            tape.ReturnToPool();
        }
    }

    private void FreeSegments()
    {
        for (int sizeClass = 0; sizeClass < SegmentClasses; sizeClass++)
        {
            Segment* segment = (Segment*)spare[sizeClass];
            while (segment != null)
            {
                Segment* previous = segment->Previous;
                segmentBytesReserved -= (long)SmallestSegment << sizeClass;
                NativeMemory.AlignedFree(segment);
                segment = previous;
            }

            spare[sizeClass] = 0;
        }
    }

    /// <summary>The head of a piece of tape memory; the elements follow, from the next aligned address on.</summary>
    internal struct Segment
    {
        public Segment* Previous;
        public byte* End;

        /// <summary>The number of elements in the segments before this one.</summary>
        public long CountBefore;
        public int SizeClass;

        public static byte* Data(Segment* segment) => (byte*)segment + Alignment;
    }

    [InlineArray(SegmentClasses)]
    private struct SpareSegments
    {
        private nint first;
    }
}
