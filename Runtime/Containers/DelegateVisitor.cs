namespace Adjoint;

/// <summary>Calls a delegate for each leaf of any element type.</summary>
internal struct DelegateVisitor(ParameterVisitor visitor) : IParameterVisitor
{
    private ParameterPath path;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        visitor(path.NameOf(name, index), shape, new ParameterValues(first));

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        visitor(path.NameOf(name, index), shape, new ParameterValues(first));
}
