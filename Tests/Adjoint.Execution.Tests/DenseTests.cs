using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FJacobian</c> and <c>FHessian</c>: closed forms, every kind of row and column, and what they leave in memory.</summary>
public sealed class DenseTests
{
    private const string Usings = """
        using System;
        using System.Globalization;
        using System.Linq;
        using Adjoint;

        """;

    [Fact]
    public void The_Hessian_of_a_polynomial()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Hessian)]
                public static double F(double a, ReadOnlySpan<double> x, int n) => a * a * x[0] * x[1] + n * x[1] * x[1] * x[1];
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] hessian = new double[9];
                    P.FHessian(2, new double[] { 3, 5 }, 7, hessian);
                    return string.Join(" ", hessian);
                }
            }
            """);
        Assert.Equal("30 20 12 20 0 4 12 4 210", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Calls_of_the_framework_on_integers_may_be_repeated()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Hessian)]
                public static double F(double[] x, int lowest)
                {
                    double[] bins = new double[3];
                    for (int i = 0; i < x.Length; i++) bins[Math.Clamp(i * Math.Max((byte)i, (byte)1), lowest, 2)] += x[i];
                    return bins[1] * bins[1] * bins[2];
                }

                public static string Run()
                {
                    double[] hessian = new double[9];
                    FHessian([2, 3, 5], 1, hessian);
                    return string.Join(" ", hessian);
                }
            }
            """);
        Assert.Equal("10 10 10 10 10 10 10 10 0", program.Run("P", "Run"));
    }

    [Theory]
    [InlineData("object? o = null; return x * x * (o is null ? 1 : 2);")]
    [InlineData("string s = \"ab\"; return x * x * (s == \"ab\" ? 1 : 2);")]
    [InlineData("return x * x * (\"a\".Length + 1.0.CompareTo(2.0) + (2.Equals(2) ? 1 : 0));")]
    [InlineData("return x * x * (System.Numerics.BitOperations.PopCount(4u) + (char.IsDigit('x') ? 1 : 0));")]
    public void What_always_gives_the_same_may_be_asked_for_each_column(string body)
    {
        CompiledProgram program = ExecutionHarness.Compile("#nullable enable\n" + Usings
            + "public static partial class P { [Differentiable(Derivatives.Hessian)] public static double F(double x) { " + body + " } "
            + "public static double Run() { double[] h = new double[1]; FHessian(3, h); return h[0]; } }");
        Assert.Equal(2.0, program.Run("P", "Run"));
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    [InlineData(0, 3)]
    public void The_Jacobian_of_a_map_is_right_by_rows_and_by_columns(int rows, int columns)
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + $$"""
            public static partial class P
            {
                [Differentiable(Derivatives.Jacobian)]
                public static void F(ReadOnlySpan<double> x, Span<double> y)
                {
                    for (int i = 0; i < y.Length; i++)
                    {
                        y[i] *= 0;
                        for (int j = 0; j < x.Length; j++) y[i] += x[j] * x[j] * (i + 1);
                    }
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] x = new double[{{columns}}], y = new double[{{rows}}], jacobian = new double[x.Length * y.Length];
                    for (int j = 0; j < x.Length; j++) x[j] = j + 1;
                    P.FJacobian(x, y, jacobian);
                    for (int i = 0; i < y.Length; i++)
                    {
                        if (y[i] != x.Sum(item => item * item) * (i + 1)) return "value";
                        for (int j = 0; j < x.Length; j++)
                            if (jacobian[i * x.Length + j] != 2 * x[j] * (i + 1)) return $"{i} {j}: {jacobian[i * x.Length + j]}";
                    }

                    return "right";
                }
            }
            """);
        Assert.Equal("right", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Every_kind_of_column_agrees_with_the_products()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Jvp | Derivatives.Hvp | Derivatives.Jacobian | Derivatives.Hessian)]
                public static double F(double a, double[] v, double[,] m, double[][] j, Rows<double> rows, ref double r, (double A, int N) t, Span<double> s, out double y)
                {
                    s[0] += a * v[1];
                    s[1] = s[0] * r;
                    v[0] *= t.A * t.N;
                    r = r * r + m[1, 0] * j[1][0];
                    double z = Math.Sin(s[1] + r) * v[0] + j[0][1] * m[0, 1] * a;
                    for (int i = 0; i < rows.Count; i++) z += rows[i][0] * rows[i][1] * t.A;
                    y = z * z;
                    return z;
                }
            }

            public static class Driver
            {
                private const int Columns = 1 + 2 + 4 + 3 + 4 + 1 + 1, Rows = 1 + 2;

                public static string Run()
                {
                    double[] v = { 0.5, 2 }, s = { 0.25, 1 }, batch = { 1, 2, 3, 4 };
                    double[,] m = { { 1, 2 }, { 0.5, 4 } };
                    double[][] j = { new[] { 1.5, 0.75 }, new[] { 0.3 } };
                    double r = 0.7;
                    double[] jacobian = new double[Rows * Columns], hessian = new double[Columns * Columns];
                    double[] w = (double[])v.Clone(), q = (double[])s.Clone();
                    double after = r;
                    P.FJacobian(1.5, w, m, j, new(batch, 2), ref after, (0.4, 3), q, out double y, jacobian);
                    double[] w2 = (double[])v.Clone(), q2 = (double[])s.Clone();
                    double after2 = r;
                    P.FHessian(1.5, w2, m, j, new(batch, 2), ref after2, (0.4, 3), q2, out double y2, hessian);
                    if (!w.SequenceEqual(w2) || !q.SequenceEqual(q2) || after != after2 || y != y2 || w[0] == v[0] || after == r) return "memory";
                    for (int column = 0; column < Columns; column++)
                    {
                        double[] unit = new double[Columns];
                        unit[column] = 1;
                        double[] v1 = (double[])v.Clone(), s1 = (double[])s.Clone(), dv = unit[1..3], ds = new double[2], hs = new double[2];
                        double[,] dm = { { unit[3], unit[4] }, { unit[5], unit[6] } }, hm = new double[2, 2];
                        double[][] dj = { unit[7..9], unit[9..10] }, hj = { new double[2], new double[1] };
                        double r1 = r, dr = unit[14], hr = 0;
                        double[] hv = new double[2], hrows = new double[4];
                        var moved = P.FJvp(1.5, v1, m, j, new(batch, 2), ref r1, (0.4, 3), s1, out _, unit[0], dv, dm, dj, unit[10..14], ref dr, (unit[15], 0), ds, out _);
                        double[] expected = { moved.Tangent, ds[0], ds[1] };
                        for (int row = 0; row < Rows; row++)
                            if (Math.Abs(jacobian[row * Columns + column] - expected[row]) > 1e-12) return $"jacobian {row} {column}";
                        v1 = (double[])v.Clone(); s1 = (double[])s.Clone(); dv = unit[1..3]; ds = new double[2]; r1 = r; dr = unit[14];
                        var bent = P.FHvp(1.5, v1, m, j, new(batch, 2), ref r1, (0.4, 3), s1, out _, unit[0], dv, dm, dj, unit[10..14], ref dr, (unit[15], 0), ds, out _, hv, hm, hj, hrows, ref hr, hs);
                        double[] line = [bent.AHvp, .. hv, hm[0, 0], hm[0, 1], hm[1, 0], hm[1, 1], .. hj[0], .. hj[1], .. hrows, hr, bent.THvp.A];
                        for (int other = 0; other < Columns; other++)
                        {
                            if (Math.Abs(hessian[column * Columns + other] - line[other]) > 1e-12) return $"hessian {column} {other}: {hessian[column * Columns + other]} {line[other]}";
                            if (Math.Abs(hessian[column * Columns + other] - hessian[other * Columns + column]) > 1e-12) return $"symmetry {column} {other}";
                        }
                    }

                    return "right";
                }
            }
            """);
        Assert.Equal("right", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Tuples_are_rows_and_mixed_precision_is_double()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Jacobian)]
                public static (float A, double B) F(float x, double y) => (x * x, x * y);
                [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
                public static float G(ReadOnlySpan<float> x) => x[0] * x[1] * x[1];
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] jacobian = new double[4];
                    P.FJacobian(2, 3, jacobian);
                    float[] row = new float[2], hessian = new float[4];
                    P.GJacobian(new float[] { 2, 3 }, row);
                    P.GHessian(new float[] { 2, 3 }, hessian);
                    return string.Join(" ", jacobian) + " | " + string.Join(" ", row) + " | " + string.Join(" ", hessian);
                }
            }
            """);
        Assert.Equal("4 0 3 2 | 9 12 | 0 6 6 4", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Warm_calls_allocate_nothing()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
                public static double F(ReadOnlySpan<double> x, Span<double> y)
                {
                    double s = 1;
                    for (int i = 0; i < x.Length; i++) { s = Math.Sin(s * x[i]) + y[i]; y[i] = s * s; }
                    return s;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] x = new double[12], y = new double[12], jacobian = new double[13 * 12], hessian = new double[144];
                    Array.Fill(x, 0.9);
                    long before = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        before = GC.GetAllocatedBytesForCurrentThread();
                        P.FJacobian(x, y, jacobian);
                        P.FHessian(x, y, hessian);
                    }

                    return (GC.GetAllocatedBytesForCurrentThread() - before).ToString(CultureInfo.InvariantCulture);
                }
            }
            """);
        Assert.Equal("0", program.Run("Driver", "Run"));
    }

    [Theory]
    [InlineData("P.FHessian(x, new double[3])", "hessian")]
    [InlineData("P.FHessian(x, x)", "hessian")]
    [InlineData("P.FJacobian(x, new double[1])", "jacobian")]
    public void The_matrix_is_checked_before_anything_is_written(string call, string parameter)
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + $$"""
            public static partial class P { [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double F(ReadOnlySpan<double> x) => x[0] * x[0]; }
            public static class Driver
            {
                public static string Run()
                {
                    double[] x = { 2{{(call.Contains("x, x", StringComparison.Ordinal) ? "" : ", 3")}} };
                    try
                    {
                        {{call}};
                    }
                    catch (ArgumentException refused)
                    {
                        return refused.ParamName!;
                    }

                    return "";
                }
            }
            """);
        Assert.Equal(parameter, program.Run("Driver", "Run"));
    }

    [Theory]
    [InlineData("Derivatives.Hessian", "void F(Span<double> y, double a) { y[0] = a; }", "ADJ0032")]
    [InlineData("Derivatives.Hessian", "double F(Net net) => net.B * net.B;", "ADJ0032")]
    [InlineData("Derivatives.Jacobian", "double[] F(double[] x) => x;", "ADJ0032")]
    [InlineData("Derivatives.Jacobian", "double F(Span<double> x) => x[0];", "ADJ0032")]
    [InlineData("Derivatives.Jacobian", "int F(double x) => 1;", "ADJ0032")]
    [InlineData("Derivatives.Hessian", "double F(double x) { Console.WriteLine(x); return x; }", "ADJ0021")]
    public void What_has_no_matrix_is_refused(string set, string method, string id)
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => ExecutionHarness.Compile(
            Usings + "[Differentiable] public sealed partial class Net { public double B; } public static partial class P { [Differentiable(" + set + ")] public static " + method + " public static object G => P.FForward; }"));
        Assert.Contains(id, refused.Message, StringComparison.Ordinal);
    }
}
