namespace Adjoint;

/// <summary>A function of two vectors of doubles of any width.</summary>
internal interface ILaneFunction2
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, double>;
}
