using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The sine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) => SinSingle<Single512>(x);

    /// <inheritdoc cref="Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) => SinSingle<Single256>(x);

    /// <inheritdoc cref="Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sin(Vector128<float> x) => SinSingle<Single128>(x);

    /// <inheritdoc cref="Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x) => SinDouble<Double512>(x);

    /// <inheritdoc cref="Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sin(Vector256<double> x) => SinDouble<Double256>(x);

    /// <inheritdoc cref="Sin(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sin(Vector128<double> x) => SinDouble<Double128>(x);

    /// <summary>The cosine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) => CosSingle<Single512>(x);

    /// <inheritdoc cref="Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) => CosSingle<Single256>(x);

    /// <inheritdoc cref="Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cos(Vector128<float> x) => CosSingle<Single128>(x);

    /// <inheritdoc cref="Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x) => CosDouble<Double512>(x);

    /// <inheritdoc cref="Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cos(Vector256<double> x) => CosDouble<Double256>(x);

    /// <inheritdoc cref="Cos(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Cos(Vector128<double> x) => CosDouble<Double128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SinDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes result = SineOfQuadrant(ReduceByHalfPi(x, out TLanes quadrant), quadrant);
        TLanes far = ~(TLanes.Abs(x) < TrigonometricLimit);
        result = TLanes.Select(TLanes.Equal(x, 0.0), x, result);
        return TLanes.Any(far) ? EachDoubleWhere<TLanes, SinScalar>(far, x, result) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SinSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes result = SineOfQuadrantSingle(ReduceByHalfPiSingle(x, out TLanes quadrant), quadrant);
        TLanes far = ~(TLanes.Abs(x) < TrigonometricLimitSingle);
        result = TLanes.Select(TLanes.Equal(x, 0f), x, result);
        return TLanes.Any(far) ? EachSingleWhere<TLanes, SinScalar>(far, x, result) : result;
    }

    // The cosine is the sine a quadrant further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes r = ReduceByHalfPi(x, out TLanes quadrant);
        TLanes result = SineOfQuadrant(r, TLanes.AddBits(quadrant, TLanes.Bits(1)));
        TLanes far = ~(TLanes.Abs(x) < TrigonometricLimit);
        return TLanes.Any(far) ? EachDoubleWhere<TLanes, CosScalar>(far, x, result) : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes r = ReduceByHalfPiSingle(x, out TLanes quadrant);
        TLanes result = SineOfQuadrantSingle(r, TLanes.AddBits(quadrant, TLanes.Bits(1)));
        TLanes far = ~(TLanes.Abs(x) < TrigonometricLimitSingle);
        return TLanes.Any(far) ? EachSingleWhere<TLanes, CosScalar>(far, x, result) : result;
    }
}
