using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// The scratch memory of one thread: a stack of native memory, aligned to 64 bytes, from which generated code takes the
/// buffers of a call. Nothing is moved when it grows, so spans stay valid until their frame ends; a call that fits in what
/// an earlier call left behind allocates nothing.
/// </summary>
/// <remarks>
/// Memory is taken within a <see cref="Frame"/>, and given back as a whole when the frame is disposed, exceptions included:
/// <code>
/// using Workspace.Frame frame = Workspace.Enter();
/// Span&lt;double&gt; values = frame.Rent&lt;double&gt;(n);
/// </code>
/// Frames nest (last in, first out), so a function that uses the workspace may call itself.
/// </remarks>
public sealed unsafe partial class Workspace
{
    private const int Alignment = 64;
    private const int SmallestChunk = 64 * 1024;

    [ThreadStatic]
    private static Workspace? current;

    // Invariant: chunks[0..chunkIndex) are full, chunks[chunkIndex] is filled up to 'next', those after it are spare.
    private Chunk[] chunks = [];
    private int chunkCount;
    private int chunkIndex = -1;
    private byte* next;
    private byte* limit;

    // Tickets tell frames apart: the innermost open frame holds the current one. They only grow.
    private long openTicket;
    private long lastTicket;

    private Workspace()
    {
    }

    /// <summary>Gives the native memory of a thread that has ended back.</summary>
    ~Workspace()
    {
        for (int i = 0; i < chunkCount; i++)
        {
            NativeMemory.AlignedFree(chunks[i].Start);
        }

        FreeSegments();
    }

    /// <summary>The workspace of the calling thread.</summary>
    public static Workspace Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Create();
    }

    /// <summary>The bytes of native memory that open frames hold, tapes included, each piece rounded up to 64 bytes.</summary>
    public long BytesInUse
    {
        get
        {
            long bytes = segmentBytesInUse;
            for (int i = 0; i < chunkIndex; i++)
            {
                bytes += chunks[i].Used;
            }

            return chunkIndex < 0 ? bytes : bytes + (next - chunks[chunkIndex].Start);
        }
    }

    /// <summary>The bytes taken from the operating system and not given back.</summary>
    public long BytesReserved => ChunkBytes + segmentBytesReserved;

    private long ChunkBytes
    {
        get
        {
            long bytes = 0;
            for (int i = 0; i < chunkCount; i++)
            {
                bytes += chunks[i].Length;
            }

            return bytes;
        }
    }

    /// <summary>Opens a frame on the calling thread's workspace. Dispose it, best by <c>using</c>.</summary>
    /// <returns>The frame, which is now the innermost.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Frame Enter()
    {
        Workspace workspace = Current;
        if (workspace.chunkCount > 1 && workspace.openTicket == 0)
        {
            workspace.Merge(0);
        }

        return new Frame(workspace);
    }

    /// <summary>Makes room for this many bytes more than are in use now, in one piece.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public void Reserve(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        nuint needed = RoundUp((nuint)bytes);
        if (openTicket == 0)
        {
            if (chunkCount != 1 || (nuint)chunks[0].Length < needed)
            {
                Merge(needed);
            }
        }
        else if ((nuint)(limit - next) < needed && !SpareHolds(needed))
        {
            InsertChunk(chunkIndex + 1, needed);
        }
    }

    /// <summary>Gives all memory that no open frame uses back to the operating system, and spare arrays to the garbage collector.</summary>
    public void Trim()
    {
        pools.ForEach(pool => pool.Clear());
        FreeChunks(openTicket == 0 ? 0 : chunkIndex + 1);
        FreeSegments();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Workspace Create() => current = new Workspace();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint RoundUp(nuint bytes) => (bytes + (Alignment - 1)) & ~(nuint)(Alignment - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Take(nuint bytes)
    {
        nuint rounded = RoundUp(bytes);
        byte* start = next;
        if ((nuint)(limit - start) < rounded)
        {
            start = NextChunk(rounded);
        }

        next = start + rounded;
        return start;
    }

    /// <summary>Moves on to a chunk that holds this many bytes and returns its start.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* NextChunk(nuint bytes)
    {
        if (!SpareHolds(bytes))
        {
            InsertChunk(chunkIndex + 1, bytes);
        }

        if (chunkIndex >= 0)
        {
            chunks[chunkIndex].Used = next - chunks[chunkIndex].Start;
        }

        chunkIndex++;
        byte* start = chunks[chunkIndex].Start;
        next = start;
        limit = start + chunks[chunkIndex].Length;
        return start;
    }

    private void FreeChunks(int kept)
    {
        while (chunkCount > kept)
        {
            NativeMemory.AlignedFree(chunks[--chunkCount].Start);
            chunks[chunkCount] = default;
        }

        if (kept == 0)
        {
            chunkIndex = -1;
            next = null;
            limit = null;
        }
    }

    private bool SpareHolds(nuint bytes) =>
        chunkIndex + 1 < chunkCount && (nuint)chunks[chunkIndex + 1].Length >= bytes;

    /// <summary>Allocates a chunk at an index above the current one. Doubling keeps the number of chunks small.</summary>
    private void InsertChunk(int index, nuint bytes)
    {
        Debug.Assert(index > chunkIndex, "Chunks in use stay where they are.");
        nuint length = Math.Max(Math.Max(bytes, SmallestChunk), RoundUp((nuint)ChunkBytes));
        if (chunkCount == chunks.Length)
        {
            Array.Resize(ref chunks, Math.Max(4, 2 * chunkCount));
        }

        Chunk chunk = new() { Start = (byte*)NativeMemory.AlignedAlloc(length, Alignment), Length = (long)length };
        Array.Copy(chunks, index, chunks, index + 1, chunkCount - index);
        chunks[index] = chunk;
        chunkCount++;
    }

    /// <summary>
    /// With no frame open: replaces all chunks by one that holds what they held together, so that a warm call never
    /// leaves the first chunk.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Merge(nuint atLeast)
    {
        nuint length = Math.Max((nuint)ChunkBytes, atLeast);
        FreeChunks(0);
        InsertChunk(0, length);
        next = ReturnToChunk(-1, null);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(int savedIndex, byte* savedNext)
    {
        if (chunkIndex != savedIndex)
        {
            savedNext = ReturnToChunk(savedIndex, savedNext);
        }

        next = savedNext;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* ReturnToChunk(int index, byte* savedNext)
    {
        if (index < 0)
        {
            // There was no chunk yet when the frame was opened; its place is the start of the first.
            index = 0;
            savedNext = chunks[0].Start;
        }

        chunkIndex = index;
        limit = chunks[index].Start + chunks[index].Length;
        return savedNext;
    }

    private struct Chunk
    {
        public byte* Start;
        public long Length;

        /// <summary>How far it was filled when the next chunk was begun; meaningful for chunks below the current one.</summary>
        public long Used;
    }
}
