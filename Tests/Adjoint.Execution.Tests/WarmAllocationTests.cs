using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Arrays of rows that the method makes and moves about: warm companions make none of them anew.</summary>
public sealed class WarmAllocationTests
{
    private const string PivotedElimination = """
        const int n = 7; var a = new double[n][];
        for (int i = 0; i < n; i++) { a[i] = new double[n]; for (int j = 0; j < n; j++) a[i][j] = x[(i * 3 + j * 2) % x.Length] + (i == j ? 1 : 0); }
        double det = 1;
        for (int k = 0; k < n; k++)
        {
            int p = k; for (int i = k + 1; i < n; i++) if (Math.Abs(a[i][k]) > Math.Abs(a[p][k])) p = i;
            if (p != k) { (a[k], a[p]) = (a[p], a[k]); det = -det; }
            det *= a[k][k];
            for (int i = k + 1; i < n; i++) { double f = a[i][k] / a[k][k]; for (int j = k; j < n; j++) a[i][j] -= f * a[k][j]; }
        }
        return det;
        """;

    private const string Rotation = """
        var rows = new double[3][]; var spare = new double[1][];
        for (int i = 0; i < 3; i++) { rows[i] = new double[2]; rows[i][0] = x[i]; rows[i][1] = x[i] * x[i]; }
        double s = 0;
        for (int t = 0; t < 5; t++)
        {
            spare[0] = rows[0]; rows[0] = rows[1]; rows[1] = rows[2]; rows[2] = spare[0];
            rows[0][1] *= rows[2][0]; s += rows[1][1] * rows[0][1];
        }
        return s;
        """;

    private const string RowsOfEachTurn = """
        double s = 0;
        for (int t = 0; t < 4; t++)
        {
            var rows = new double[3][];
            for (int i = 0; i < 3; i++) { rows[i] = new double[2]; rows[i][0] = x[i] * (t + 1); rows[i][1] = x[i]; }
            for (int i = 1; i < 3; i++) if (rows[i][0] > rows[0][0]) (rows[0], rows[i]) = (rows[i], rows[0]);
            s += rows[0][0] * rows[1][1] * rows[2][0];
        }
        return s;
        """;

    [Theory]
    [InlineData(PivotedElimination)]
    [InlineData(Rotation)]
    [InlineData(RowsOfEachTurn)]
    public void Rows_that_change_places_are_made_once(string body)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System;
            using System.Globalization;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Hessian | Derivatives.Check)]
                public static double F(ReadOnlySpan<double> x)
                {
                    {{body}}
                }

                public static string Run()
                {
                    double[] x = { 0.5, -1.25, 2, 0.75, 1.5, -0.25, 3 }, gradient = new double[7], hessian = new double[49];
                    FCheck(x).Assert(1e-5);
                    long ofGradient = 0, ofHessian = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        long start = GC.GetAllocatedBytesForCurrentThread();
                        FGradient(x, gradient);
                        ofGradient = GC.GetAllocatedBytesForCurrentThread() - start;
                        start = GC.GetAllocatedBytesForCurrentThread();
                        FHessian(x, hessian);
                        ofHessian = GC.GetAllocatedBytesForCurrentThread() - start;
                    }

                    return string.Create(CultureInfo.InvariantCulture, $"{ofGradient} {ofHessian}");
                }
            }
            """);
        Assert.Equal("0 0", program.Run("P", "Run"));
    }

    [Theory]
    [InlineData("double s = 0; var kept = new double[2][]; kept[0] = new double[3]; kept[1] = new double[3];"
        + " for (int t = 0; t < 4; t++) { var rows = new double[2][]; for (int i = 0; i < 2; i++) { rows[i] = new double[3]; for (int j = 0; j < 3; j++) rows[i][j] = x[j] * (t + i + 1); }"
        + " if (x[t] > 0) (kept[0], rows[1]) = (rows[1], kept[0]); rows[1][2] += kept[1][0]; kept[1][0] += rows[0][0] * rows[1][1]; s += kept[0][2] * rows[1][2]; } return s * kept[0][1];")]
    [InlineData("double s = 0; var kept = new double[2][]; kept[0] = new double[3]; for (int t = 0; t < 4; t++) { double[] row = new double[3]; for (int j = 0; j < 3; j++) row[j] = x[j] * x[t];"
        + " kept[1] = row; (kept[0], kept[1]) = (kept[1], kept[0]); kept[1][0] += x[t]; s += kept[0][1] * kept[1][0]; } return s + kept[0][2];")]
    public void Rows_that_outlive_their_turn_are_kept(string body)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double F(ReadOnlySpan<double> x) { {{body}} }

                public static void Run() => FCheck(new double[] { 0.5, -1.25, 2, 0.75 }).Assert(1e-5);
            }
            """);
        program.Run("P", "Run");
    }
}
