using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The hyperbolic tangent of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => TanhSingle<Single512>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => TanhSingle<Single256>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => TanhSingle<Single128>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x) => TanhDouble<Double512>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Tanh(Vector256<double> x) => TanhDouble<Double256>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Tanh(Vector128<double> x) => TanhDouble<Double128>(x);

    // With t = e^(2|x|) - 1: t / (t + 2), and 1 - 2 / (t + 2) where that loses nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TanhDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes t = ExpM1Double(TLanes.Abs(x) * 2.0);
        TLanes large = t > 2.0;
        TLanes quotient = TLanes.Select(large, 2.0, t) / (t + 2.0);
        return TLanes.WithSign(TLanes.Select(large, 1.0 - quotient, quotient), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TanhSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
    {
        // Near 0 a polynomial, which is more accurate than any quotient; 1 - 2 / (e^2|x| + 1) beyond.
        TLanes magnitude = TLanes.Abs(x);
        TLanes far = 1f - (2f / (ExpSingle(magnitude + magnitude) + 1f));
        TLanes z = x * x;
        TLanes p = TLanes.Polynomial(
            z,
            -0.333333331f,
            0.133333001f,
            -0.0539584616f,
            0.0217625029f,
            -0.00832318706f,
            0.00226950168f);
        TLanes near = TLanes.MultiplyAdd(z * magnitude, p, magnitude);
        return TLanes.WithSign(TLanes.Select(magnitude < 0.63f, near, far), x);
    }
}
