namespace Adjoint.Runtime.Tests;

/// <summary>Scalar references where the library's own cancel (Kahan's formulas).</summary>
internal static class Accurate
{
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1 || double.IsInfinity(u))
        {
            return u == 1 ? x : u;
        }

        return u - 1 == -1 ? -1 : Math.Abs(x) < 1e-5 ? x + (x * x / 2) + (x * x * x / 6) : Math.Abs(x) > 1 ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    public static double LogP1(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : x > 1e17 || u <= 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => double.IsNaN(x) ? x : Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)));
}
