using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FCheck</c>: it passes right gradients, and leaves the arguments as they were.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Right_gradients_pass()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Check)]
                public static double F(ReadOnlySpan<double> w, double[] v, Span<double> s, ref double r, in double x, int n)
                {
                    s[0] *= x;
                    r *= 2;
                    return Math.Sin(w[0] * v[1] + s[0] * v[0] + r * r + n * x);
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double r = 0.75;
                    double[] s = { 0.5 };
                    CheckResult result = P.FCheck(new double[] { 1.5 }, new double[] { 2, 0.25 }, s, ref r, 0.3, 3);
                    result.Assert(1e-6);
                    return FormattableString.Invariant($"{result.Count} {r} {s[0]}");
                }
            }
            """);
        Assert.Equal("6 0.75 0.5", program.Run("Driver", "Run"));
    }
}
