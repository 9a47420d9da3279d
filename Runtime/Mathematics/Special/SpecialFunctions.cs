namespace Adjoint;

/// <summary>Functions that models need and <see cref="Math"/> lacks, accurate near their limits.</summary>
public static class SpecialFunctions
{
    /// <summary>The logistic function, 1 / (1 + e^-x), without overflow.</summary>
    /// <param name="x">The argument.</param>
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

    /// <summary>log(1 + e^x), without overflow, and without cancellation for negative x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A positive number, near x where x is large.</returns>
    public static double Softplus(double x) => (x < 0 ? 0 : x) + LogOfOnePlus(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <summary>The error function, 2/√π ∫₀ˣ e^(-t²) dt.</summary>
    /// <remarks>Its power series up to |x| = 2.5, the continued fraction of the complement beyond; relative error about 1e-15.</remarks>
    /// <param name="x">The argument.</param>
    /// <returns>A number from -1 to 1.</returns>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude > 6)
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        return magnitude <= 2.5 ? ErfSeries(x) : Math.CopySign(1 - ErfcFraction(magnitude), x);
    }

    /// <summary>1 less the error function, without cancellation for large x.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A number from 0 to 2.</returns>
    public static double Erfc(double x) =>
        x > 2.5 ? (x > 27.3 ? 0 : ErfcFraction(x)) : 1 - Erf(x);

    /// <summary>The logarithm of the magnitude of the gamma function.</summary>
    /// <remarks>Stirling's series beyond 10, the recurrence below it, the reflection formula below ½.</remarks>
    /// <param name="x">The argument.</param>
    /// <returns>+∞ at 0 and the negative integers.</returns>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x < 0.5)
        {
            double sine = Math.Abs(double.SinPi(x));
            return sine == 0 ? double.PositiveInfinity : Math.Log(Math.PI / sine) - LogGamma(1 - x);
        }

        double product = 1;
        while (x < 10)
        {
            product *= x;
            x++;
        }

        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680)
            - (square * ((1.0 / 1188) - (square * ((691.0 / 360360) - (square * (1.0 / 156)))))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + 0.91893853320467274 + series - Math.Log(product);
    }

    /// <summary>The derivative of <see cref="LogGamma"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>NaN at 0 and the negative integers.</returns>
    public static double Digamma(double x)
    {
        if (x < 0.5)
        {
            return x == Math.Floor(x) || double.IsNegativeInfinity(x) ? double.NaN : Digamma(1 - x) - (Math.PI / double.TanPi(x));
        }

        double sum = 0;
        while (x < 10)
        {
            sum -= 1 / x;
            x++;
        }

        double square = 1 / (x * x);
        double series = square * ((1.0 / 12) - (square * ((1.0 / 120) - (square * ((1.0 / 252) - (square * ((1.0 / 240)
            - (square * ((1.0 / 132) - (square * ((691.0 / 32760) - (square * (1.0 / 12)))))))))))));
        return sum + Math.Log(x) - (0.5 / x) - series;
    }

    /// <summary>log(1 + x) by Kahan's formula: the library's own loses the small x.</summary>
    private static double LogOfOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double ErfSeries(double x)
    {
        // e^(-x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms have one sign.
        double term = x;
        double sum = x;
        double square = x * x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * square / ((2 * n) + 1);
            sum += term;
        }

        return 1.1283791670955126 * Math.Exp(-square) * sum;
    }

    private static double ErfcFraction(double x)
    {
        // x + (1/2) / (x + 1 / (x + (3/2) / (x + …))), from the bottom.
        double fraction = x;
        for (int k = 60; k >= 1; k--)
        {
            fraction = x + (0.5 * k / fraction);
        }

        return 0.56418958354775628 * Math.Exp(-x * x) / fraction;
    }
}
