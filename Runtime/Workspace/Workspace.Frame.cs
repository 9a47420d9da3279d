using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Adjoint;

public sealed unsafe partial class Workspace
{
    /// <summary>
    /// A part of the thread's workspace: everything rented from it is given back when it is disposed. Only the innermost
    /// frame rents memory; tapes of outer frames may grow while inner frames are open.
    /// </summary>
    public readonly ref struct Frame
    {
        private readonly Workspace workspace;
        private readonly byte* savedNext;
        private readonly int savedChunk;
        private readonly int savedTapes;
        private readonly long ticket;
        private readonly long outerTicket;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Frame(Workspace workspace)
        {
            this.workspace = workspace;
            savedNext = workspace.next;
            savedChunk = workspace.chunkIndex;
            savedTapes = workspace.tapeCount;
            outerTicket = workspace.openTicket;
            ticket = ++workspace.lastTicket;
            workspace.openTicket = ticket;
        }

        /// <summary>Rents memory filled with zeros, aligned to 64 bytes.</summary>
        /// <typeparam name="T">A type without references.</typeparam>
        /// <param name="length">The number of elements.</param>
        /// <returns>A span that is valid until this frame is disposed.</returns>
        /// <exception cref="OverflowException"><paramref name="length"/> is negative (as <c>new T[length]</c> throws).</exception>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Span<T> Rent<T>(int length)
            where T : unmanaged
        {
            Span<T> memory = RentUninitialized<T>(length);
            memory.Clear();
            return memory;
        }

        /// <summary>Rents memory with arbitrary content, aligned to 64 bytes.</summary>
        /// <typeparam name="T">A type without references.</typeparam>
        /// <param name="length">The number of elements.</param>
        /// <returns>A span that is valid until this frame is disposed.</returns>
        /// <exception cref="OverflowException"><paramref name="length"/> is negative (as <c>new T[length]</c> throws).</exception>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Span<T> RentUninitialized<T>(int length)
            where T : unmanaged
        {
            if (length < 0)
            {
                ThrowNegativeLength();
            }

            if (workspace is null || workspace.openTicket != ticket)
            {
                ThrowNotInnermost();
            }

            return new Span<T>(workspace.Take((nuint)length * (nuint)sizeof(T)), length);
        }

        /// <summary>Rents an empty tape, which lives until this frame is disposed.</summary>
        /// <typeparam name="T">A type without references.</typeparam>
        /// <returns>The tape.</returns>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        public Tape<T> Tape<T>()
            where T : unmanaged
        {
            if (workspace is null || workspace.openTicket != ticket)
            {
                ThrowNotInnermost();
            }

            return workspace.RentTape<T>();
        }

        /// <summary>Rents an empty tape of references, which lives until this frame is disposed.</summary>
        /// <typeparam name="T">A class.</typeparam>
        /// <returns>The tape.</returns>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        public RefTape<T> RefTape<T>()
            where T : class
        {
            if (workspace is null || workspace.openTicket != ticket)
            {
                ThrowNotInnermost();
            }

            return workspace.RentRefTape<T>();
        }

        /// <summary>Rents a managed array of exactly this length, filled with zeros or nulls; it may be an element of another array.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="length">The number of elements.</param>
        /// <returns>An array that belongs to the caller until this frame is disposed.</returns>
        /// <exception cref="OverflowException"><paramref name="length"/> is negative (as <c>new T[length]</c> throws).</exception>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        public T[] RentArray<T>(int length) =>
            SpareArrays<T[]>.Rent(Lender(), (length, 0, 0), static shape => new T[shape.First]);

        /// <summary>Rents a managed array of two dimensions, filled with zeros.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="rows">The first dimension.</param>
        /// <param name="columns">The second dimension.</param>
        /// <returns>An array that belongs to the caller until this frame is disposed.</returns>
        /// <exception cref="OverflowException">A dimension is negative (as <c>new T[rows, columns]</c> throws).</exception>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        public T[,] RentArray<T>(int rows, int columns) =>
            SpareArrays<T[,]>.Rent(Lender(), (rows, columns, 0), static shape => new T[shape.First, shape.Second]);

        /// <summary>Rents a managed array of three dimensions, filled with zeros.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <param name="planes">The first dimension.</param>
        /// <param name="rows">The second dimension.</param>
        /// <param name="columns">The third dimension.</param>
        /// <returns>An array that belongs to the caller until this frame is disposed.</returns>
        /// <exception cref="OverflowException">A dimension is negative (as <c>new T[planes, rows, columns]</c> throws).</exception>
        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one is disposed.</exception>
        public T[,,] RentArray<T>(int planes, int rows, int columns) =>
            SpareArrays<T[,,]>.Rent(Lender(), (planes, rows, columns), static shape => new T[shape.First, shape.Second, shape.Third]);

        /// <summary>Gives back everything rented from this frame. A second call does nothing.</summary>
        /// <exception cref="InvalidOperationException">A frame opened later is still open.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            if (workspace is null || workspace.openTicket < ticket)
            {
                return;
            }

            if (workspace.openTicket != ticket)
            {
                ThrowNotInnermost();
            }

            if (workspace.tapeCount != savedTapes)
            {
                workspace.ReturnTapes(savedTapes);
            }

            workspace.Release(savedChunk, savedNext);
            workspace.openTicket = outerTicket;
        }

        private Workspace Lender()
        {
            if (workspace is null || workspace.openTicket != ticket)
            {
                ThrowNotInnermost();
            }

            return workspace;
        }

        [DoesNotReturn]
        private static void ThrowNegativeLength() =>
            throw new OverflowException("The length of an array or buffer cannot be negative.");

        [DoesNotReturn]
        private static void ThrowNotInnermost() =>
            throw new InvalidOperationException(
                "This workspace frame is not the innermost open frame of its thread: frames are used and disposed last in, first out.");
    }
}
