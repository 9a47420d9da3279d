using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The natural logarithm of 1 plus each lane, without cancellation near 0.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogP1(Vector512<float> x) => LogP1Single<Single512>(x);

    /// <inheritdoc cref="LogP1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogP1(Vector256<float> x) => LogP1Single<Single256>(x);

    /// <inheritdoc cref="LogP1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LogP1(Vector128<float> x) => LogP1Single<Single128>(x);

    /// <inheritdoc cref="LogP1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogP1(Vector512<double> x) => LogP1Double<Double512>(x);

    /// <inheritdoc cref="LogP1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LogP1(Vector256<double> x) => LogP1Double<Double256>(x);

    /// <inheritdoc cref="LogP1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LogP1(Vector128<double> x) => LogP1Double<Double128>(x);

    // log(1 + x) = log(u) + c with u = 1 + x rounded and c = (x - (u - 1)) / u, what the rounding lost.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogP1Double<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes u = 1.0 + x;
        TLanes lost = TLanes.Select(x < 1.0, x - (u - 1.0), 1.0 - (u - x));
        TLanes f = SplitMantissa(u, out TLanes exponent);
        TLanes low = TLanes.MultiplyAdd(exponent, 5.497923018708371e-14, lost / u);
        TLanes log = TLanes.MultiplyAdd(exponent, 0.6931471805598903, LogOfMantissa(f, low));
        return TLanes.Select(TLanes.Equal(u, 1.0), x, LogSpecial(u, log));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogP1Single<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes u = 1f + x;
        TLanes lost = TLanes.Select(x < 1f, x - (u - 1f), 1f - (u - x));
        TLanes f = SplitMantissaSingle(u, out TLanes exponent);
        TLanes low = TLanes.MultiplyAdd(exponent, 1.42860677e-06f, lost / u);
        TLanes log = TLanes.MultiplyAdd(exponent, 0.693145752f, LogOfMantissaSingle(f, low));
        return TLanes.Select(TLanes.Equal(u, 1f), x, LogSpecialSingle(u, log));
    }
}
