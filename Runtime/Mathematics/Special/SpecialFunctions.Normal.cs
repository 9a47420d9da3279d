namespace Adjoint;

public static partial class SpecialFunctions
{
    private const double RootOfHalf = 0.7071067811865476;

    // The quantile over q = p - ½, less its value √(2π) at ½, over q²: in 0.180625 - q², for |q| up to 0.425.
    private static ReadOnlySpan<double> QuantileCoreNumerator =>
    [
        4.874765941399952, 210.31989537036725, 3525.532128076969, 29112.399752801004, 124185.54731017382, 262872.9905363146, 241554.1123480686,
        68589.41719144277, 625.065325755716,
    ];

    private static ReadOnlySpan<double> QuantileCoreDenominator =>
    [
        1.0, 49.16893192289104, 967.929836053531, 9787.108554730306, 54319.38891351196, 164325.09658081856, 253716.09966034183, 171982.98098265842,
        35509.46431849197,
    ];

    // The magnitude of the quantile where the nearer tail is e^(-r²): in r - 1.6 up to r = 5, in r - 5 up to 12, in r - 12 up to 27.5.
    private static ReadOnlySpan<double> QuantileMiddleNumerator =>
    [
        1.4234371107496835, 4.658671152911319, 5.895441930593747, 3.867306448959962, 1.4607583582995678, 0.3281996025557107, 0.04265573683356803,
        0.0028477028904769918, 7.021355815515727e-05,
    ];

    private static ReadOnlySpan<double> QuantileMiddleDenominator =>
    [
        1.0, 2.073096479855932, 1.7409835549495896, 0.7681616354872175, 0.19254621603461666, 0.02720737081022722, 0.0019346295319642268,
        4.964417089088834e-05, 3.604856526953905e-11,
    ];

    private static ReadOnlySpan<double> QuantileFarNumerator =>
    [
        6.657904643501103, 5.237721238085986, 1.60730126731327, 0.24205027275186372, 0.01826323424601094, 0.0006015791461031185,
        3.7314979026233108e-06, -9.825331928794021e-08,
    ];

    private static ReadOnlySpan<double> QuantileFarDenominator =>
    [
        1.0, 0.5658780295012792, 0.11776360699432752, 0.010875929985915174, 0.00041027849478213684, 2.98531685839351e-06, -6.94715735278069e-08,
        -1.9041146394295597e-14,
    ];

    private static ReadOnlySpan<double> QuantileFarthestNumerator =>
    [
        16.748684018418697, 5.450331088311418, 0.702971687954292, 0.0454534209374991, 0.0015270619715588528, 2.4609706175411225e-05,
        1.4241873112864996e-07,
    ];

    private static ReadOnlySpan<double> QuantileFarthestDenominator =>
    [
        1.0, 0.24016437455009074, 0.021553176848171186, 0.0008858305592029116, 1.6193445967108788e-05, 1.0070472179376334e-07, 1.094523846947784e-15,
    ];

    /// <summary>The density of the standard normal distribution, e^(-x²/2) / √(2π).</summary>
    /// <remarks>
    /// Even. 0 at ±∞ and beyond |x| = 38.58; subnormal from 37.5 on, there within 1 unit of the smallest number. NaN at NaN. Within 3 units:
    /// the square is taken without rounding.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from 0 to 0.39894228040143268.</returns>
    public static double NormalPdf(double x)
    {
        double magnitude = Math.Abs(x);
        return magnitude > 40 ? 0 : 0.3989422804014327 * ExpOfSquare(magnitude, 0.5);
    }

    /// <inheritdoc cref="NormalPdf(double)"/>
    public static float NormalPdf(float x) => (float)NormalPdf((double)x);

    /// <summary>The standard normal distribution function, Φ(x) = ∫ e^(-t²/2) dt / √(2π) from -∞ to x.</summary>
    /// <remarks>
    /// Without cancellation for negative x, where the naive ½ erfc(-x/√2) loses digits as x² grows. 0 at -∞ and below -38.49, ½ at 0, 1 at +∞;
    /// subnormal from -37.52 on, there within 1 unit of the smallest number. NaN at NaN. Within 5 units. The approximations are those of
    /// <see cref="Erfc(double)"/>.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from 0 to 1.</returns>
    public static double NormalCdf(double x)
    {
        double magnitude = Math.Abs(x);
        double scaled = magnitude * RootOfHalf;
        if (!(scaled > CoreOfErf))
        {
            return 0.5 + (0.5 * Erf(x * RootOfHalf));
        }

        double tail = magnitude > 40 ? 0 : 0.5 * ExpOfSquare(magnitude, 0.5) * ScaledErfc(scaled);
        return x < 0 ? tail : 1 - tail;
    }

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static float NormalCdf(float x) => (float)NormalCdf((double)x);

    /// <summary>The quantile of the standard normal distribution, the inverse of <see cref="NormalCdf(double)"/>.</summary>
    /// <remarks>
    /// -∞ at 0, 0 at ½, +∞ at 1; NaN at NaN and outside [0, 1]. Within 5 units, for subnormal probabilities too. The domain is divided as in M.
    /// J. Wichura, Algorithm AS 241: The percentage points of the normal distribution (1988), the far tail once more; coefficients are our own.
    /// </remarks>
    /// <param name="p">A probability.</param>
    /// <returns>The number below which a standard normal variable falls with probability <paramref name="p"/>.</returns>
    public static double NormalQuantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double square = q * q;
            return q * (2.5066282746310007 + (square * Rational(QuantileCoreNumerator, QuantileCoreDenominator, 0.180625 - square)));
        }

        double tail = q < 0 ? p : 1 - p;
        if (!(tail > 0))
        {
            return tail == 0 ? Math.CopySign(double.PositiveInfinity, q) : double.NaN;
        }

        double r = Math.Sqrt(-Math.Log(tail));
        double magnitude = r switch
        {
            <= 5 => Rational(QuantileMiddleNumerator, QuantileMiddleDenominator, r - 1.6),
            <= 12 => Rational(QuantileFarNumerator, QuantileFarDenominator, r - 5),
            _ => Rational(QuantileFarthestNumerator, QuantileFarthestDenominator, r - 12),
        };
        return Math.CopySign(magnitude, q);
    }

    /// <inheritdoc cref="NormalQuantile(double)"/>
    public static float NormalQuantile(float p) => (float)NormalQuantile((double)p);
}
