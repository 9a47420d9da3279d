namespace Adjoint.Generator.Tests.Ir;

/// <summary>The lanes of a vector.</summary>
public sealed class VectorValue(params object[] lanes)
{
    public IReadOnlyList<object> Lanes { get; } = lanes;

    public static VectorValue Of<T>(params T[] lanes)
        where T : struct => new(lanes.Cast<object>().ToArray());

    public override string ToString() => $"<{string.Join(", ", Lanes)}>";
}
