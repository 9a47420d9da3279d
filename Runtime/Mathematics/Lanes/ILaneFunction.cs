namespace Adjoint;

/// <summary>A function of doubles of any width.</summary>
internal interface ILaneFunction
{
    static abstract TLanes Invoke<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>;
}
