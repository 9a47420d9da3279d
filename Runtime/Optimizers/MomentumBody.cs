using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>g += decay * w; v = momentum * v + g; w -= rate * (v, or g + momentum * v).</summary>
internal readonly ref struct MomentumBody<T>(
    Span<T> weights, ReadOnlySpan<T> gradient, Span<T> velocity, T rate, T decay, T momentum, bool nesterov) : IElementwise<T>
    where T : unmanaged
{
    private readonly ref T weights = ref MemoryMarshal.GetReference(weights);
    private readonly ref T gradient = ref MemoryMarshal.GetReference(gradient);
    private readonly ref T velocity = ref MemoryMarshal.GetReference(velocity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLanes>(nuint index)
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes w = TLanes.Load(ref weights, index);
        TLanes g = TLanes.Load(ref gradient, index) + ((TLanes)decay * w);
        TLanes v = ((TLanes)momentum * TLanes.Load(ref velocity, index)) + g;
        TLanes.Store(v, ref velocity, index);
        TLanes direction = nesterov ? g + ((TLanes)momentum * v) : v;
        TLanes.Store(w - ((TLanes)rate * direction), ref weights, index);
    }
}
