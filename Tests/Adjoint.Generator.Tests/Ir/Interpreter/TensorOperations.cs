using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>The operations that only tensors have.</summary>
internal static class TensorOperations
{
    public static TensorValue Read(Memory memory, int[] shape)
    {
        int count = CountOf(shape);
        return shape.All(length => length >= 0) && count <= memory.Count
            ? new(shape, Enumerable.Range(0, count).Select(i => memory.Get(i)!).ToArray())
            : throw new ArgumentOutOfRangeException(nameof(shape), $"a tensor of {string.Join(" x ", shape)} from {memory.Count} elements");
    }

    public static void Write(TensorValue tensor, Memory memory)
    {
        if (memory.Count < tensor.Elements.Count)
        {
            throw new ArgumentException($"{tensor.Elements.Count} elements into {memory.Count}", nameof(memory));
        }

        for (int i = 0; i < tensor.Elements.Count; i++)
        {
            memory.Set(i, tensor.Elements[i]);
        }
    }

    public static TensorValue MatMul(string layout, ScalarKind kind, TensorValue left, TensorValue right)
    {
        int m = left.Shape[layout == "tn" ? 1 : 0];
        int k = left.Shape[layout == "tn" ? 0 : 1];
        int n = right.Shape[layout == "nt" ? 0 : 1];
        object[] product = new object[m * n];
        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n; column++)
            {
                object sum = Scalars.Zero(kind);
                for (int i = 0; i < k; i++)
                {
                    object a = left.Elements[layout == "tn" ? (i * m) + row : (row * k) + i];
                    object b = right.Elements[layout == "nt" ? (column * k) + i : (i * n) + column];
                    sum = Scalars.Binary(OpCode.Add, sum, Scalars.Binary(OpCode.Mul, a, b, false), false);
                }

                product[(row * n) + column] = sum;
            }
        }

        return new([m, n], product);
    }

    public static TensorValue Broadcast(object operand, int[] shape)
    {
        TensorValue from = operand as TensorValue ?? new([], [operand]);
        return new(shape, Enumerable.Range(0, CountOf(shape)).Select(i => from.Elements[Source(i, shape, from.Shape)]).ToArray());
    }

    /// <summary>The transpose of <see cref="Broadcast"/>: each element is added to the one that it would be spread from.</summary>
    public static TensorValue SumTo(TensorValue from, ScalarKind kind, int[] shape)
    {
        object[] sums = Enumerable.Repeat(Scalars.Zero(kind), CountOf(shape)).ToArray();
        int[] wide = [.. from.Shape];
        for (int i = 0; i < from.Elements.Count; i++)
        {
            int to = Source(i, wide, shape);
            sums[to] = Scalars.Binary(OpCode.Add, sums[to], from.Elements[i], false);
        }

        return new(shape, sums);
    }

    private static int CountOf(IEnumerable<int> shape) => shape.Aggregate(1, (product, length) => product * length);

    // The element of the narrow shape that stands at the element 'flat' of the wide one: dimensions align at the end.
    private static int Source(int flat, int[] wide, IReadOnlyList<int> narrow)
    {
        int source = 0;
        int stride = 1;
        for (int i = 1; i <= narrow.Count; i++)
        {
            int length = wide[^i];
            int position = flat % length;
            flat /= length;
            source += (narrow[^i] == 1 ? 0 : position) * stride;
            stride *= narrow[^i];
        }

        return source;
    }
}
