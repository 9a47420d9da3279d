namespace Adjoint;

/// <summary>Functions of statistics and physics that <see cref="Math"/> lacks. Differentiated code may call all of them, to any order.</summary>
/// <remarks>
/// <para>
/// Accuracies are in units in the last place of the result, measured against values of 50 digits over the whole domain. The overloads for
/// float compute in double, and are within 0.51 units. An integer argument chooses them, by C#'s rules: write <c>LogGamma(5.0)</c> for a double.
/// </para>
/// <para>
/// Rational approximations were fitted for this library, at Chebyshev's nodes in 80 digits, each to less than a rounding error.
/// </para>
/// </remarks>
public static partial class SpecialFunctions
{
    /// <summary>The logistic function, 1 / (1 + e^-x).</summary>
    /// <remarks>Without overflow, and without cancellation for negative x. 0 at -∞, ½ at 0, 1 at +∞. Within 2 units.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from 0 to 1.</returns>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x)
    {
        float e = MathF.Exp(-MathF.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>log(1 + e^x), whose derivative is <see cref="Sigmoid(double)"/>.</summary>
    /// <remarks>Without overflow, and without cancellation for negative x. 0 at -∞, log 2 at 0, +∞ at +∞. Within 3 units.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A positive number, near x where x is large.</returns>
    public static double Softplus(double x) => (x < 0 ? 0 : x) + LogOfOnePlus(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => (float)Softplus((double)x);

    // By Kahan's formula: the library's own loses the small x.
    private static double LogOfOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double Rational(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, double x) =>
        Polynomial(numerator, x) / Polynomial(denominator, x);

    // Horner's rule, from the constant term at index 0.
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }

    // e^(-x² scale) for x from 0 to 40 and scale 1 or ½. The rounding of x² would be magnified x² times: the upper half of x has an
    // exact square, and what is left is so small that four terms of the series do.
    private static double ExpOfSquare(double x, double scale)
    {
        double upper = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0x7FFFFFFL);
        double rest = (x - upper) * (x + upper) * scale;
        return Math.Exp(-upper * upper * scale) * (1 - (rest * (1 - (rest * (0.5 - (rest * (1.0 / 6)))))));
    }
}
