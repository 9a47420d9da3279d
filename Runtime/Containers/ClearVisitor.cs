namespace Adjoint;

/// <summary>Sets the values of a container to zero.</summary>
internal readonly struct ClearVisitor : IParameterVisitor
{
    public void Enter(string name, int index)
    {
    }

    public void Leave()
    {
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        first.Clear();

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        first.Clear();
}
