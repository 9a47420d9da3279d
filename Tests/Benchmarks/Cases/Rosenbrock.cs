namespace Adjoint.Benchmarks.Cases;

/// <summary>Rosenbrock's valley in many dimensions.</summary>
public static partial class Rosenbrock
{
    /// <summary>Σ 100 (x[i+1] − x[i]²)² + (1 − x[i])².</summary>
    [Differentiable]
    public static double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double t = x[i + 1] - (x[i] * x[i]);
            double u = 1 - x[i];
            sum += (100 * t * t) + (u * u);
        }

        return sum;
    }
}
