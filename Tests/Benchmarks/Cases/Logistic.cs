namespace Adjoint.Benchmarks.Cases;

/// <summary>The loss of one example of a logistic model.</summary>
public static partial class Logistic
{
    /// <summary>−log of the probability of the right class.</summary>
    [Differentiable(nameof(w), nameof(b))]
    public static double Loss(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, double y)
    {
        double z = b;
        for (int i = 0; i < w.Length; i++)
        {
            z += w[i] * x[i];
        }

        return Softplus(z) - y * z;
    }

    private static double Softplus(double z) => Math.Max(z, 0) + double.LogP1(Math.Exp(-Math.Abs(z)));
}
