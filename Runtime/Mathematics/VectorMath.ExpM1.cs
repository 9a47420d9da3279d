using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>e to the power of each lane, less 1, without cancellation near 0.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x) => ExpM1Single<Single512>(x);

    /// <inheritdoc cref="ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpM1(Vector256<float> x) => ExpM1Single<Single256>(x);

    /// <inheritdoc cref="ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpM1(Vector128<float> x) => ExpM1Single<Single128>(x);

    /// <inheritdoc cref="ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x) => ExpM1Double<Double512>(x);

    /// <inheritdoc cref="ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpM1(Vector256<double> x) => ExpM1Double<Double256>(x);

    /// <inheritdoc cref="ExpM1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ExpM1(Vector128<double> x) => ExpM1Double<Double128>(x);

    // e^x - 1 = 2^n (e^r - 1 + 1 - 2^-n), where 1 - 2^-n is exact wherever it matters. It is 0 or larger than r, so that what
    // the sum of the two loses is known and, with what the reduction loses, goes in with the small terms.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpM1Double<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes clamped = TLanes.Between(x, -40.0, 720.0);
        TLanes n = TLanes.NearestInteger(clamped * 1.4426950408889634);
        TLanes inverse = TLanes.Select(n > 1000.0, 0.0, TLanes.PowerOfTwo(-n));
        TLanes whole = 1.0 - inverse;
        TLanes first = TLanes.MultiplyAdd(-n, 0.6931471805598903, clamped);
        TLanes second = n * 5.497923018708371e-14;
        TLanes r = first - second;
        TLanes sum = whole + r;
        TLanes lost = TLanes.Select(TLanes.Equal(whole, 0.0), 0.0, (whole - sum) + r) + ((first - r) - second);
        TLanes result = TLanes.Scale(sum + TLanes.MultiplyAdd(r * r, ExpPolynomial(r), lost), n);
        return TLanes.Select(TLanes.Equal(x, 0.0), x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpM1Single<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes clamped = TLanes.Between(x, -20f, 90f);
        TLanes n = TLanes.NearestInteger(clamped * 1.44269502f);
        TLanes inverse = TLanes.Select(n > 100f, 0f, TLanes.PowerOfTwo(-n));
        TLanes result = TLanes.Scale(ExpM1OfReducedSingle(ReduceByLn2Single(clamped, n)) + (1f - inverse), n);
        return TLanes.Select(TLanes.Equal(x, 0f), x, result);
    }
}
