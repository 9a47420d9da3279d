using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// Elementary functions of vectors, for generated code: own polynomials in fused arithmetic, written once for all widths,
/// within 2 units in the last place of the exact value, special values as in <see cref="Math"/>. Every method has the name of
/// the scalar function that it stands for.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static partial class VectorMath
{
    // 1.5 * 2^52 (2^23): a sum with it is rounded to an integer, which stands in its low bits.
    private const double Magic = 6755399441055744.0;
    private const float MagicSingle = 12582912f;

    /// <summary>The nearest integer, as a number; |x| below 2^51.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes NearestInteger<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => (x + Magic) - Magic;

    /// <summary>The nearest integer, as a number; |x| below 2^22.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes NearestIntegerSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
        => (x + MagicSingle) - MagicSingle;

    /// <summary>2^n for an integer n from -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerOfTwo<TLanes>(TLanes n)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.AddBits(TLanes.ShiftLeft(n + Magic, 52), 1.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerOfTwoSingle<TLanes>(TLanes n)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.AddBits(TLanes.ShiftLeft(n + MagicSingle, 23), 1f);

    /// <summary>x 2^n for |n| up to 2,000, in two steps: the first is exact, so that subnormal results are rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Scale<TLanes>(TLanes x, TLanes n)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes half = NearestInteger(n * 0.5);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ScaleSingle<TLanes>(TLanes x, TLanes n)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes half = NearestIntegerSingle(n * 0.5f);
        return x * PowerOfTwoSingle(half) * PowerOfTwoSingle(n - half);
    }

    /// <summary>Clamped; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Between<TLanes>(TLanes x, double low, double high)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Select(x < low, low, TLanes.Select(x > high, high, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes BetweenSingle<TLanes>(TLanes x, float low, float high)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.Select(x < low, low, TLanes.Select(x > high, high, x));

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WithSign<TLanes>(TLanes magnitude, TLanes sign)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Select(-0.0, sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WithSignSingle<TLanes>(TLanes magnitude, TLanes sign)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.Select(-0f, sign, magnitude);

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
