using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The error function of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Erf(Vector512<float> x) => Widened<Single512, Double512, ErfFunction>(x);

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    public static Vector256<float> Erf(Vector256<float> x) => Widened<Single256, Double256, ErfFunction>(x);

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    public static Vector128<float> Erf(Vector128<float> x) => Widened<Single128, Double128, ErfFunction>(x);

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    public static Vector512<double> Erf(Vector512<double> x) => ErfDouble<Double512>(x);

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    public static Vector256<double> Erf(Vector256<double> x) => ErfDouble<Double256>(x);

    /// <inheritdoc cref="Erf(Vector512{float})"/>
    public static Vector128<double> Erf(Vector128<double> x) => ErfDouble<Double128>(x);

    /// <summary>The complementary error function of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Erfc(Vector512<float> x) => Widened<Single512, Double512, ErfcFunction>(x);

    /// <inheritdoc cref="Erfc(Vector512{float})"/>
    public static Vector256<float> Erfc(Vector256<float> x) => Widened<Single256, Double256, ErfcFunction>(x);

    /// <inheritdoc cref="Erfc(Vector512{float})"/>
    public static Vector128<float> Erfc(Vector128<float> x) => Widened<Single128, Double128, ErfcFunction>(x);

    /// <inheritdoc cref="Erfc(Vector512{float})"/>
    public static Vector512<double> Erfc(Vector512<double> x) => ErfcDouble<Double512>(x);

    /// <inheritdoc cref="Erfc(Vector512{float})"/>
    public static Vector256<double> Erfc(Vector256<double> x) => ErfcDouble<Double256>(x);

    /// <inheritdoc cref="Erfc(Vector512{float})"/>
    public static Vector128<double> Erfc(Vector128<double> x) => ErfcDouble<Double128>(x);

    // As in SpecialFunctions, both halves of the domain in every lane.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes ErfDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes core = TLanes.MultiplyAdd(x, ErfCore(x * x), x);
        TLanes beyond = magnitude > 0.84375;
        if (!TLanes.Any(beyond))
        {
            return core;
        }

        TLanes bounded = TLanes.Between(magnitude, 0.84375, 28.0);
        TLanes tail = 1.0 - (ExpOfSquare(bounded, 1.0) * ScaledErfc(bounded));
        return TLanes.Select(beyond, TLanes.WithSign(tail, x), core);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes ErfcDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes rest = x * ErfCore(x * x);
        TLanes core = TLanes.Select(x < 0.25, 1.0 - (x + rest), 0.5 - ((x - 0.5) + rest));
        TLanes beyond = magnitude > 0.84375;
        if (!TLanes.Any(beyond))
        {
            return core;
        }

        TLanes bounded = TLanes.Between(magnitude, 0.84375, 28.0);
        TLanes tail = ExpOfSquare(bounded, 1.0) * ScaledErfc(bounded);
        return TLanes.Select(beyond, TLanes.Select(x < 0.0, 2.0 - tail, tail), core);
    }

    // e^(-x² scale); the upper half of x has an exact square.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpOfSquare<TLanes>(TLanes x, double scale)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes upper = x & TLanes.Bits(~0x7FFFFFFL);
        TLanes rest = (x - upper) * (x + upper) * scale;
        TLanes correction = TLanes.Polynomial(-rest, 1.0, 0.5, 0.16666666666666666);
        return ExpDouble(-upper * upper * scale) * TLanes.MultiplyAdd(-rest, correction, 1.0);
    }

    // e^(x²) erfc(x) from 0.84375 on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ScaledErfc<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes beyond = x > 2.5;
        TLanes middle = ScaledErfcMiddle(x);
        return TLanes.Any(beyond) ? TLanes.Select(beyond, ScaledErfcTail(1.0 / (x * x)) / x, middle) : middle;
    }

    // erf(x) / x - 1 in x².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ErfCore<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Polynomial(x, 0.12837916709551256, -0.32501112093659157, -0.028560257980237876, -0.005777078262564777, -2.495799789339598e-05)
            / TLanes.Polynomial(x, 1.0, 0.3981585895257863, 0.06511786950917164, 0.005096276553080071, 0.00013351355892065754,
            -3.944442534289973e-06);

    // e^(x²) erfc(x) up to 2.5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ScaledErfcMiddle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Polynomial(x, 1.000000000515569, 1.487008984014542, 1.1071301256109176, 0.49478926189332595, 0.13832215127223002,
            0.02288139934418228, 0.0017703720077253918, -7.602366885592232e-10)
            / TLanes.Polynomial(x, 1.0, 2.61538815785841, 3.0582795945887846, 2.082553032277603, 0.8973845368184242, 0.24672580168060734,
            0.0405572506459223, 0.0031378493192012334);

    // x e^(x²) erfc(x) in 1 / x² beyond.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ScaledErfcTail<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Polynomial(x, 0.5641895835477563, 17.82982080114304, 203.71062098428382, 1055.9331485352973, 2552.3855623110358,
            2644.397902206173, 913.4139633628437, 45.02531854134649)
            / TLanes.Polynomial(x, 1.0, 32.1025345399412, 376.3689419039439, 2037.575345461859, 5314.126338102848, 6340.504991030582,
            2939.783061731376, 342.846993757867);

    private readonly struct ErfFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => ErfDouble(x);
    }

    private readonly struct ErfcFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => ErfcDouble(x);
    }
}
