namespace Adjoint;

/// <summary>Adds a multiple of the second container's values to the first's.</summary>
internal struct AddVisitor(double scale) : IParameterVisitor
{
    private ParameterPath path;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second)
    {
        path.RequireSameLength(name, index, first.Length, second.Length);
        Elementwise.Singles(new AddScaledBody<float>(first, second, (float)scale), first.Length);
    }

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second)
    {
        path.RequireSameLength(name, index, first.Length, second.Length);
        Elementwise.Doubles(new AddScaledBody<double>(first, second, scale), first.Length);
    }
}
