using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The lane of larger magnitude, NaN where either is.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxMagnitude(Vector512<float> x, Vector512<float> y) => Vector512.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxMagnitude(Vector256<float> x, Vector256<float> y) => Vector256.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxMagnitude(Vector128<float> x, Vector128<float> y) => Vector128.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MaxMagnitude(Vector512<double> x, Vector512<double> y) => Vector512.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaxMagnitude(Vector256<double> x, Vector256<double> y) => Vector256.MaxMagnitude(x, y);

    /// <inheritdoc cref="MaxMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MaxMagnitude(Vector128<double> x, Vector128<double> y) => Vector128.MaxMagnitude(x, y);

    /// <summary>The lane of smaller magnitude, NaN where either is.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinMagnitude(Vector512<float> x, Vector512<float> y) => Vector512.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinMagnitude(Vector256<float> x, Vector256<float> y) => Vector256.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinMagnitude(Vector128<float> x, Vector128<float> y) => Vector128.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MinMagnitude(Vector512<double> x, Vector512<double> y) => Vector512.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MinMagnitude(Vector256<double> x, Vector256<double> y) => Vector256.MinMagnitude(x, y);

    /// <inheritdoc cref="MinMagnitude(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MinMagnitude(Vector128<double> x, Vector128<double> y) => Vector128.MinMagnitude(x, y);

    /// <summary>The lane of larger magnitude, the other where one is NaN.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxMagnitudeNumber(Vector512<float> x, Vector512<float> y) =>
        Vector512.MaxMagnitudeNumber(x, y);

    /// <inheritdoc cref="MaxMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxMagnitudeNumber(Vector256<float> x, Vector256<float> y) =>
        Vector256.MaxMagnitudeNumber(x, y);

    /// <inheritdoc cref="MaxMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxMagnitudeNumber(Vector128<float> x, Vector128<float> y) =>
        Vector128.MaxMagnitudeNumber(x, y);

    /// <inheritdoc cref="MaxMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MaxMagnitudeNumber(Vector512<double> x, Vector512<double> y) =>
        Vector512.MaxMagnitudeNumber(x, y);

    /// <inheritdoc cref="MaxMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaxMagnitudeNumber(Vector256<double> x, Vector256<double> y) =>
        Vector256.MaxMagnitudeNumber(x, y);

    /// <inheritdoc cref="MaxMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MaxMagnitudeNumber(Vector128<double> x, Vector128<double> y) =>
        Vector128.MaxMagnitudeNumber(x, y);

    /// <summary>The lane of smaller magnitude, the other where one is NaN.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinMagnitudeNumber(Vector512<float> x, Vector512<float> y) =>
        Vector512.MinMagnitudeNumber(x, y);

    /// <inheritdoc cref="MinMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinMagnitudeNumber(Vector256<float> x, Vector256<float> y) =>
        Vector256.MinMagnitudeNumber(x, y);

    /// <inheritdoc cref="MinMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinMagnitudeNumber(Vector128<float> x, Vector128<float> y) =>
        Vector128.MinMagnitudeNumber(x, y);

    /// <inheritdoc cref="MinMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MinMagnitudeNumber(Vector512<double> x, Vector512<double> y) =>
        Vector512.MinMagnitudeNumber(x, y);

    /// <inheritdoc cref="MinMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MinMagnitudeNumber(Vector256<double> x, Vector256<double> y) =>
        Vector256.MinMagnitudeNumber(x, y);

    /// <inheritdoc cref="MinMagnitudeNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MinMagnitudeNumber(Vector128<double> x, Vector128<double> y) =>
        Vector128.MinMagnitudeNumber(x, y);

    /// <summary>Each lane, or the bound that it is beyond.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="min">The lower bounds.</param>
    /// <param name="max">The upper bounds.</param>
    /// <returns>The results, lane by lane.</returns>
    /// <exception cref="ArgumentException">A lower bound is above its upper bound.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> x, Vector512<float> min, Vector512<float> max) =>
        ClampSingle<Single512>(x, min, max);

    /// <inheritdoc cref="Clamp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> x, Vector256<float> min, Vector256<float> max) =>
        ClampSingle<Single256>(x, min, max);

    /// <inheritdoc cref="Clamp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> x, Vector128<float> min, Vector128<float> max) =>
        ClampSingle<Single128>(x, min, max);

    /// <inheritdoc cref="Clamp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Clamp(Vector512<double> x, Vector512<double> min, Vector512<double> max) =>
        ClampDouble<Double512>(x, min, max);

    /// <inheritdoc cref="Clamp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Clamp(Vector256<double> x, Vector256<double> min, Vector256<double> max) =>
        ClampDouble<Double256>(x, min, max);

    /// <inheritdoc cref="Clamp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Clamp(Vector128<double> x, Vector128<double> min, Vector128<double> max) =>
        ClampDouble<Double128>(x, min, max);

    /// <summary>Each lane, or the bound that it is beyond, as the machine has it.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="min">The lower bounds.</param>
    /// <param name="max">The upper bounds.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ClampNative(Vector512<float> x, Vector512<float> min, Vector512<float> max) =>
        Vector512.ClampNative(x, min, max);

    /// <inheritdoc cref="ClampNative(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ClampNative(Vector256<float> x, Vector256<float> min, Vector256<float> max) =>
        Vector256.ClampNative(x, min, max);

    /// <inheritdoc cref="ClampNative(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ClampNative(Vector128<float> x, Vector128<float> min, Vector128<float> max) =>
        Vector128.ClampNative(x, min, max);

    /// <inheritdoc cref="ClampNative(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ClampNative(Vector512<double> x, Vector512<double> min, Vector512<double> max) =>
        Vector512.ClampNative(x, min, max);

    /// <inheritdoc cref="ClampNative(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ClampNative(Vector256<double> x, Vector256<double> min, Vector256<double> max) =>
        Vector256.ClampNative(x, min, max);

    /// <inheritdoc cref="ClampNative(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ClampNative(Vector128<double> x, Vector128<double> min, Vector128<double> max) =>
        Vector128.ClampNative(x, min, max);

    private static void ThrowBounds() => throw new ArgumentException("A lower bound of Clamp is above its upper bound.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ClampDouble<TLanes>(TLanes x, TLanes min, TLanes max)
        where TLanes : struct, ILanes<TLanes, double>
    {
        if (TLanes.Any(min > max))
        {
            ThrowBounds();
        }

        return TLanes.Select(x < min, min, TLanes.Select(x > max, max, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ClampSingle<TLanes>(TLanes x, TLanes min, TLanes max)
        where TLanes : struct, ILanes<TLanes, float>
    {
        if (TLanes.Any(min > max))
        {
            ThrowBounds();
        }

        return TLanes.Select(x < min, min, TLanes.Select(x > max, max, x));
    }
}
