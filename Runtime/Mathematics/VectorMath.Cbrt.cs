using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The cube root of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Cbrt(Vector512<float> x) => Widened<Single512, Double512, CbrtFunction>(x);

    /// <inheritdoc cref="Cbrt(Vector512{float})"/>
    public static Vector256<float> Cbrt(Vector256<float> x) => Widened<Single256, Double256, CbrtFunction>(x);

    /// <inheritdoc cref="Cbrt(Vector512{float})"/>
    public static Vector128<float> Cbrt(Vector128<float> x) => Widened<Single128, Double128, CbrtFunction>(x);

    /// <inheritdoc cref="Cbrt(Vector512{float})"/>
    public static Vector512<double> Cbrt(Vector512<double> x) => CbrtDouble<Double512>(x);

    /// <inheritdoc cref="Cbrt(Vector512{float})"/>
    public static Vector256<double> Cbrt(Vector256<double> x) => CbrtDouble<Double256>(x);

    /// <inheritdoc cref="Cbrt(Vector512{float})"/>
    public static Vector128<double> Cbrt(Vector128<double> x) => CbrtDouble<Double128>(x);

    // e^(log |x| / 3), put right by one step of Newton's method, whose residue is taken with one rounding.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes CbrtDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes small = magnitude < 1e-290;
        TLanes scaled = TLanes.Select(small, magnitude * 18014398509481984.0, magnitude);
        TLanes plain = (scaled > 0.0) & (scaled < double.PositiveInfinity);
        TLanes safe = TLanes.Select(plain, scaled, 1.0);
        TLanes root = ExpDouble(LogDouble(safe) * 0.3333333333333333);
        TLanes square = root * root;
        TLanes squareLow = TLanes.FusedMultiplyAdd(root, root, -square);
        TLanes residue = TLanes.MultiplyAdd(squareLow, root, TLanes.FusedMultiplyAdd(square, root, -safe));
        root -= residue / (3.0 * square);
        root = TLanes.Select(small, root * 3.814697265625e-06, root);
        return TLanes.Select(plain, TLanes.WithSign(root, x), x);
    }

    private readonly struct CbrtFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => CbrtDouble(x);
    }
}
