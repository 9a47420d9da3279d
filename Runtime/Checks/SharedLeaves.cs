using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Counts the leaves of a container that share memory with a span.</summary>
internal ref struct SharedLeaves(ReadOnlySpan<byte> memory) : IParameterVisitor
{
    private readonly ReadOnlySpan<byte> _memory = memory;

    /// <summary>How many do.</summary>
    public int Count { get; private set; }

    public readonly void Enter(string name, int index)
    {
    }

    public readonly void Leave()
    {
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        Count += MemoryMarshal.AsBytes(first).Overlaps(_memory) ? 1 : 0;

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        Count += MemoryMarshal.AsBytes(first).Overlaps(_memory) ? 1 : 0;
}
