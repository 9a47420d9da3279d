using System.Runtime.Intrinsics;

namespace Adjoint.Benchmarks.Hand;

/// <summary>The gradient of <see cref="Cases.Logistic"/>, by hand.</summary>
internal static class HandLogistic
{
    /// <summary>In plain loops.</summary>
    public static (double Value, double BGradient) Scalar(
        ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, double y, Span<double> wGradient)
    {
        double z = b;
        for (int i = 0; i < w.Length; i++)
        {
            z += w[i] * x[i];
        }

        (double value, double dz) = Head(z, y);
        for (int i = 0; i < wGradient.Length; i++)
        {
            wGradient[i] = dz * x[i];
        }

        return (value, dz);
    }

    /// <summary>In registers of 512 bits.</summary>
    public static (double Value, double BGradient) Vector(
        ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, double y, Span<double> wGradient)
    {
        int width = Vector512<double>.Count;
        int i = 0;
        Vector512<double> sum = Vector512<double>.Zero;
        for (; i <= w.Length - width; i += width)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(w[i..]), Vector512.Create(x[i..]), sum);
        }

        double z = b + Vector512.Sum(sum);
        for (; i < w.Length; i++)
        {
            z += w[i] * x[i];
        }

        (double value, double dz) = Head(z, y);
        Vector512<double> factor = Vector512.Create(dz);
        for (i = 0; i <= w.Length - width; i += width)
        {
            (factor * Vector512.Create(x[i..])).CopyTo(wGradient[i..]);
        }

        for (; i < w.Length; i++)
        {
            wGradient[i] = dz * x[i];
        }

        return (value, dz);
    }

    private static (double Value, double Derivative) Head(double z, double y)
    {
        double e = Math.Exp(-Math.Abs(z));
        double probability = z >= 0 ? 1 / (1 + e) : e / (1 + e);
        return (Math.Max(z, 0) + double.LogP1(e) - (y * z), probability - y);
    }
}
