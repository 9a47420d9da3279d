using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The arc tangent of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Atan(Vector512<float> x) => Widened<Single512, Double512, AtanFunction>(x);

    /// <inheritdoc cref="Atan(Vector512{float})"/>
    public static Vector256<float> Atan(Vector256<float> x) => Widened<Single256, Double256, AtanFunction>(x);

    /// <inheritdoc cref="Atan(Vector512{float})"/>
    public static Vector128<float> Atan(Vector128<float> x) => Widened<Single128, Double128, AtanFunction>(x);

    /// <inheritdoc cref="Atan(Vector512{float})"/>
    public static Vector512<double> Atan(Vector512<double> x) => AtanDouble<Double512>(x);

    /// <inheritdoc cref="Atan(Vector512{float})"/>
    public static Vector256<double> Atan(Vector256<double> x) => AtanDouble<Double256>(x);

    /// <inheritdoc cref="Atan(Vector512{float})"/>
    public static Vector128<double> Atan(Vector128<double> x) => AtanDouble<Double128>(x);

    /// <summary>The angle of each point, from -π to π.</summary>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Atan2(Vector512<float> y, Vector512<float> x) =>
        Widened2<Single512, Double512, Atan2Function>(y, x);

    /// <inheritdoc cref="Atan2(Vector512{float}, Vector512{float})"/>
    public static Vector256<float> Atan2(Vector256<float> y, Vector256<float> x) =>
        Widened2<Single256, Double256, Atan2Function>(y, x);

    /// <inheritdoc cref="Atan2(Vector512{float}, Vector512{float})"/>
    public static Vector128<float> Atan2(Vector128<float> y, Vector128<float> x) =>
        Widened2<Single128, Double128, Atan2Function>(y, x);

    /// <inheritdoc cref="Atan2(Vector512{float}, Vector512{float})"/>
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x) => Atan2Double<Double512>(y, x);

    /// <inheritdoc cref="Atan2(Vector512{float}, Vector512{float})"/>
    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x) => Atan2Double<Double256>(y, x);

    /// <inheritdoc cref="Atan2(Vector512{float}, Vector512{float})"/>
    public static Vector128<double> Atan2(Vector128<double> y, Vector128<double> x) => Atan2Double<Double128>(y, x);

    // tan π/8 < |x|: the angle less π/4, beyond cot π/8 the angle less π/2.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes AtanDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes middle = magnitude > 0.41421356237309503;
        TLanes large = magnitude > 2.414213562373095;
        TLanes numerator = TLanes.Select(large, -1.0, TLanes.Select(middle, magnitude - 1.0, magnitude));
        TLanes denominator = TLanes.Select(large, magnitude, TLanes.Select(middle, magnitude + 1.0, 1.0));
        TLanes high = TLanes.Select(large, 1.5707963267948966, TLanes.Select(middle, 0.7853981633974483, 0.0));
        TLanes low = TLanes.Select(large, 6.123233995736766e-17, TLanes.Select(middle, 3.061616997868383e-17, 0.0));
        return TLanes.WithSign(high + AtanNearZero(numerator / denominator, low), x);
    }

    /// <summary>The arc tangent plus low, for |t| at most tan π/8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AtanNearZero<TLanes>(TLanes t, TLanes low)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes z = t * t;
        TLanes p = 0.01627194475162406;
        p = TLanes.MultiplyAdd(p, z, -0.034558092551413795);
        p = TLanes.MultiplyAdd(p, z, 0.04551108126325172);
        p = TLanes.MultiplyAdd(p, z, -0.052303478730160745);
        p = TLanes.MultiplyAdd(p, z, 0.058789145444006215);
        p = TLanes.MultiplyAdd(p, z, -0.06666423628069258);
        p = TLanes.MultiplyAdd(p, z, 0.0769229630497447);
        p = TLanes.MultiplyAdd(p, z, -0.09090908751076636);
        p = TLanes.MultiplyAdd(p, z, 0.11111111105106705);
        p = TLanes.MultiplyAdd(p, z, -0.14285714285659326);
        p = TLanes.MultiplyAdd(p, z, 0.199999999999998);
        p = TLanes.MultiplyAdd(p, z, -0.3333333333333333);
        return t + TLanes.MultiplyAdd(z * t, p, low);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Atan2Double<TLanes>(TLanes y, TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes ordinate = TLanes.Abs(y);
        TLanes abscissa = TLanes.Abs(x);
        TLanes steep = ordinate > abscissa;
        TLanes small = TLanes.Select(steep, abscissa, ordinate);
        TLanes large = TLanes.Select(steep, ordinate, abscissa);

        // The ratio is at most 1: 0 / 0 counts as 0, ∞ / ∞ as 1.
        TLanes both = TLanes.Equal(small, double.PositiveInfinity);
        TLanes none = TLanes.Equal(large, 0.0);
        TLanes scale = TLanes.Select(large > 1e300, 0.0009765625, 1.0);
        small = TLanes.Select(both, 1.0, small * scale);
        large = TLanes.Select(both | none, 1.0, large * scale);

        // arctan(small / large), less π/4 where the ratio is above tan π/8. Quotients too small for a double vanish as they do alone.
        TLanes middle = small > 0.41421356237309503 * large;
        TLanes t = TLanes.Select(middle, (small - large) / (small + large), small / large);
        TLanes angle = AtanNearZero(t, TLanes.Select(middle, 3.061616997868383e-17, 0.0)) + TLanes.Select(middle, 0.7853981633974483, 0.0);
        angle = TLanes.Select(steep, 1.5707963267948966 - (angle - 6.123233995736766e-17), angle);

        // The sign bit of x counts, that of -0 too.
        TLanes negative = TLanes.WithSign(1.0, x) < 0.0;
        angle = TLanes.Select(negative, 3.141592653589793 - (angle - 1.2246467991473532e-16), angle);
        TLanes defined = TLanes.Equal(x, x) & TLanes.Equal(y, y);
        return TLanes.Select(defined, TLanes.WithSign(angle, y), double.NaN);
    }

    private readonly struct AtanFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => AtanDouble(x);
    }

    private readonly struct Atan2Function : ILaneFunction2
    {
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, double>
            => Atan2Double(x, y);
    }
}
