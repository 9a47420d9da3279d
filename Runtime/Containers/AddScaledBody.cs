using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>first += factor * second.</summary>
internal readonly ref struct AddScaledBody<T>(Span<T> first, ReadOnlySpan<T> second, T factor) : IElementwise<T>
    where T : unmanaged
{
    private readonly ref T first = ref MemoryMarshal.GetReference(first);
    private readonly ref T second = ref MemoryMarshal.GetReference(second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLanes>(nuint index)
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes sum = TLanes.Load(ref first, index) + ((TLanes)factor * TLanes.Load(ref second, index));
        TLanes.Store(sum, ref first, index);
    }
}
