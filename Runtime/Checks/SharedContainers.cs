using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Checks leaf by leaf that a container shares no memory with another one.</summary>
/// <typeparam name="TOther">The other container's type.</typeparam>
internal ref struct SharedContainers<TOther>(TOther other, string containerName, string otherName) : IParameterVisitor
    where TOther : class, IParameters<TOther>
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
        TOther.Visit(ref leaves, other, other);
        if (leaves.Count > 0)
        {
            GuardFailure.LeafOverlap(path.NameOf(name, index), containerName, otherName);
        }
    }
}
