using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// Elementary functions of vectors, for generated code: own polynomials in fused arithmetic, written once for all widths, within 2 units in
/// the last place of the exact value (the error function and the normal distribution: 5), special values as in <see cref="Math"/>. Every
/// method has the name of the scalar function that it stands for.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static partial class VectorMath
{
    // 1.5 * 2^52 (2^23): a sum with it is rounded to an integer, which stands in its low bits.
    private const double Magic = 6755399441055744.0;
    private const float MagicSingle = 12582912f;

    // Functions of more than some thirty operations are never inlined, nor are their callers' lanes: the JIT inlines only so
    // many calls into one method, and what is beyond runs many times slower.

    /// <summary>A function of doubles applied to floats.</summary>
    private static TLanes Widened<TLanes, TWide, TFunction>(TLanes x)
        where TLanes : struct, ISingleLanes<TLanes, TWide>
        where TWide : struct, ILanes<TWide, double>
        where TFunction : struct, ILaneFunction
        => TLanes.Narrow(TFunction.Invoke(TLanes.WidenLower(x)), TFunction.Invoke(TLanes.WidenUpper(x)));

    private static TLanes Widened2<TLanes, TWide, TFunction>(TLanes x, TLanes y)
        where TLanes : struct, ISingleLanes<TLanes, TWide>
        where TWide : struct, ILanes<TWide, double>
        where TFunction : struct, ILaneFunction2
        => TLanes.Narrow(
            TFunction.Invoke(TLanes.WidenLower(x), TLanes.WidenLower(y)),
            TFunction.Invoke(TLanes.WidenUpper(x), TLanes.WidenUpper(y)));
}
