namespace Adjoint;

public static partial class SpecialFunctions
{
    // Where the error function is its series in x², and beyond which its complement is e^(-x²) times a smooth function.
    private const double CoreOfErf = 0.84375;

    // erf(x) / x - 1 in x² up to CoreOfErf.
    private static ReadOnlySpan<double> ErfCoreNumerator =>
    [
        0.12837916709551256, -0.32501112093659157, -0.028560257980237876, -0.005777078262564777, -2.495799789339598e-05,
    ];

    private static ReadOnlySpan<double> ErfCoreDenominator =>
    [
        1.0, 0.3981585895257863, 0.06511786950917164, 0.005096276553080071, 0.00013351355892065754, -3.944442534289973e-06,
    ];

    // e^(x²) erfc(x) from CoreOfErf to 2.5.
    private static ReadOnlySpan<double> ScaledMiddleNumerator =>
    [
        1.000000000515569, 1.487008984014542, 1.1071301256109176, 0.49478926189332595, 0.13832215127223002, 0.02288139934418228,
        0.0017703720077253918, -7.602366885592232e-10,
    ];

    private static ReadOnlySpan<double> ScaledMiddleDenominator =>
    [
        1.0, 2.61538815785841, 3.0582795945887846, 2.082553032277603, 0.8973845368184242, 0.24672580168060734, 0.0405572506459223,
        0.0031378493192012334,
    ];

    // x e^(x²) erfc(x) in 1 / x² beyond 2.5.
    private static ReadOnlySpan<double> ScaledTailNumerator =>
    [
        0.5641895835477563, 17.82982080114304, 203.71062098428382, 1055.9331485352973, 2552.3855623110358, 2644.397902206173, 913.4139633628437,
        45.02531854134649,
    ];

    private static ReadOnlySpan<double> ScaledTailDenominator =>
    [
        1.0, 32.1025345399412, 376.3689419039439, 2037.575345461859, 5314.126338102848, 6340.504991030582, 2939.783061731376, 342.846993757867,
    ];

    /// <summary>The error function, 2/√π ∫₀ˣ e^(-t²) dt.</summary>
    /// <remarks>
    /// Odd, and exactly so. 0 at 0 with its sign, ±1 at ±∞ and beyond |x| = 5.93, NaN at NaN. Within 1 unit. Up to |x| = 0.84375 rational in
    /// x², beyond it 1 - <see cref="Erfc(double)"/>; the division of the domain is that of W. J. Cody, Rational Chebyshev approximations for
    /// the error function (1969).
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from -1 to 1.</returns>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (!(magnitude > CoreOfErf))
        {
            return x + (x * Rational(ErfCoreNumerator, ErfCoreDenominator, x * x));
        }

        return Math.CopySign(magnitude > 6 ? 1 : 1 - ErfcBeyondCore(magnitude), x);
    }

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>The complementary error function, 1 - erf(x) = 2/√π ∫ₓ^∞ e^(-t²) dt.</summary>
    /// <remarks>
    /// Without cancellation for large x. 2 at -∞, 1 at 0, 0 at +∞ and beyond x = 27.23; subnormal from 26.55 on, there within 1 unit of the
    /// smallest number. NaN at NaN. Within 5 units. Beyond x = 0.84375 it is e^(-x²) times a rational function of x (of 1/x² from 2.5 on).
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from 0 to 2.</returns>
    public static double Erfc(double x)
    {
        double magnitude = Math.Abs(x);
        if (!(magnitude > CoreOfErf))
        {
            // From ¼ on the difference is taken with ½, of which 1 is further away.
            double core = x * Rational(ErfCoreNumerator, ErfCoreDenominator, x * x);
            return x < 0.25 ? 1 - (x + core) : 0.5 - (x - 0.5 + core);
        }

        double tail = magnitude > 28 ? 0 : ErfcBeyondCore(magnitude);
        return x > 0 ? tail : 2 - tail;
    }

    /// <inheritdoc cref="Erfc(double)"/>
    public static float Erfc(float x) => (float)Erfc((double)x);

    private static double ErfcBeyondCore(double x) => ExpOfSquare(x, 1) * ScaledErfc(x);

    // e^(x²) erfc(x) for x from CoreOfErf on. It varies slowly, and so does not magnify what x is off.
    private static double ScaledErfc(double x) => x <= 2.5
        ? Rational(ScaledMiddleNumerator, ScaledMiddleDenominator, x)
        : Rational(ScaledTailNumerator, ScaledTailDenominator, 1 / (x * x)) / x;
}
