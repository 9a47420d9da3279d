namespace Adjoint;

/// <summary>Checks leaf by leaf that a container has the shape of its parameter and, where it is written to, memory of its own.</summary>
internal struct ContainerMatch(string destinationName, string sourceName, bool isWritten) : IParameterVisitor
{
    private ParameterPath path;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        Check<float>(name, index, first, second);

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        Check<double>(name, index, first, second);

    private readonly void Check<T>(string name, int index, ReadOnlySpan<T> first, ReadOnlySpan<T> second)
    {
        if (first.Length != second.Length)
        {
            GuardFailure.Leaf(path.NameOf(name, index), first.Length, second.Length, destinationName, sourceName);
        }

        // A scalar property is shown by way of a local, so that only fields and arrays can be found to be shared.
        if (isWritten && first.Overlaps(second))
        {
            GuardFailure.LeafOverlap(path.NameOf(name, index), destinationName, sourceName);
        }
    }
}
