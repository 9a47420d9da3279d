using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>One step of Adam or AdamW; the state is both moments, and one of the two decays is 0.</summary>
internal readonly ref struct AdamBody<T>(
    Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, AdamConstants<T> constants) : IElementwise<T>
    where T : unmanaged
{
    private readonly ref T weights = ref MemoryMarshal.GetReference(weights);
    private readonly ref T gradient = ref MemoryMarshal.GetReference(gradient);
    private readonly ref T first = ref MemoryMarshal.GetReference(first);
    private readonly ref T second = ref MemoryMarshal.GetReference(second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLanes>(nuint index)
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes w = TLanes.Load(ref weights, index);
        TLanes g = TLanes.Load(ref gradient, index) + ((TLanes)constants.PenaltyDecay * w);
        TLanes m = TLanes.Load(ref first, index);
        m += (TLanes)constants.FirstShare * (g - m);
        TLanes v = ((TLanes)constants.SecondKept * TLanes.Load(ref second, index)) + ((TLanes)constants.SecondShare * g * g);
        TLanes.Store(m, ref first, index);
        TLanes.Store(v, ref second, index);
        TLanes denominator = (TLanes.Sqrt(v) / (TLanes)constants.SecondCorrection) + (TLanes)constants.Epsilon;
        TLanes shrunk = w * (TLanes)constants.Shrink;
        TLanes.Store(shrunk - ((TLanes)constants.StepSize * m / denominator), ref weights, index);
    }
}
