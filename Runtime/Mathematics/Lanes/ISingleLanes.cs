namespace Adjoint;

/// <summary>Floats that can be seen as two vectors of doubles, where float arithmetic is not accurate enough.</summary>
internal interface ISingleLanes<TSelf, TWide> : ILanes<TSelf, float>
    where TSelf : struct, ISingleLanes<TSelf, TWide>
    where TWide : struct, ILanes<TWide, double>
{
    static abstract TWide WidenLower(TSelf value);

    static abstract TWide WidenUpper(TSelf value);

    static abstract TSelf Narrow(TWide lower, TWide upper);
}
