using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The square root of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);

    /// <inheritdoc cref="Sqrt(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> x) => Vector256.Sqrt(x);

    /// <inheritdoc cref="Sqrt(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> x) => Vector128.Sqrt(x);

    /// <inheritdoc cref="Sqrt(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sqrt(Vector512<double> x) => Vector512.Sqrt(x);

    /// <inheritdoc cref="Sqrt(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sqrt(Vector256<double> x) => Vector256.Sqrt(x);

    /// <inheritdoc cref="Sqrt(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sqrt(Vector128<double> x) => Vector128.Sqrt(x);

    /// <summary>x y + z with one rounding.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <param name="z">The third arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FusedMultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FusedMultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
        Vector256.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Vector128.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FusedMultiplyAdd(Vector512<double> x, Vector512<double> y, Vector512<double> z) =>
        Vector512.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FusedMultiplyAdd(Vector256<double> x, Vector256<double> y, Vector256<double> z) =>
        Vector256.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FusedMultiplyAdd(Vector128<double> x, Vector128<double> y, Vector128<double> z) =>
        Vector128.FusedMultiplyAdd(x, y, z);

    /// <summary>x y + z, with one rounding or two.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <param name="z">The third arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAddEstimate(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc cref="MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAddEstimate(Vector256<float> x, Vector256<float> y, Vector256<float> z) =>
        Vector256.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc cref="MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAddEstimate(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Vector128.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc cref="MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAddEstimate(Vector512<double> x, Vector512<double> y, Vector512<double> z) =>
        Vector512.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc cref="MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAddEstimate(Vector256<double> x, Vector256<double> y, Vector256<double> z) =>
        Vector256.MultiplyAddEstimate(x, y, z);

    /// <inheritdoc cref="MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAddEstimate(Vector128<double> x, Vector128<double> y, Vector128<double> z) =>
        Vector128.MultiplyAddEstimate(x, y, z);

    /// <summary>x (1 - amount) + y amount.</summary>
    /// <param name="x">Where amount is 0.</param>
    /// <param name="y">Where amount is 1.</param>
    /// <param name="amount">The amounts.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Lerp(Vector512<float> x, Vector512<float> y, Vector512<float> amount) =>
        Vector512.Lerp(x, y, amount);

    /// <inheritdoc cref="Lerp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lerp(Vector256<float> x, Vector256<float> y, Vector256<float> amount) =>
        Vector256.Lerp(x, y, amount);

    /// <inheritdoc cref="Lerp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lerp(Vector128<float> x, Vector128<float> y, Vector128<float> amount) =>
        Vector128.Lerp(x, y, amount);

    /// <inheritdoc cref="Lerp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Lerp(Vector512<double> x, Vector512<double> y, Vector512<double> amount) =>
        Vector512.Lerp(x, y, amount);

    /// <inheritdoc cref="Lerp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Lerp(Vector256<double> x, Vector256<double> y, Vector256<double> amount) =>
        Vector256.Lerp(x, y, amount);

    /// <inheritdoc cref="Lerp(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Lerp(Vector128<double> x, Vector128<double> y, Vector128<double> amount) =>
        Vector128.Lerp(x, y, amount);

    /// <summary>Angles in degrees as radians.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> DegreesToRadians(Vector512<float> x) => Vector512.DegreesToRadians(x);

    /// <inheritdoc cref="DegreesToRadians(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> DegreesToRadians(Vector256<float> x) => Vector256.DegreesToRadians(x);

    /// <inheritdoc cref="DegreesToRadians(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> DegreesToRadians(Vector128<float> x) => Vector128.DegreesToRadians(x);

    /// <inheritdoc cref="DegreesToRadians(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> DegreesToRadians(Vector512<double> x) => Vector512.DegreesToRadians(x);

    /// <inheritdoc cref="DegreesToRadians(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> DegreesToRadians(Vector256<double> x) => Vector256.DegreesToRadians(x);

    /// <inheritdoc cref="DegreesToRadians(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> DegreesToRadians(Vector128<double> x) => Vector128.DegreesToRadians(x);

    /// <summary>Angles in radians as degrees.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RadiansToDegrees(Vector512<float> x) => Vector512.RadiansToDegrees(x);

    /// <inheritdoc cref="RadiansToDegrees(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RadiansToDegrees(Vector256<float> x) => Vector256.RadiansToDegrees(x);

    /// <inheritdoc cref="RadiansToDegrees(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RadiansToDegrees(Vector128<float> x) => Vector128.RadiansToDegrees(x);

    /// <inheritdoc cref="RadiansToDegrees(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> RadiansToDegrees(Vector512<double> x) => Vector512.RadiansToDegrees(x);

    /// <inheritdoc cref="RadiansToDegrees(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> RadiansToDegrees(Vector256<double> x) => Vector256.RadiansToDegrees(x);

    /// <inheritdoc cref="RadiansToDegrees(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> RadiansToDegrees(Vector128<double> x) => Vector128.RadiansToDegrees(x);

    /// <summary>1 / x; exact to rounding, since the machines' estimates differ.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ReciprocalEstimate(Vector512<float> x) => Vector512<float>.One / x;

    /// <inheritdoc cref="ReciprocalEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ReciprocalEstimate(Vector256<float> x) => Vector256<float>.One / x;

    /// <inheritdoc cref="ReciprocalEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ReciprocalEstimate(Vector128<float> x) => Vector128<float>.One / x;

    /// <inheritdoc cref="ReciprocalEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ReciprocalEstimate(Vector512<double> x) => Vector512<double>.One / x;

    /// <inheritdoc cref="ReciprocalEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ReciprocalEstimate(Vector256<double> x) => Vector256<double>.One / x;

    /// <inheritdoc cref="ReciprocalEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ReciprocalEstimate(Vector128<double> x) => Vector128<double>.One / x;

    /// <summary>1 / √x; exact to rounding, since the machines' estimates differ.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ReciprocalSqrtEstimate(Vector512<float> x) => Vector512<float>.One / Vector512.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrtEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ReciprocalSqrtEstimate(Vector256<float> x) => Vector256<float>.One / Vector256.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrtEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ReciprocalSqrtEstimate(Vector128<float> x) => Vector128<float>.One / Vector128.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrtEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ReciprocalSqrtEstimate(Vector512<double> x) =>
        Vector512<double>.One / Vector512.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrtEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ReciprocalSqrtEstimate(Vector256<double> x) =>
        Vector256<double>.One / Vector256.Sqrt(x);

    /// <inheritdoc cref="ReciprocalSqrtEstimate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ReciprocalSqrtEstimate(Vector128<double> x) =>
        Vector128<double>.One / Vector128.Sqrt(x);
}
