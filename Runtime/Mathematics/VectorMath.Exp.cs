using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>e to the power of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => ExpSingle<Single512>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => ExpSingle<Single256>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => ExpSingle<Single128>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x) => ExpDouble<Double512>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x) => ExpDouble<Double256>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp(Vector128<double> x) => ExpDouble<Double128>(x);

    // x = n ln 2 + r with |r| at most ln 2 / 2, so that e^x = 2^n e^r; ln 2 in two parts keeps r exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes clamped = TLanes.Between(x, -750.0, 720.0);
        TLanes n = TLanes.NearestInteger(clamped * 1.4426950408889634);
        return TLanes.Scale(1.0 + ExpM1OfReduced(ReduceByLn2(clamped, n)), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes clamped = TLanes.Between(x, -105f, 90f);
        TLanes n = TLanes.NearestInteger(clamped * 1.44269502f);
        return TLanes.Scale(1f + ExpM1OfReducedSingle(ReduceByLn2Single(clamped, n)), n);
    }

    /// <summary>e^r - 1 for |r| at most ln 2 / 2, as r + r² q(r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpM1OfReduced<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.MultiplyAdd(r * r, ExpPolynomial(r), r);

    /// <summary>(e^r - 1 - r) / r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpPolynomial<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes square = r * r;

        // Even and odd powers apart: two short chains instead of a long one.
        TLanes even = TLanes.Polynomial(
            square,
            0.5,
            0.04166666666666667,
            0.001388888888888367,
            2.4801587325822283e-05,
            2.7557273295539724e-07,
            2.091483135138041e-09);
        TLanes odd = TLanes.Polynomial(
            square,
            0.1666666666666667,
            0.008333333333326025,
            0.00019841269875205077,
            2.75572549134867e-06,
            2.5105419192016337e-08);
        return TLanes.MultiplyAdd(odd, r, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpM1OfReducedSingle<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes p = TLanes.Polynomial(
            r,
            0.5f,
            0.166665763f,
            0.0416665538f,
            0.00836329275f,
            0.00139263256f);
        return TLanes.MultiplyAdd(r * r, p, r);
    }

    // The first part of ln 2 has so few bits that its product with n is exact, fused or not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReduceByLn2<TLanes>(TLanes x, TLanes n)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Reduce(x, n, 0.6931471805598903, 5.497923018708371e-14);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReduceByLn2Single<TLanes>(TLanes x, TLanes n)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.Reduce(x, n, 0.693145752f, 1.42860677e-06f);
}
