using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FCheck</c>: it passes right gradients, directional and second derivatives, over every kind of parameter.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Right_gradients_pass()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            [Differentiable]
            public sealed partial class Line
            {
                public double[] Slopes = { 1, 2 };
                public double Intercept = 0.5;
            }

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double F(
                    ReadOnlySpan<double> w, double[] v, Span<double> s, double[,] m, double[][] rows, Line line, Rows<double> batch,
                    ref double r, in double x, (double A, int N) t, int n)
                {
                    s[0] *= x;
                    r *= 2;
                    double z = w[0] * v[1] + s[0] * m[1, 0] * rows[0][1] + r * r + t.A * t.N + n * x;
                    for (int i = 0; i < batch.Count; i++)
                    {
                        ReadOnlySpan<double> row = batch[i];
                        z += line.Slopes[0] * row[0] + line.Slopes[1] * row[1] * line.Intercept;
                    }

                    return Math.Sin(z);
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double r = 0.75;
                    CheckResult result = P.FCheck(
                        new double[] { 1.5 }, new double[] { 2, 0.25 }, new double[] { 0.5 }, new double[,] { { 1, 2 }, { 0.125, 4 } },
                        new double[][] { new double[] { 1, 0.5 }, new double[] { 2 } }, new Line(), new Rows<double>(new double[] { 1, 2, 3, 4 }, 2),
                        ref r, 0.3, (0.2, 2), 3);
                    result.Assert(1e-6);
                    return result.Count.ToString() + " " + r.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            """);
        Assert.Equal("63 0.75", program.Run("Driver", "Run"));
    }
}
