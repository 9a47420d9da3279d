using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>A gradient that has run once allocates nothing, whatever kind of array it needs on the way.</summary>
public sealed class WarmAllocationTests
{
    [Theory]
    [InlineData("(double x, int n) { double[,] t = new double[n, 2]; for (int i = 0; i < n; i++) { t[i, 0] = i * x; t[i, 1] = Math.Sin(x) * t[i, 0]; } double s = 0; for (int i = 0; i < n; i++) s += t[i, 0] * t[i, 1]; return s; }", "1.5, 7")]
    [InlineData("(double x, int n) { double[,,] t = new double[n, 2, 3]; for (int i = 0; i < n; i++) t[i, 1, 2] = i * x * x; double s = 0; for (int i = 0; i < n; i++) s += t[i, 1, 2] * t[i, 0, 0] + t[i, 1, 2]; return s; }", "1.5, 7")]
    [InlineData("(double x, int n) { double[][] t = new double[n][]; for (int i = 0; i < n; i++) { t[i] = new double[i + 1]; for (int j = 0; j <= i; j++) t[i][j] = Math.Cos(j * x); } double s = 0; for (int i = 1; i < n; i++) s += t[i][i] * t[i - 1][0] * t[i][1]; return s; }", "1.5, 7")]
    [InlineData("(double x, int n) { double s = 0; for (int k = 0; k < n; k++) { double[][] t = { new double[] { x, k }, new[] { x * x, 2.0 } }; t[0][1] *= s + t[1][0]; s += t[0][1] * t[1][1]; } return s; }", "0.7, 5")]
    [InlineData("(double x, int n) { double[] row = new double[2]; double[][] t = new double[n][]; for (int k = 0; k < n; k++) { double[] fresh = { x * k, x }; t[k] = fresh; row[0] += fresh[1]; double[] last = t[k / 2]; last[1] += row[0]; } double s = 0; foreach (double[] r in t) s += r[0] * r[1]; return s; }", "0.7, 5")]
    [InlineData("(double[,] a, double[,] o) { double s = 0; for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) { o[i, j] = a[i, j] * a[i, j]; s += o[i, j] * a[i, j]; } return s; }", "Grid(0.5), Grid(1)")]
    [InlineData("(double[][] a) { double s = 0; for (int i = 0; i < a.Length; i++) for (int j = 0; j < a[i].Length; j++) { a[i][j] = a[i][j] * a[i][j]; s += a[i][j] * a[i][0]; } return s; }", "Rows(0.5)")]
    public void Gradients_allocate_nothing_once_warm(string function, string arguments)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System;
            using System.Linq;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Check)]
                public static double F{{function}}
            }

            public static class Driver
            {
                private static readonly double[,] Grid1 = Grid(0.5), Grid2 = Grid(1), Grid3 = Grid(0), Grid4 = Grid(0);
                private static readonly double[][] Rows1 = Rows(0.5), Rows2 = Rows(0);

                private static double[,] Grid(double x) => new[,] { { x, 2 * x, 1 }, { 0.25, x * x, 3 } };

                private static double[][] Rows(double x) => [[x, 1], [2 * x, 0.25, x * x], []];

                public static string Run()
                {
                    P.FCheck({{arguments}}).Assert(1e-6);
                    Call();
                    Call();
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Call();
                    return (GC.GetAllocatedBytesForCurrentThread() - before).ToString();
                }

                private static void Call() => P.FGradient({{Kept(arguments)}});
            }
            """);
        Assert.Equal("0", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Arrays_that_exchange_rows_are_followed_no_further() => Assert.Equal("(15.1875, 40.5)", ExecutionHarness.Compile("""
        using System;
        using Adjoint;

        public static partial class P
        {
            [Differentiable]
            public static double F(double x)
            {
                double[][] a = { new[] { x }, new[] { x * x } };
                double[][] b = { new[] { 2 * x }, new[] { 3.0 } };
                double[] one = a[0], other = b[1];
                a[1] = other;
                b[0] = one;
                one[0] *= x;
                return a[0][0] * b[0][0] * a[1][0];
            }

            public static string Run() => FormattableString.Invariant($"{FGradient(1.5)}");
        }
        """).Run("P", "Run"));

    private static string Kept(string arguments) => arguments switch
    {
        "Rows(0.5)" => "Rows1, Rows2",
        "Grid(0.5), Grid(1)" => "Grid1, Grid2, Grid3, Grid4",
        _ => arguments,
    };
}
