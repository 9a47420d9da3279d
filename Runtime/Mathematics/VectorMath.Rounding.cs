using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The largest integer not above each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Floor(Vector512<float> x) => Vector512.Floor(x);

    /// <inheritdoc cref="Floor(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Floor(Vector256<float> x) => Vector256.Floor(x);

    /// <inheritdoc cref="Floor(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Floor(Vector128<float> x) => Vector128.Floor(x);

    /// <inheritdoc cref="Floor(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Floor(Vector512<double> x) => Vector512.Floor(x);

    /// <inheritdoc cref="Floor(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Floor(Vector256<double> x) => Vector256.Floor(x);

    /// <inheritdoc cref="Floor(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Floor(Vector128<double> x) => Vector128.Floor(x);

    /// <summary>The smallest integer not below each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Ceiling(Vector512<float> x) => Vector512.Ceiling(x);

    /// <inheritdoc cref="Ceiling(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Ceiling(Vector256<float> x) => Vector256.Ceiling(x);

    /// <inheritdoc cref="Ceiling(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Ceiling(Vector128<float> x) => Vector128.Ceiling(x);

    /// <inheritdoc cref="Ceiling(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Ceiling(Vector512<double> x) => Vector512.Ceiling(x);

    /// <inheritdoc cref="Ceiling(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Ceiling(Vector256<double> x) => Vector256.Ceiling(x);

    /// <inheritdoc cref="Ceiling(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Ceiling(Vector128<double> x) => Vector128.Ceiling(x);

    /// <summary>Each lane without its fraction.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Truncate(Vector512<float> x) => Vector512.Truncate(x);

    /// <inheritdoc cref="Truncate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Truncate(Vector256<float> x) => Vector256.Truncate(x);

    /// <inheritdoc cref="Truncate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Truncate(Vector128<float> x) => Vector128.Truncate(x);

    /// <inheritdoc cref="Truncate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Truncate(Vector512<double> x) => Vector512.Truncate(x);

    /// <inheritdoc cref="Truncate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Truncate(Vector256<double> x) => Vector256.Truncate(x);

    /// <inheritdoc cref="Truncate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Truncate(Vector128<double> x) => Vector128.Truncate(x);

    /// <summary>The nearest integer to each lane, the even one of two.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> x) => Vector512.Round(x);

    /// <inheritdoc cref="Round(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> x) => Vector256.Round(x);

    /// <inheritdoc cref="Round(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Round(Vector128<float> x) => Vector128.Round(x);

    /// <inheritdoc cref="Round(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Round(Vector512<double> x) => Vector512.Round(x);

    /// <inheritdoc cref="Round(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Round(Vector256<double> x) => Vector256.Round(x);

    /// <inheritdoc cref="Round(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Round(Vector128<double> x) => Vector128.Round(x);

    /// <summary>The nearest integer to each lane, the one farther from 0 of two.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RoundAwayFromZero(Vector512<float> x) => RoundAwaySingle<Single512>(x);

    /// <inheritdoc cref="RoundAwayFromZero(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RoundAwayFromZero(Vector256<float> x) => RoundAwaySingle<Single256>(x);

    /// <inheritdoc cref="RoundAwayFromZero(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RoundAwayFromZero(Vector128<float> x) => RoundAwaySingle<Single128>(x);

    /// <inheritdoc cref="RoundAwayFromZero(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> RoundAwayFromZero(Vector512<double> x) => RoundAwayDouble<Double512>(x);

    /// <inheritdoc cref="RoundAwayFromZero(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> RoundAwayFromZero(Vector256<double> x) => RoundAwayDouble<Double256>(x);

    /// <inheritdoc cref="RoundAwayFromZero(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> RoundAwayFromZero(Vector128<double> x) => RoundAwayDouble<Double128>(x);

    /// <summary>-1, 0 or 1 in each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    /// <exception cref="ArithmeticException">A lane is NaN, as for <see cref="Math.Sign(double)"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) => SignSingle<Single512>(x);

    /// <inheritdoc cref="Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sign(Vector256<float> x) => SignSingle<Single256>(x);

    /// <inheritdoc cref="Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sign(Vector128<float> x) => SignSingle<Single128>(x);

    /// <inheritdoc cref="Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sign(Vector512<double> x) => SignDouble<Double512>(x);

    /// <inheritdoc cref="Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sign(Vector256<double> x) => SignDouble<Double256>(x);

    /// <inheritdoc cref="Sign(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sign(Vector128<double> x) => SignDouble<Double128>(x);

    private static void ThrowSignOfNaN() => throw new ArithmeticException("The sign of NaN is not defined.");

    // Half a unit less a bit: nothing just below one half is rounded up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes RoundAwayDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Truncate(x + TLanes.WithSign(0.49999999999999994, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes RoundAwaySingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.Truncate(x + TLanes.WithSign(0.49999997f, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SignDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        if (TLanes.Any(~TLanes.Equal(x, x)))
        {
            ThrowSignOfNaN();
        }

        return ((x > 0.0) & (TLanes)1.0) | ((x < 0.0) & (TLanes)(-1.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SignSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        if (TLanes.Any(~TLanes.Equal(x, x)))
        {
            ThrowSignOfNaN();
        }

        return ((x > 0f) & (TLanes)1f) | ((x < 0f) & (TLanes)(-1f));
    }
}
