using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The tangent of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Tan(Vector512<float> x) => Widened<Single512, Double512, TanFunction>(x);

    /// <inheritdoc cref="Tan(Vector512{float})"/>
    public static Vector256<float> Tan(Vector256<float> x) => Widened<Single256, Double256, TanFunction>(x);

    /// <inheritdoc cref="Tan(Vector512{float})"/>
    public static Vector128<float> Tan(Vector128<float> x) => Widened<Single128, Double128, TanFunction>(x);

    /// <inheritdoc cref="Tan(Vector512{float})"/>
    public static Vector512<double> Tan(Vector512<double> x) => TanDouble<Double512>(x);

    /// <inheritdoc cref="Tan(Vector512{float})"/>
    public static Vector256<double> Tan(Vector256<double> x) => TanDouble<Double256>(x);

    /// <inheritdoc cref="Tan(Vector512{float})"/>
    public static Vector128<double> Tan(Vector128<double> x) => TanDouble<Double128>(x);

    // tan r in even quadrants, -1 / tan r in odd ones.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes TanDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        // The reduced angle in two parts, r + low.
        TLanes quadrant = TLanes.MultiplyAdd(x, 0.6366197723675814, Magic);
        TLanes n = -(quadrant - Magic);
        TLanes first = TLanes.FusedMultiplyAdd(n, 1.5707963267948966, x);
        TLanes r = TLanes.FusedMultiplyAdd(n, 6.123233995736766e-17, first);
        TLanes low = TLanes.FusedMultiplyAdd(n, 6.123233995736766e-17, first - r) - (n * 1.4973849048591698e-33);

        TLanes sine = SineNearZero(r);
        TLanes cosine = CosineNearZero(r);
        TLanes sineLow = TLanes.MultiplyAdd(low, cosine, SineTail(r, sine));
        TLanes cosineLow = TLanes.MultiplyAdd(-low, sine, CosineTail(r, cosine));
        TLanes odd = TLanes.SubtractBits(TLanes.Bits(0), quadrant & TLanes.Bits(1));
        TLanes numerator = TLanes.Select(odd, -cosine, sine);
        TLanes numeratorLow = TLanes.Select(odd, -cosineLow, sineLow);
        TLanes denominator = TLanes.Select(odd, sine, cosine);
        TLanes denominatorLow = TLanes.Select(odd, sineLow, cosineLow);
        TLanes quotient = numerator / denominator;
        TLanes residue = TLanes.FusedMultiplyAdd(-quotient, denominator, numerator)
            + TLanes.MultiplyAdd(-quotient, denominatorLow, numeratorLow);
        TLanes result = quotient + (residue / denominator);
        result = TLanes.Select(TLanes.Equal(x, 0.0), x, result);
        TLanes far = ~(TLanes.Abs(x) < TrigonometricLimit);
        return TLanes.Any(far) ? EachDoubleWhere<TLanes, TanScalar>(far, x, result) : result;
    }

    /// <summary>What the sine of r has beyond its rounded value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineTail<TLanes>(TLanes r, TLanes sine)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.MultiplyAdd(r * r * r, SinePolynomial(r * r), r - sine);

    /// <summary>What the cosine of r has beyond its rounded value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosineTail<TLanes>(TLanes r, TLanes cosine)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes z = r * r;
        TLanes zLow = TLanes.FusedMultiplyAdd(r, r, -z);
        TLanes half = 0.5 * z;
        TLanes head = 1.0 - half;
        TLanes lost = ((1.0 - head) - half) - (0.5 * zLow);
        return (head - cosine) + TLanes.MultiplyAdd(z * z, CosinePolynomial(z), lost);
    }

    private readonly struct TanFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => TanDouble(x);
    }
}
