using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>10 to the power of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Exp10(Vector512<float> x) => Widened<Single512, Double512, Exp10Function>(x);

    /// <inheritdoc cref="Exp10(Vector512{float})"/>
    public static Vector256<float> Exp10(Vector256<float> x) => Widened<Single256, Double256, Exp10Function>(x);

    /// <inheritdoc cref="Exp10(Vector512{float})"/>
    public static Vector128<float> Exp10(Vector128<float> x) => Widened<Single128, Double128, Exp10Function>(x);

    /// <inheritdoc cref="Exp10(Vector512{float})"/>
    public static Vector512<double> Exp10(Vector512<double> x) => Exp10Double<Double512>(x);

    /// <inheritdoc cref="Exp10(Vector512{float})"/>
    public static Vector256<double> Exp10(Vector256<double> x) => Exp10Double<Double256>(x);

    /// <inheritdoc cref="Exp10(Vector512{float})"/>
    public static Vector128<double> Exp10(Vector128<double> x) => Exp10Double<Double128>(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Exp10Double<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        // x = n log10 2 + r, and 10^x = 2^n e^(r ln 10).
        TLanes clamped = TLanes.Between(x, -330.0, 310.0);
        TLanes n = TLanes.NearestInteger(clamped * 3.321928094887362);
        TLanes r = TLanes.MultiplyAdd(-n, 2.8363394551044964e-14, TLanes.MultiplyAdd(-n, 0.30102999566395283, clamped));
        return TLanes.Scale(1.0 + ExpM1OfReduced(r * 2.302585092994046), n);
    }

    private readonly struct Exp10Function : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => Exp10Double(x);
    }
}
