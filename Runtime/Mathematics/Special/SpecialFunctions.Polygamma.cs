namespace Adjoint;

public static partial class SpecialFunctions
{
    // The zero of digamma between 1 and 2, in two parts.
    private const double ZeroOfDigamma = 1.4616321449683622;
    private const double ZeroOfDigammaRest = 9.549995429965697e-17;

    // From here on the series of Euler and Maclaurin gives the last digit.
    private const double AsymptoticFrom = 10;

    // ψ(1 + y) / (1 + y - its zero), for y from 0 to 1.
    private static ReadOnlySpan<double> DigammaCoreNumerator =>
    [
        1.2503801375034054, 1.8675925104074453, 0.9711327526262392, 0.21631407251432455, 0.01996408274151926, 0.0005811135063985677,
        1.0894678528383955e-06,
    ];

    private static ReadOnlySpan<double> DigammaCoreDenominator =>
    [
        1.0, 2.1771665986671342, 1.6630736963665909, 0.5710455727133128, 0.09111902253303285, 0.006100975692434821, 0.00012043151172286901,
    ];

    // Bernoulli's numbers over factorials, B₂ₖ / (2k)!.
    private static ReadOnlySpan<double> BernoulliOverFactorials =>
    [
        0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07, 2.08767569878681e-08, -5.284190138687493e-10,
        1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15, -2.174868698558062e-16, 5.5090028283602295e-18, -1.3954464685812522e-19,
    ];

    /// <summary>The derivative of <see cref="LogGamma(double)"/>, ψ(x) = Γ'(x) / Γ(x).</summary>
    /// <remarks>
    /// -∞ at 0 and +∞ at -0, its limits; NaN at the negative integers, at -∞ and at NaN; +∞ at +∞. Within 4 units for positive x, with all
    /// digits near the zero at 1.4616…; for negative x within 5 units of the larger of 1 and the result. A rational function times the distance
    /// from the zero from 1 to 2, the recurrence below 10, the asymptotic series beyond, the reflection formula for negative x.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from -∞ to +∞.</returns>
    public static double Digamma(double x)
    {
        if (!(x <= 0))
        {
            return DigammaOfPositive(x);
        }

        if (x == 0)
        {
            return -1 / x;
        }

        double distance = x - Math.Round(x);
        return Math.Abs(distance) > 0 ? DigammaOfPositive(-x) - (1 / x) - (Math.PI / Math.Tan(Math.PI * distance)) : double.NaN;
    }

    /// <inheritdoc cref="Digamma(double)"/>
    public static float Digamma(float x) => (float)Digamma((double)x);

    /// <summary>The derivative of <see cref="Digamma(double)"/>, Σ 1 / (x + k)² over k from 0.</summary>
    /// <remarks>As <see cref="Polygamma(double, int)"/> of order 1: +∞ at 0 and the negative integers, NaN at -∞ and NaN, 0 at +∞.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A positive number.</returns>
    public static double Trigamma(double x) => Polygamma(x, 1);

    /// <inheritdoc cref="Trigamma(double)"/>
    public static float Trigamma(float x) => (float)Polygamma((double)x, 1);

    /// <summary>
    /// The derivative of <see cref="Digamma(double)"/> of any order, (-1)^(n + 1) n! Σ 1 / (x + k)^(n + 1) over k from 0, where n is the order.
    /// </summary>
    /// <remarks>
    /// Order 0 is <see cref="Digamma(double)"/>, order 1 <see cref="Trigamma(double)"/>; NaN for negative orders. At 0 an infinity, by the
    /// limit from the side of its sign; at the negative integers +∞ for odd orders and NaN for even ones, whose limits differ; 0 at +∞, NaN at
    /// -∞ and NaN. Within 8 units for positive x and orders up to 20, growing slowly with the order; for negative x and odd orders likewise,
    /// for even ones, which have zeros there, within that many units of the largest term. The recurrence and the series of Euler and Maclaurin
    /// for the zeta function of Hurwitz; for negative x the sum over all integers less the part that is not wanted.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <param name="order">How often digamma is differentiated.</param>
    /// <returns>A number from -∞ to +∞.</returns>
    public static double Polygamma(double x, int order)
    {
        if (order <= 0 || double.IsNaN(x) || double.IsNegativeInfinity(x))
        {
            return order == 0 ? Digamma(x) : double.NaN;
        }

        bool isOdd = (order & 1) != 0;
        double sum = x > 0 ? FactorialZeta(x, order)
            : x == 0 ? (isOdd ? double.PositiveInfinity : 1 / x)
            : SumOfNegative(x, order, isOdd);
        return isOdd ? sum : -sum;
    }

    /// <inheritdoc cref="Polygamma(double, int)"/>
    public static float Polygamma(float x, int order) => (float)Polygamma((double)x, order);

    private static double DigammaOfPositive(double x)
    {
        if (!(x < AsymptoticFrom))
        {
            double inverse = 1 / x;
            double square = inverse * inverse;
            double series = square * ((1.0 / 12) - (square * ((1.0 / 120) - (square * ((1.0 / 252) - (square * ((1.0 / 240)
                - (square * ((1.0 / 132) - (square * ((691.0 / 32760) - (square * (1.0 / 12)))))))))))));
            return Math.Log(x) - (0.5 * inverse) - series;
        }

        double sum = 0;
        if (x < 1)
        {
            // Near 0 nothing is lost: 1 / x is so much larger than what x + 1 rounds.
            sum = -1 / x;
            x++;
        }

        while (x > 2)
        {
            x--;
            sum += 1 / x;
        }

        return sum + ((x - ZeroOfDigamma - ZeroOfDigammaRest) * Rational(DigammaCoreNumerator, DigammaCoreDenominator, x - 1));
    }

    // The sum over all integers less that over the negative ones, which is one of -x.
    private static double SumOfNegative(double x, int order, bool isOdd)
    {
        double distance = x - Math.Round(x);
        if (distance == 0)
        {
            return isOdd ? double.PositiveInfinity : double.NaN;
        }

        double nearer = FactorialZeta(Math.Abs(distance), order);
        if (double.IsInfinity(nearer))
        {
            return isOdd ? nearer : Math.CopySign(nearer, distance);
        }

        double further = FactorialZeta(1 - Math.Abs(distance), order);
        double rest = FactorialZeta(1 - x, order);
        return isOdd ? nearer + further - rest : Math.CopySign(nearer - further, distance) + rest;
    }

    // n! Σ 1 / (x + k)^(n + 1) over k from 0, x > 0.
    private static double FactorialZeta(double x, int order)
    {
        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }

        // Everything is relative to the first term, so that nothing overflows before the end.
        double exponent = order + 1.0;
        double start = AsymptoticFrom + order;
        double sum = 0;
        double shifted = x;
        double term = 1;
        while (shifted < start && term > 1e-17 * sum)
        {
            sum += term;
            shifted++;
            term = Math.Pow(x / shifted, exponent);
        }

        if (shifted >= start && term > 0)
        {
            sum += term * EulerMaclaurin(shifted, exponent);
        }

        return sum / x * FactorialOverPower(x, order);
    }

    // Σ (x / (x + k))^s over k from 0: x / (s - 1) + ½ + Σ B₂ₖ / (2k)! s (s + 1) … (s + 2k - 2) / x^(2k - 1).
    private static double EulerMaclaurin(double x, double s)
    {
        double sum = (x / (s - 1)) + 0.5;
        double factor = s / x;
        foreach (double coefficient in BernoulliOverFactorials)
        {
            double term = coefficient * factor;
            sum += term;
            if (!(Math.Abs(term) > 1e-17 * sum))
            {
                break;
            }

            factor *= (s + 1) / x * ((s + 2) / x);
            s += 2;
        }

        return sum;
    }

    // n! / x^n; by logarithms where one of the two is out of range, and then with fewer digits.
    private static double FactorialOverPower(double x, int order)
    {
        if (order <= 170)
        {
            double factorial = 1;
            for (int k = 2; k <= order; k++)
            {
                factorial *= k;
            }

            double power = Math.Pow(x, -order);
            if (power > 1e-290)
            {
                return factorial * power;
            }

            // In two halves, so that only the result underflows.
            int half = order / 2;
            return factorial * Math.Pow(x, -half) * Math.Pow(x, half - order);
        }

        return Math.Exp(LogGammaOfPositive(order + 1.0) - (order * Math.Log(x)));
    }
}
