namespace Adjoint;

/// <summary>Copies the second container's values into the first.</summary>
internal struct CopyVisitor : IParameterVisitor
{
    private ParameterPath path;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second)
    {
        path.RequireSameLength(name, index, first.Length, second.Length);
        second.CopyTo(first);
    }

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second)
    {
        path.RequireSameLength(name, index, first.Length, second.Length);
        second.CopyTo(first);
    }
}
