using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class VectorMath
{
    // Up to here a multiple of π/2 is told from three parts of π/2 (Cody and Waite); beyond, lanes go one by one.
    private const double TrigonometricLimit = 1073741824.0;
    private const float TrigonometricLimitSingle = 32768f;

    /// <summary>
    /// x = quadrant π/2 + r with |r| at most π/4; the quadrant stands in the low bits. The first product is subtracted without
    /// an error, since the difference is a small multiple of the last place of π/2.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReduceByHalfPi<TLanes>(TLanes x, out TLanes quadrant)
        where TLanes : struct, ILanes<TLanes, double>
    {
        quadrant = TLanes.MultiplyAdd(x, 0.6366197723675814, Magic);
        TLanes n = -(quadrant - Magic);
        TLanes r = TLanes.FusedMultiplyAdd(n, 1.5707963267948966, x);
        r = TLanes.FusedMultiplyAdd(n, 6.123233995736766e-17, r);
        return TLanes.FusedMultiplyAdd(n, -1.4973849048591698e-33, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReduceByHalfPiSingle<TLanes>(TLanes x, out TLanes quadrant)
        where TLanes : struct, ILanes<TLanes, float>
    {
        quadrant = TLanes.MultiplyAdd(x, 0.636619747f, MagicSingle);
        TLanes n = -(quadrant - MagicSingle);
        TLanes r = TLanes.FusedMultiplyAdd(n, 1.57079637f, x);
        r = TLanes.FusedMultiplyAdd(n, -4.37113883e-08f, r);
        return TLanes.FusedMultiplyAdd(n, -1.71512451e-15f, r);
    }

    /// <summary>The sine of quadrant π/2 + r: ±sin r in even quadrants, ±cos r in odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineOfQuadrant<TLanes>(TLanes r, TLanes quadrant)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes odd = TLanes.SubtractBits(TLanes.Bits(0), quadrant & TLanes.Bits(1));
        TLanes sign = TLanes.ShiftLeft(quadrant & TLanes.Bits(2), 62);
        return TLanes.Select(odd, CosineNearZero(r), SineNearZero(r)) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineOfQuadrantSingle<TLanes>(TLanes r, TLanes quadrant)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes odd = TLanes.SubtractBits(TLanes.Bits(0), quadrant & TLanes.Bits(1));
        TLanes sign = TLanes.ShiftLeft(quadrant & TLanes.Bits(2), 30);
        return TLanes.Select(odd, CosineNearZeroSingle(r), SineNearZeroSingle(r)) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineNearZero<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes z = r * r;
        return TLanes.MultiplyAdd(z * r, SinePolynomial(z), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineNearZeroSingle<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes z = r * r;
        TLanes p = TLanes.Polynomial(
            z,
            -0.166666667f,
            0.00833333174f,
            -0.00019840015f,
            2.72407556e-06f);
        return TLanes.MultiplyAdd(z * r, p, r);
    }

    /// <summary>1 - z/2 + z² p(z), with what the rounding of 1 - z/2 lost put back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosineNearZero<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes z = r * r;
        TLanes half = 0.5 * z;
        TLanes head = 1.0 - half;
        return head + TLanes.MultiplyAdd(z * z, CosinePolynomial(z), (1.0 - head) - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosineNearZeroSingle<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes z = r * r;
        TLanes p = TLanes.Polynomial(
            z,
            0.0416666645f,
            -0.00138882675f,
            2.45403739e-05f);
        TLanes half = 0.5f * z;
        TLanes head = 1f - half;
        return head + TLanes.MultiplyAdd(z * z, p, (1f - head) - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SinePolynomial<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes p = TLanes.Polynomial(
            z,
            -0.16666666666666666,
            0.008333333333333331,
            -0.00019841269841264306,
            2.7557319218756904e-06,
            -2.5052106033207783e-08,
            1.6058500507742766e-10,
            -7.584890272149365e-13);
        return p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosinePolynomial<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes p = TLanes.Polynomial(
            z,
            0.041666666666666664,
            -0.001388888888888716,
            2.480158729841211e-05,
            -2.755731709105963e-07,
            2.0876109172764453e-09,
            -1.1379999309037171e-11);
        return p;
    }
}
