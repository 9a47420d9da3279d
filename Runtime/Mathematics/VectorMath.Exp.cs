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
        TLanes clamped = Between(x, -750.0, 720.0);
        TLanes n = NearestInteger(clamped * 1.4426950408889634);
        return Scale(1.0 + ExpM1OfReduced(ReduceByLn2(clamped, n)), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes clamped = BetweenSingle(x, -105f, 90f);
        TLanes n = NearestIntegerSingle(clamped * 1.44269502f);
        return ScaleSingle(1f + ExpM1OfReducedSingle(ReduceByLn2Single(clamped, n)), n);
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
        TLanes even = 2.091483135138041e-09;
        even = TLanes.MultiplyAdd(even, square, 2.7557273295539724e-07);
        even = TLanes.MultiplyAdd(even, square, 2.4801587325822283e-05);
        even = TLanes.MultiplyAdd(even, square, 0.001388888888888367);
        even = TLanes.MultiplyAdd(even, square, 0.04166666666666667);
        even = TLanes.MultiplyAdd(even, square, 0.5);
        TLanes odd = 2.5105419192016337e-08;
        odd = TLanes.MultiplyAdd(odd, square, 2.75572549134867e-06);
        odd = TLanes.MultiplyAdd(odd, square, 0.00019841269875205077);
        odd = TLanes.MultiplyAdd(odd, square, 0.008333333333326025);
        odd = TLanes.MultiplyAdd(odd, square, 0.1666666666666667);
        return TLanes.MultiplyAdd(odd, r, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpM1OfReducedSingle<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes p = 0.00139263256f;
        p = TLanes.MultiplyAdd(p, r, 0.00836329275f);
        p = TLanes.MultiplyAdd(p, r, 0.0416665538f);
        p = TLanes.MultiplyAdd(p, r, 0.166665763f);
        p = TLanes.MultiplyAdd(p, r, 0.5f);
        return TLanes.MultiplyAdd(r * r, p, r);
    }

    // The first part of ln 2 has so few bits that its product with n is exact, fused or not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReduceByLn2<TLanes>(TLanes x, TLanes n)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.MultiplyAdd(-n, 5.497923018708371e-14, TLanes.MultiplyAdd(-n, 0.6931471805598903, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ReduceByLn2Single<TLanes>(TLanes x, TLanes n)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.MultiplyAdd(-n, 1.42860677e-06f, TLanes.MultiplyAdd(-n, 0.693145752f, x));
}
