using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>2 to the power of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> x) => Exp2Single<Single512>(x);

    /// <inheritdoc cref="Exp2(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x) => Exp2Single<Single256>(x);

    /// <inheritdoc cref="Exp2(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp2(Vector128<float> x) => Exp2Single<Single128>(x);

    /// <inheritdoc cref="Exp2(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp2(Vector512<double> x) => Exp2Double<Double512>(x);

    /// <inheritdoc cref="Exp2(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp2(Vector256<double> x) => Exp2Double<Double256>(x);

    /// <inheritdoc cref="Exp2(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp2(Vector128<double> x) => Exp2Double<Double128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Exp2Double<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes clamped = TLanes.Between(x, -1100.0, 1030.0);
        TLanes n = TLanes.NearestInteger(clamped);
        return TLanes.Scale(1.0 + ExpM1OfReduced((clamped - n) * 0.6931471805599453), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Exp2Single<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes clamped = TLanes.Between(x, -155f, 130f);
        TLanes n = TLanes.NearestInteger(clamped);
        return TLanes.Scale(1f + ExpM1OfReducedSingle((clamped - n) * 0.693147182f), n);
    }
}
