using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The natural logarithm of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => LogSingle<Single512>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => LogSingle<Single256>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => LogSingle<Single128>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x) => LogDouble<Double512>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x) => LogDouble<Double256>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log(Vector128<double> x) => LogDouble<Double128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes f = SplitMantissa(x, out TLanes exponent);
        TLanes low = exponent * 5.497923018708371e-14;
        return LogSpecial(x, TLanes.MultiplyAdd(exponent, 0.6931471805598903, LogOfMantissa(f, low)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes f = SplitMantissaSingle(x, out TLanes exponent);
        TLanes low = exponent * 1.42860677e-06f;
        return LogSpecialSingle(x, TLanes.MultiplyAdd(exponent, 0.693145752f, LogOfMantissaSingle(f, low)));
    }

    /// <summary>x = 2^exponent (1 + f) with 1 + f between √½ and √2, for positive finite x, subnormal ones included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SplitMantissa<TLanes>(TLanes x, out TLanes exponent)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes small = x < 2.2250738585072014e-308;
        TLanes normal = TLanes.Select(small, x * 18014398509481984.0, x);

        // Moved by the distance from √½ to 1, the exponent field changes at √½ and not at 1.
        TLanes moved = TLanes.AddBits(normal, TLanes.SubtractBits(1.0, 0.7071067811865476));
        TLanes biased = TLanes.ShiftRight(moved, 52) | 4503599627370496.0;
        exponent = biased - TLanes.Select(small, 4503599627370496.0 + 1077.0, 4503599627370496.0 + 1023.0);
        return TLanes.AddBits(moved & TLanes.Bits(0xFFFFFFFFFFFFF), 0.7071067811865476) - 1.0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SplitMantissaSingle<TLanes>(TLanes x, out TLanes exponent)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes small = x < 1.17549435e-38f;
        TLanes normal = TLanes.Select(small, x * 33554432f, x);
        TLanes moved = TLanes.AddBits(normal, TLanes.SubtractBits(1f, 0.707106769f));
        TLanes biased = TLanes.ShiftRight(moved, 23) | 8388608f;
        exponent = biased - TLanes.Select(small, 8388608f + 152f, 8388608f + 127f);
        return TLanes.AddBits(moved & TLanes.Bits(0x7FFFFF), 0.707106769f) - 1f;
    }

    /// <summary>log(1 + f) + low for 1 + f between √½ and √2: 2 artanh(s), s = f / (2 + f), arranged so that f stands alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogOfMantissa<TLanes>(TLanes f, TLanes low)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes s = f / (2.0 + f);
        TLanes z = s * s;
        TLanes p = TLanes.Polynomial(
            z,
            0.6666666666666666,
            0.40000000000000885,
            0.28571428570799784,
            0.22222222392581045,
            0.18181795547521137,
            0.15386244737621665,
            0.13268638369266825,
            0.13088034850927555);
        TLanes half = 0.5 * f * f;
        return f - (half - TLanes.MultiplyAdd(s, TLanes.MultiplyAdd(z, p, half), low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogOfMantissaSingle<TLanes>(TLanes f, TLanes low)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes s = f / (2f + f);
        TLanes z = s * s;
        TLanes p = TLanes.Polynomial(
            z,
            0.666666666f,
            0.400001222f,
            0.285507786f,
            0.233316145f);
        TLanes half = 0.5f * f * f;
        return f - (half - TLanes.MultiplyAdd(s, TLanes.MultiplyAdd(z, p, half), low));
    }

    /// <summary>The result where x is positive and finite, else what logarithms give there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogSpecial<TLanes>(TLanes x, TLanes result)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes special = TLanes.Select(
            TLanes.Equal(x, 0.0),
            double.NegativeInfinity,
            TLanes.Select(TLanes.Equal(x, double.PositiveInfinity), x, double.NaN));
        return TLanes.Select((x > 0.0) & (x < double.PositiveInfinity), result, special);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogSpecialSingle<TLanes>(TLanes x, TLanes result)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes special = TLanes.Select(
            TLanes.Equal(x, 0f),
            float.NegativeInfinity,
            TLanes.Select(TLanes.Equal(x, float.PositiveInfinity), x, float.NaN));
        return TLanes.Select((x > 0f) & (x < float.PositiveInfinity), result, special);
    }
}
