using System.Globalization;

namespace Adjoint;

/// <summary>A span seen as rows of equal length: the examples of a batch, say. Row <c>i</c> is a span of its own.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct Rows<T>
{
    /// <summary>Sees a span as rows.</summary>
    /// <param name="values">The rows one after another.</param>
    /// <param name="rowLength">The number of elements in a row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row length is negative, or 0 where there are values.</exception>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the row length.</exception>
    public Rows(ReadOnlySpan<T> values, int rowLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowLength, values.IsEmpty ? 0 : 1);
        int count = rowLength == 0 ? 0 : values.Length / rowLength;
        if (count * rowLength != values.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{values.Length} values do not make whole rows of {rowLength}."), nameof(values));
        }

        Values = values;
        RowLength = rowLength;
        Count = count;
    }

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<T> Values { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The number of elements in each row.</summary>
    public int RowLength { get; }

    /// <summary>One row.</summary>
    /// <param name="index">Its position, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                ThrowNoSuchRow();
            }

            return Values.Slice(index * RowLength, RowLength);
        }
    }

    /// <summary>Some of the rows, without copying.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="length">The number of rows.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Rows<T> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Count, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(Count - start), nameof(length));
        return new Rows<T>(Values.Slice(start * RowLength, length * RowLength), RowLength);
    }

    /// <summary>Enumerates the rows.</summary>
    /// <returns>The enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    private static void ThrowNoSuchRow() => throw new IndexOutOfRangeException("There is no row of that index.");

    /// <summary>Enumerates rows.</summary>
    public ref struct Enumerator
    {
        private readonly Rows<T> rows;
        private int index;

        internal Enumerator(Rows<T> rows)
        {
            this.rows = rows;
            index = -1;
        }

        /// <summary>The current row.</summary>
        public readonly ReadOnlySpan<T> Current => rows[index];

        /// <summary>Moves to the next row.</summary>
        /// <returns>False at the end.</returns>
        public bool MoveNext() => ++index < rows.Count;
    }
}
