using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Under <c>Strict</c> every companion's value is that of the method to the last bit, vectors or not.</summary>
public sealed class StrictTests
{
    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i]) * 0.3 + x[i]; s = s * 0.5 + y[i]; } return s;")]
    [InlineData("double m = 0; for (int i = 0; i < x.Length; i++) m = Math.Max(m, Math.Exp(x[i]) * 0.3); return m;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]) * x[i] - 3 * x[i]; for (int i = 0; i < x.Length; i++) s -= Math.Sqrt(Math.Abs(y[i])); return s;")]
    [InlineData("for (int i = 0; i < x.Length; i++) y[i] = Math.Log(x[i] + 2) / (1 + x[i] * x[i]); return y[x.Length - 1] * y[0];")]
    public void Values_are_the_same_to_the_last_bit(string body)
    {
        string source = $$"""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp, Strict = true)]
                public static double F(ReadOnlySpan<double> x, [NoDerivative] Span<double> y) { {{body}} }
            }
            public static class Driver
            {
                public static string Run()
                {
                    Random random = new(5);
                    for (int round = 0; round < 300; round++)
                    {
                        double[] x = new double[1 + round % 41], y = new double[x.Length], z = new double[x.Length], gradient = new double[x.Length];
                        for (int i = 0; i < x.Length; i++) x[i] = 2 * random.NextDouble() - 1;
                        double value = P.F(x, y);
                        if (value != P.FForward(x, z) || !y.AsSpan().SequenceEqual(z)) return "forward " + round;
                        if (value != P.FGradient(x, z, gradient) || !y.AsSpan().SequenceEqual(z)) return "gradient " + round;
                        if (value != P.FJvp(x, z, gradient).Value || !y.AsSpan().SequenceEqual(z)) return "jvp " + round;
                    }

                    return "same";
                }
            }
            """;
        Assert.Equal("same", ExecutionHarness.Compile(source).Run("Driver", "Run"));
    }
}
