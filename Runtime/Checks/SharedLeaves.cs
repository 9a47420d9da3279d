using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Finds whether a leaf of a container shares memory with a span.</summary>
internal ref struct SharedLeaves(ReadOnlySpan<byte> memory) : IParameterVisitor
{
    private readonly ReadOnlySpan<byte> _memory = memory;

    /// <summary>Whether one was found.</summary>
    public bool Found { get; private set; }

    public readonly void Enter(string name, int index)
    {
    }

    public readonly void Leave()
    {
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        Found |= MemoryMarshal.AsBytes(first).Overlaps(_memory);

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        Found |= MemoryMarshal.AsBytes(first).Overlaps(_memory);
}
