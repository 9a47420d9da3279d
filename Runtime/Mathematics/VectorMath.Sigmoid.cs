using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>1 / (1 + e^-x) of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => SigmoidSingle<Single512>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => SigmoidSingle<Single256>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => SigmoidSingle<Single128>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x) => SigmoidDouble<Double512>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sigmoid(Vector256<double> x) => SigmoidDouble<Double256>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sigmoid(Vector128<double> x) => SigmoidDouble<Double128>(x);

    // With e = e^-|x|, which cannot overflow: 1 / (1 + e) for positive x, e / (1 + e) for negative.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SigmoidDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes e = ExpDouble(-TLanes.Abs(x));
        return TLanes.Select(x < 0.0, e, 1.0) / (1.0 + e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SigmoidSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        // There is no room for the error of the power and of the sum: both are taken in two parts.
        TLanes clamped = TLanes.Between(-TLanes.Abs(x), -105f, 0f);
        TLanes n = TLanes.NearestInteger(clamped * 1.44269502f);
        TLanes first = TLanes.MultiplyAdd(-n, 0.693145752f, clamped);
        TLanes second = n * 1.42860677e-06f;
        TLanes r = first - second;
        TLanes power = ExpM1OfReducedSingle(r) + ((first - r) - second);
        TLanes mantissa = 1f + power;
        TLanes e = TLanes.Scale(mantissa, n);
        TLanes low = TLanes.Scale((1f - mantissa) + power, n);

        TLanes negative = x < 0f;
        TLanes sum = 1f + e;
        TLanes sumLow = ((1f - sum) + e) + low;
        TLanes numerator = TLanes.Select(negative, e, 1f);
        TLanes quotient = numerator / sum;
        TLanes residue = TLanes.MultiplyAdd(-quotient, sum, numerator) - (quotient * sumLow);
        residue += TLanes.Select(negative, low, 0f);
        return TLanes.MultiplyAdd(residue, TLanes.Select(negative, 1f - quotient, quotient), quotient);
    }
}
