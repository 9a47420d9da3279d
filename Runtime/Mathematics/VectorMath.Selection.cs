using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The larger of two lanes, NaN where either is, +0 above -0.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> x, Vector256<float> y) => Vector256.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> x, Vector128<float> y) => Vector128.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Max(Vector512<double> x, Vector512<double> y) => Vector512.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Max(Vector256<double> x, Vector256<double> y) => Vector256.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Max(Vector128<double> x, Vector128<double> y) => Vector128.Max(x, y);

    /// <summary>The smaller of two lanes, NaN where either is, -0 below +0.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, Vector512<float> y) => Vector512.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> x, Vector256<float> y) => Vector256.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> x, Vector128<float> y) => Vector128.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Min(Vector512<double> x, Vector512<double> y) => Vector512.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Min(Vector256<double> x, Vector256<double> y) => Vector256.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Min(Vector128<double> x, Vector128<double> y) => Vector128.Min(x, y);

    /// <summary>The larger of two lanes, the other where one is NaN.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxNumber(Vector512<float> x, Vector512<float> y) => Vector512.MaxNumber(x, y);

    /// <inheritdoc cref="MaxNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxNumber(Vector256<float> x, Vector256<float> y) => Vector256.MaxNumber(x, y);

    /// <inheritdoc cref="MaxNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxNumber(Vector128<float> x, Vector128<float> y) => Vector128.MaxNumber(x, y);

    /// <inheritdoc cref="MaxNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MaxNumber(Vector512<double> x, Vector512<double> y) => Vector512.MaxNumber(x, y);

    /// <inheritdoc cref="MaxNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaxNumber(Vector256<double> x, Vector256<double> y) => Vector256.MaxNumber(x, y);

    /// <inheritdoc cref="MaxNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MaxNumber(Vector128<double> x, Vector128<double> y) => Vector128.MaxNumber(x, y);

    /// <summary>The smaller of two lanes, the other where one is NaN.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinNumber(Vector512<float> x, Vector512<float> y) => Vector512.MinNumber(x, y);

    /// <inheritdoc cref="MinNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinNumber(Vector256<float> x, Vector256<float> y) => Vector256.MinNumber(x, y);

    /// <inheritdoc cref="MinNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinNumber(Vector128<float> x, Vector128<float> y) => Vector128.MinNumber(x, y);

    /// <inheritdoc cref="MinNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MinNumber(Vector512<double> x, Vector512<double> y) => Vector512.MinNumber(x, y);

    /// <inheritdoc cref="MinNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MinNumber(Vector256<double> x, Vector256<double> y) => Vector256.MinNumber(x, y);

    /// <inheritdoc cref="MinNumber(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MinNumber(Vector128<double> x, Vector128<double> y) => Vector128.MinNumber(x, y);

    /// <summary>The larger of two lanes as the machine has it; unspecified for NaN and zeros of both signs.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxNative(Vector512<float> x, Vector512<float> y) => Vector512.MaxNative(x, y);

    /// <inheritdoc cref="MaxNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxNative(Vector256<float> x, Vector256<float> y) => Vector256.MaxNative(x, y);

    /// <inheritdoc cref="MaxNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxNative(Vector128<float> x, Vector128<float> y) => Vector128.MaxNative(x, y);

    /// <inheritdoc cref="MaxNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MaxNative(Vector512<double> x, Vector512<double> y) => Vector512.MaxNative(x, y);

    /// <inheritdoc cref="MaxNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaxNative(Vector256<double> x, Vector256<double> y) => Vector256.MaxNative(x, y);

    /// <inheritdoc cref="MaxNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MaxNative(Vector128<double> x, Vector128<double> y) => Vector128.MaxNative(x, y);

    /// <summary>The smaller of two lanes as the machine has it; unspecified for NaN and zeros of both signs.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MinNative(Vector512<float> x, Vector512<float> y) => Vector512.MinNative(x, y);

    /// <inheritdoc cref="MinNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinNative(Vector256<float> x, Vector256<float> y) => Vector256.MinNative(x, y);

    /// <inheritdoc cref="MinNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinNative(Vector128<float> x, Vector128<float> y) => Vector128.MinNative(x, y);

    /// <inheritdoc cref="MinNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MinNative(Vector512<double> x, Vector512<double> y) => Vector512.MinNative(x, y);

    /// <inheritdoc cref="MinNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MinNative(Vector256<double> x, Vector256<double> y) => Vector256.MinNative(x, y);

    /// <inheritdoc cref="MinNative(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MinNative(Vector128<double> x, Vector128<double> y) => Vector128.MinNative(x, y);

    /// <summary>The magnitude of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) => Vector512.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> x) => Vector256.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> x) => Vector128.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> x) => Vector512.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Abs(Vector256<double> x) => Vector256.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Abs(Vector128<double> x) => Vector128.Abs(x);

    /// <summary>The magnitude of one lane with the sign of another.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> x, Vector512<float> y) => Vector512.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> CopySign(Vector256<float> x, Vector256<float> y) => Vector256.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> x, Vector128<float> y) => Vector128.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> CopySign(Vector512<double> x, Vector512<double> y) => Vector512.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> CopySign(Vector256<double> x, Vector256<double> y) => Vector256.CopySign(x, y);

    /// <inheritdoc cref="CopySign(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> CopySign(Vector128<double> x, Vector128<double> y) => Vector128.CopySign(x, y);
}
