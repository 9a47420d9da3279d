using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>w -= rate * (g + decay * w).</summary>
internal readonly ref struct SgdBody<T>(Span<T> weights, ReadOnlySpan<T> gradient, T rate, T decay) : IElementwise<T>
    where T : unmanaged
{
    private readonly ref T weights = ref MemoryMarshal.GetReference(weights);
    private readonly ref T gradient = ref MemoryMarshal.GetReference(gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLanes>(nuint index)
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes w = TLanes.Load(ref weights, index);
        TLanes g = TLanes.Load(ref gradient, index) + ((TLanes)decay * w);
        TLanes.Store(w - ((TLanes)rate * g), ref weights, index);
    }
}
