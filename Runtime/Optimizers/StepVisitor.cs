namespace Adjoint;

/// <summary>Updates every leaf of a container from the gradient beside it.</summary>
internal readonly struct StepVisitor(Optimizer optimizer) : IParameterVisitor
{
    public void Enter(string name, int index)
    {
    }

    public void Leave()
    {
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        optimizer.Update(first, second);

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        optimizer.Update(first, second);
}
