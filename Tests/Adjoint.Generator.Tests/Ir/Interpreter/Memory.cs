using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>A reference to elements of an array: the whole, a slice, a row, one location. Two that share the array alias.</summary>
/// <param name="storage">The array; records are <see cref="RecordValue"/>s, references to arrays are the arrays.</param>
/// <param name="offset">Where it begins, counted in row-major order.</param>
/// <param name="shape">The length of each dimension: none for one location, the number of rows and their length for rows.</param>
public sealed class Memory(Array storage, int offset, params int[] shape)
{
    public Array Storage { get; } = storage;

    public int Offset { get; } = offset;

    public IReadOnlyList<int> Shape => shape;

    /// <summary>Number of elements.</summary>
    public int Count => shape.Aggregate(1, (product, length) => product * length);

    /// <summary>All of an array of any rank.</summary>
    public static Memory Of(Array array) =>
        new(array, 0, Enumerable.Range(0, array.Rank).Select(array.GetLength).ToArray());

    /// <summary>Part of an array.</summary>
    public static Memory Slice(Array array, int start, int count) => new(array, start, count);

    /// <summary>The one location <paramref name="index"/> of an array.</summary>
    public static Memory Location(Array array, int index = 0) => new(array, index);

    /// <summary>The rows that lie one behind the other in an array.</summary>
    public static Memory Rows(Array array, int rowLength) => new(array, 0, rowLength == 0 ? 0 : array.Length / rowLength, rowLength);

    /// <summary>The elements in order.</summary>
    public IEnumerable<object?> Elements => Enumerable.Range(0, Count).Select(Get);

    public object? Get(int index) => Storage switch
    {
        float[] floats => floats[Offset + index],
        double[] doubles => doubles[Offset + index],
        { Rank: 1 } => Storage.GetValue(Offset + index),
        _ => Storage.GetValue(Position(Offset + index)),
    };

    public void Set(int index, object? value)
    {
        if (Storage is RecordValue[] records)
        {
            records[Offset + index].Assign((RecordValue)value!);
        }
        else if (Storage.Rank == 1)
        {
            Storage.SetValue(value, Offset + index);
        }
        else
        {
            Storage.SetValue(value, Position(Offset + index));
        }
    }

    /// <exception cref="IndexOutOfRangeException">An index is outside.</exception>
    public int Index(ReadOnlySpan<int> indices)
    {
        int flat = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            if ((uint)indices[i] >= (uint)shape[i])
            {
                throw new IndexOutOfRangeException($"{indices[i]} in a dimension of length {shape[i]}");
            }

            flat = (flat * shape[i]) + indices[i];
        }

        return flat;
    }

    public bool Overlaps(Memory other) => ReferenceEquals(Storage, other.Storage)
        && Offset < other.Offset + other.Count && other.Offset < Offset + Count;

    public override string ToString() => $"{{{string.Join(", ", Elements)}}}";

    /// <summary>An array of zeros, of records of zeros, or of null references.</summary>
    public static Array NewStorage(IrType element, params int[] lengths)
    {
        Array array = Array.CreateInstance(ElementClass(element), lengths);
        if (element is RecordType record)
        {
            Memory all = Of(array);
            for (int i = 0; i < array.Length; i++)
            {
                array.SetValue(new RecordValue(record.Fields), array.Rank == 1 ? [i] : all.Position(i));
            }
        }

        return array;
    }

    /// <summary>The .NET type of the elements of an array that holds values of an IR type.</summary>
    public static Type ElementClass(IrType element) => element switch
    {
        ScalarType scalar => Scalars.ClassOf(scalar.Kind),
        RecordType => typeof(RecordValue),
        ObjectType => typeof(ObjectValue),
        MemoryType { Kind: MemoryKind.Array } array => ElementClass(array.Element).MakeArrayType(),
        MemoryType { Kind: MemoryKind.Grid } grid => ElementClass(grid.Element).MakeArrayType(grid.Rank),
        _ => typeof(object),
    };

    private int[] Position(int flat)
    {
        int[] position = new int[Storage.Rank];
        for (int i = position.Length - 1; i >= 0; i--)
        {
            position[i] = flat % Storage.GetLength(i);
            flat /= Storage.GetLength(i);
        }

        return position;
    }
}
