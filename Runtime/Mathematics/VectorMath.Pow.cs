using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>Each lane to the power of another.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y) =>
        Widened2<Single512, Double512, PowFunction>(x, y);

    /// <inheritdoc cref="Pow(Vector512{float}, Vector512{float})"/>
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y) =>
        Widened2<Single256, Double256, PowFunction>(x, y);

    /// <inheritdoc cref="Pow(Vector512{float}, Vector512{float})"/>
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y) =>
        Widened2<Single128, Double128, PowFunction>(x, y);

    /// <inheritdoc cref="Pow(Vector512{float}, Vector512{float})"/>
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y) => PowDouble<Double512>(x, y);

    /// <inheritdoc cref="Pow(Vector512{float}, Vector512{float})"/>
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y) => PowDouble<Double256>(x, y);

    /// <inheritdoc cref="Pow(Vector512{float}, Vector512{float})"/>
    public static Vector128<double> Pow(Vector128<double> x, Vector128<double> y) => PowDouble<Double128>(x, y);

    // |x|^y = e^(y log |x|) with the logarithm in two doubles, since its error is multiplied by up to 745.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes PowDouble<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes logarithm = LogInTwoParts(magnitude, out TLanes logarithmLow);
        TLanes exponent = y * logarithm;
        TLanes low = TLanes.MultiplyAdd(y, logarithmLow, TLanes.FusedMultiplyAdd(y, logarithm, -exponent));
        TLanes extreme = TLanes.Abs(exponent) > 760.0;
        low = TLanes.Select(extreme, 0.0, low);
        exponent = TLanes.Select(extreme, TLanes.WithSign(760.0, exponent), exponent);

        TLanes n = TLanes.NearestInteger(exponent * 1.4426950408889634);
        TLanes r = ReduceByLn2(exponent, n) + low;
        TLanes result = TLanes.Scale(1.0 + ExpM1OfReduced(r), n);

        // A negative base: the sign of an odd power, no power that is not an integer.
        TLanes integer = TLanes.Equal(TLanes.Truncate(y), y);
        TLanes half = y * 0.5;
        TLanes odd = integer & ~TLanes.Equal(TLanes.Truncate(half), half);
        TLanes negative = x < 0.0;
        result = TLanes.Select(negative & odd, -result, TLanes.Select(negative & ~integer, double.NaN, result));
        result = TLanes.Select(TLanes.Equal(y, 0.0) | TLanes.Equal(x, 1.0), 1.0, result);

        TLanes plain = (magnitude > 0.0) & (magnitude < double.PositiveInfinity) & (TLanes.Abs(y) < double.PositiveInfinity);
        return TLanes.Any(~plain) ? EachDoubleWhere2<TLanes, PowScalar>(~plain, x, y, result) : result;
    }

    /// <summary>log x for positive finite x as a sum of two doubles, to about 2^-64 of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes LogInTwoParts<TLanes>(TLanes x, out TLanes low)
        where TLanes : struct, ILanes<TLanes, double>
    {
        // s = f / (2 + f) in two parts; log(1 + f) = 2 s + s w with w = 2/3 s² + s⁴ p(s²), the first term in two parts as well.
        TLanes f = SplitMantissa(x, out TLanes exponent);
        TLanes denominator = 2.0 + f;
        TLanes denominatorLow = f - (denominator - 2.0);
        TLanes s = f / denominator;
        TLanes sLow = TLanes.FusedMultiplyAdd(-s, denominatorLow, TLanes.FusedMultiplyAdd(-s, denominator, f)) / denominator;

        TLanes z = s * s;
        TLanes zLow = TLanes.MultiplyAdd(s + s, sLow, TLanes.FusedMultiplyAdd(s, s, -z));
        TLanes p = TLanes.Polynomial(
            z,
            0.4000000000000003,
            0.2857142857133801,
            0.22222222271326808,
            0.18181808210921882,
            0.15385577463308145,
            0.13285868837545742,
            0.1291471218393509);
        TLanes twoThirds = z * 0.6666666666666666;
        TLanes twoThirdsLow = TLanes.FusedMultiplyAdd(z, 0.6666666666666666, -twoThirds)
            + TLanes.MultiplyAdd(z, 3.700743415417188e-17, zLow * 0.6666666666666666);
        TLanes rest = z * z * p;
        TLanes w = twoThirds + rest;
        TLanes wLow = ((twoThirds - w) + rest) + twoThirdsLow;

        TLanes product = s * w;
        TLanes productLow = TLanes.FusedMultiplyAdd(s, w, -product) + TLanes.MultiplyAdd(s, wLow, sLow * w);
        TLanes twice = s + s;
        TLanes mantissa = twice + product;
        TLanes mantissaLow = ((twice - mantissa) + product) + (productLow + (sLow + sLow));

        TLanes whole = exponent * 0.6931471805598903;
        TLanes sum = whole + mantissa;
        low = ((whole - sum) + mantissa) + TLanes.MultiplyAdd(exponent, 5.497923018708371e-14, mantissaLow);
        low = TLanes.Select(TLanes.Equal(exponent, 0.0), mantissaLow, low);
        return sum;
    }

    private readonly struct PowFunction : ILaneFunction2
    {
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, double>
            => PowDouble(x, y);
    }
}
