namespace Adjoint;

public static partial class SpecialFunctions
{
    // log Γ(1 + y) / (y (y - 1)), smooth and positive: in y + ½ for y from -½ to 0, in y from 0 to 1, and from 1 to 2.
    private static ReadOnlySpan<double> LogGammaLowNumerator =>
    [
        0.7631532572329335, 4.465664754591651, 9.991166211888821, 10.700338010412748, 5.605092888716239, 1.2996147309267199, 0.09879988852684261,
        0.0006055956884618162,
    ];

    private static ReadOnlySpan<double> LogGammaLowDenominator =>
    [
        1.0, 6.615450726508659, 17.204584691239354, 22.314066524523426, 15.119536025451968, 5.116705894469619, 0.7461065155445805,
        0.031888282120680296,
    ];

    private static ReadOnlySpan<double> LogGammaMiddleNumerator =>
    [
        0.5772156649015329, 1.9410592510820424, 2.59074693796197, 1.7488009662882165, 0.629816682003787, 0.1170805984185175, 0.009918910672533417,
        0.00027863469755743997, 5.691512445785071e-07,
    ];

    private static ReadOnlySpan<double> LogGammaMiddleDenominator =>
    [
        1.0, 3.7876841405154607, 5.828406253777981, 4.685659762287458, 2.108305270561434, 0.528225501144206, 0.06898675514194375, 0.00401543069237457,
        7.062585126089447e-05,
    ];

    private static ReadOnlySpan<double> LogGammaHighNumerator =>
    [
        0.5772156623333182, 1.1771221355564725, 0.8286254716529274, 0.24059089434534783, 0.027161515682166005, 0.000890344235878186,
        1.8698952021886237e-06,
    ];

    private static ReadOnlySpan<double> LogGammaHighDenominator =>
    [
        1.0, 2.4641976289823613, 2.2132788625073845, 0.8931248543860921, 0.16231199862184836, 0.01168617778661464, 0.00022912193963500678,
    ];

    /// <summary>The logarithm of the magnitude of the gamma function, log |Γ(x)|; its derivative is <see cref="Digamma(double)"/>.</summary>
    /// <remarks>
    /// 0 at 1 and 2; +∞ at 0, at the negative integers and at ±∞; NaN at NaN. Within 4 units for positive x, with all digits near the zeros at
    /// 1 and 2. For negative x the error is within 4 units of the larger of 1 and the result; near its zeros there (-2.457, -2.747, …) the
    /// result has no more digits than that. From the factors (x - 1)(x - 2) and a rational function up to 3, the recurrence up to 8, Stirling's
    /// series beyond, the reflection formula for negative x.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from -∞ to +∞.</returns>
    public static double LogGamma(double x)
    {
        if (x > 0)
        {
            return LogGammaOfPositive(x);
        }

        if (double.IsNaN(x))
        {
            return x;
        }

        // Γ(x) Γ(-x) = -π / (x sin πx).
        double distance = x - Math.Round(x);
        if (!(Math.Abs(distance) > 0))
        {
            return double.PositiveInfinity;
        }

        double sine = Math.Abs(Math.Sin(Math.PI * distance));
        return x > -1e-17 ? -Math.Log(-x) : Math.Log(Math.PI / (sine * -x)) - LogGammaOfPositive(-x);
    }

    /// <inheritdoc cref="LogGamma(double)"/>
    public static float LogGamma(float x) => (float)LogGamma((double)x);

    private static double LogGammaOfPositive(double x)
    {
        if (x < 3)
        {
            return x switch
            {
                < 0.5 => LogGammaMiddle(x) - Math.Log(x),
                < 1 => LogGammaFactors(x - 1, Rational(LogGammaLowNumerator, LogGammaLowDenominator, x - 0.5)),
                < 2 => LogGammaMiddle(x - 1),
                _ => LogGammaFactors(x - 1, Rational(LogGammaHighNumerator, LogGammaHighDenominator, x - 1)),
            };
        }

        if (x < 8)
        {
            double product = 1;
            while (x >= 3)
            {
                x--;
                product *= x;
            }

            return Math.Log(product) + LogGammaFactors(x - 1, Rational(LogGammaHighNumerator, LogGammaHighDenominator, x - 1));
        }

        double logarithm = Math.Log(x);
        if (x > 1e17)
        {
            return x * (logarithm - 1);
        }

        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680)
            - (square * ((1.0 / 1188) - (square * ((691.0 / 360360) - (square * ((1.0 / 156) - (square * (3617.0 / 122400)))))))))))))));
        return ((x - 0.5) * (logarithm - 1)) + (0.41893853320467274 + series);
    }

    private static double LogGammaMiddle(double y) => LogGammaFactors(y, Rational(LogGammaMiddleNumerator, LogGammaMiddleDenominator, y));

    // The sum makes the zero at 1 a positive one.
    private static double LogGammaFactors(double y, double smooth) => (y * (y - 1) * smooth) + 0.0;
}
