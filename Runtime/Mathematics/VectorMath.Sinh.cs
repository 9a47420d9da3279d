using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The hyperbolic sine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Sinh(Vector512<float> x) => Widened<Single512, Double512, SinhFunction>(x);

    /// <inheritdoc cref="Sinh(Vector512{float})"/>
    public static Vector256<float> Sinh(Vector256<float> x) => Widened<Single256, Double256, SinhFunction>(x);

    /// <inheritdoc cref="Sinh(Vector512{float})"/>
    public static Vector128<float> Sinh(Vector128<float> x) => Widened<Single128, Double128, SinhFunction>(x);

    /// <inheritdoc cref="Sinh(Vector512{float})"/>
    public static Vector512<double> Sinh(Vector512<double> x) => SinhDouble<Double512>(x);

    /// <inheritdoc cref="Sinh(Vector512{float})"/>
    public static Vector256<double> Sinh(Vector256<double> x) => SinhDouble<Double256>(x);

    /// <inheritdoc cref="Sinh(Vector512{float})"/>
    public static Vector128<double> Sinh(Vector128<double> x) => SinhDouble<Double128>(x);

    /// <summary>The hyperbolic cosine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Cosh(Vector512<float> x) => Widened<Single512, Double512, CoshFunction>(x);

    /// <inheritdoc cref="Cosh(Vector512{float})"/>
    public static Vector256<float> Cosh(Vector256<float> x) => Widened<Single256, Double256, CoshFunction>(x);

    /// <inheritdoc cref="Cosh(Vector512{float})"/>
    public static Vector128<float> Cosh(Vector128<float> x) => Widened<Single128, Double128, CoshFunction>(x);

    /// <inheritdoc cref="Cosh(Vector512{float})"/>
    public static Vector512<double> Cosh(Vector512<double> x) => CoshDouble<Double512>(x);

    /// <inheritdoc cref="Cosh(Vector512{float})"/>
    public static Vector256<double> Cosh(Vector256<double> x) => CoshDouble<Double256>(x);

    /// <inheritdoc cref="Cosh(Vector512{float})"/>
    public static Vector128<double> Cosh(Vector128<double> x) => CoshDouble<Double128>(x);

    /// <summary>Half of e^x, which overflows only where the result does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes HalfExp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes clamped = TLanes.Between(x, -750.0, 720.0);
        TLanes n = TLanes.NearestInteger(clamped * 1.4426950408889634);
        return TLanes.Scale(1.0 + ExpM1OfReduced(ReduceByLn2(clamped, n)), n - 1.0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes SinhDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes t = ExpM1Double(TLanes.Select(magnitude < 1.0, magnitude, 0.0));
        TLanes near = 0.5 * (t + (t / (t + 1.0)));
        TLanes half = HalfExp(magnitude);
        TLanes far = half - (0.25 / half);
        return TLanes.WithSign(TLanes.Select(magnitude < 1.0, near, far), x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes CoshDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes half = HalfExp(TLanes.Abs(x));
        return half + (0.25 / half);
    }

    private readonly struct SinhFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => SinhDouble(x);
    }

    private readonly struct CoshFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => CoshDouble(x);
    }
}
