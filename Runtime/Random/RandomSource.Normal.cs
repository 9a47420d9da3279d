namespace Adjoint;

public sealed partial class RandomSource
{
    // Where Acklam's approximation of the tail begins.
    private const double Tail = 0.02425;

    /// <summary>The x below which a standard normal number falls with the given probability.</summary>
    private static double NormalQuantile(double probability)
    {
        if (probability < Tail)
        {
            return TailQuantile(probability);
        }

        if (probability > 1 - Tail)
        {
            return -TailQuantile(1 - probability);
        }

        double q = probability - 0.5;
        double r = q * q;
        double numerator = (((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r)
            + 1.383577518672690e+02) * r) - 3.066479806614716e+01) * r) + 2.506628277459239e+00;
        double denominator = (((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r)
            + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1;
        return numerator * q / denominator;
    }

    private static double TailQuantile(double probability)
    {
        double q = Math.Sqrt(-2 * PortableLog(probability));
        double numerator = (((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q)
            - 2.549732539343734e+00) * q) + 4.374664141464968e+00) * q) + 2.938163982698783e+00;
        double denominator = (((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q)
            + 3.754408661907416e+00) * q) + 1;
        return numerator / denominator;
    }

    /// <summary>
    /// The logarithm of a normal positive number, from sums and products alone: libraries differ in the last bit, and a
    /// stream of random numbers must not.
    /// </summary>
    private static double PortableLog(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;

        // 2 artanh(z); |z| is at most 1/3, so that 18 terms leave less than 1e-18.
        double series = 0;
        for (int k = 37; k >= 1; k -= 2)
        {
            series = (series * square) + (1.0 / k);
        }

        return (exponent * 0.6931471805599453) + (2 * z * series);
    }
}
