namespace Adjoint.Generator.Tests.Ir;

/// <summary>A tensor: its shape, and its elements in row-major order.</summary>
public sealed class TensorValue(int[] shape, object[] elements)
{
    public IReadOnlyList<int> Shape { get; } = shape;

    public IReadOnlyList<object> Elements { get; } = elements;

    public static TensorValue Of<T>(int[] shape, params T[] elements)
        where T : struct => new(shape, elements.Cast<object>().ToArray());

    public override string ToString() => $"[{string.Join(" x ", Shape)}: {string.Join(", ", Elements)}]";
}
