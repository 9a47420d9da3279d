using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Checks that each leaf of a container has memory of its own.</summary>
/// <typeparam name="T">The container's type.</typeparam>
internal ref struct OwnLeaves<T>(T container, string containerName) : IParameterVisitor
    where T : class, IParameters<T>
{
    private ParameterPath path;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        Check(name, index, MemoryMarshal.AsBytes(first));

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        Check(name, index, MemoryMarshal.AsBytes(first));

    private readonly void Check(string name, int index, scoped ReadOnlySpan<byte> memory)
    {
        SharedLeaves leaves = new(memory);
        T.Visit(ref leaves, container, container);
        if (leaves.Count > 1)
        {
            GuardFailure.LeafTwice(path.NameOf(name, index), containerName);
        }
    }
}
