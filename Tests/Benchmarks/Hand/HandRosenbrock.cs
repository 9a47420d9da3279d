using System.Runtime.Intrinsics;

namespace Adjoint.Benchmarks.Hand;

/// <summary>The gradient of <see cref="Cases.Rosenbrock"/>, by hand.</summary>
internal static class HandRosenbrock
{
    /// <summary>In one plain loop that gathers: each element of the gradient is written once.</summary>
    public static double Scalar(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double sum = 0;
        double carried = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double t = x[i + 1] - (x[i] * x[i]);
            double u = 1 - x[i];
            sum += (100 * t * t) + (u * u);
            gradient[i] = carried - (400 * t * x[i]) - (2 * u);
            carried = 200 * t;
        }

        gradient[^1] = carried;
        return sum;
    }

    /// <summary>In registers of 512 bits.</summary>
    public static double Vector(ReadOnlySpan<double> x, Span<double> gradient)
    {
        int width = Vector512<double>.Count;
        int last = x.Length - 1;
        Vector512<double> sums = Vector512<double>.Zero;
        Vector512<double> one = Vector512<double>.One;
        double first = x[1] - (x[0] * x[0]);
        gradient[0] = (-400 * first * x[0]) - (2 * (1 - x[0]));
        double sum = (100 * first * first) + ((1 - x[0]) * (1 - x[0]));
        int i = 1;
        for (; i <= last - width; i += width)
        {
            Vector512<double> before = Vector512.Create(x[(i - 1)..]);
            Vector512<double> here = Vector512.Create(x[i..]);
            Vector512<double> after = Vector512.Create(x[(i + 1)..]);
            Vector512<double> t = after - (here * here);
            Vector512<double> u = one - here;
            sums += (100 * t * t) + (u * u);
            (((here - (before * before)) * 200) - (400 * t * here) - (2 * u)).CopyTo(gradient[i..]);
        }

        sum += Vector512.Sum(sums);
        for (; i < last; i++)
        {
            double t = x[i + 1] - (x[i] * x[i]);
            double u = 1 - x[i];
            sum += (100 * t * t) + (u * u);
            gradient[i] = (200 * (x[i] - (x[i - 1] * x[i - 1]))) - (400 * t * x[i]) - (2 * u);
        }

        gradient[last] = 200 * (x[last] - (x[last - 1] * x[last - 1]));
        return sum;
    }
}
