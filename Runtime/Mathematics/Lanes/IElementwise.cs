namespace Adjoint;

/// <summary>The body of a loop over elements, written once for all widths.</summary>
internal interface IElementwise<T>
    where T : unmanaged
{
    /// <summary>Does the elements from <paramref name="index"/> on that a vector of this width holds.</summary>
    void Step<TLanes>(nuint index)
        where TLanes : struct, ILanes<TLanes, T>;
}
