namespace Adjoint;

/// <summary>Counts the values of a container.</summary>
internal struct CountVisitor : IParameterVisitor
{
    public long Count { get; private set; }

    public readonly void Enter(string name, int index)
    {
    }

    public readonly void Leave()
    {
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        Count += first.Length;

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        Count += first.Length;
}
