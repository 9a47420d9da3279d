using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FHvp</c>: closed forms, every kind of parameter, and what it leaves in memory.</summary>
public sealed class SecondOrderTests
{
    private const string Usings = """
        using System;
        using System.Globalization;
        using Adjoint;

        """;

    [Fact]
    public void A_quadratic_form_has_its_matrix()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Hvp, nameof(x))]
                public static double F(ReadOnlySpan<double> x, double[,] a)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++)
                        for (int j = 0; j < x.Length; j++) sum += 0.5 * x[i] * a[i, j] * x[j];
                    return sum;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] hvp = { 9, 9 };
                    double value = P.FHvp(new double[] { 1, 2 }, new double[,] { { 2, 3 }, { 3, -4 } }, new double[] { 1, -1 }, hvp);
                    return FormattableString.Invariant($"{value} {hvp[0]} {hvp[1]}");
                }
            }
            """);
        Assert.Equal("-1 -1 7", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Scalars_tuples_and_nullables_get_theirs_back()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Hvp)]
                public static double F(double x, (double A, int N) t, double? m) => x * x * x + t.A * t.A * t.N * x + (m ?? 1) * x * x;
            }

            public static class Driver
            {
                public static string Run()
                {
                    var (value, x, t, m) = P.FHvp(2, (3, 5), 0.5, 1, (2, 0), 4);
                    var none = P.FHvp(2, (3, 5), null, 1, (0, 0), null);
                    return FormattableString.Invariant($"{value} {x} {t.A} {t.N} {m} {none.XHvp} {none.MHvp.HasValue}");
                }
            }
            """);

        // f = x³ + A²Nx + mx²: along (1, 2, 4) the gradient moves by (6x + 2m + 2AN·2 + 2x·4, 2AN + 2Nx·2, 2x).
        Assert.Equal("100 89 70 0 4 14 False", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Containers_are_moved_and_filled_whole()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            [Differentiable] public sealed partial class Dense { public double[] W = { 1, 2, 3, 4 }; public double B = 0.5; }
            [Differentiable] public sealed partial class Net { public Dense First = new(), Second = new(); }
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double Loss(Net net, Rows<double> points, int n)
                {
                    double sum = 0;
                    for (int i = 0; i < points.Count; i++)
                    {
                        double e = Layer(net.Second, points[i]) * Layer(net.First, points[i]) - Deep(net.First, points[i][0], n);
                        sum += e * e;
                    }

                    return sum / points.Count;
                }

                private static double Layer(Dense layer, ReadOnlySpan<double> x)
                {
                    double z = layer.B;
                    for (int i = 0; i < x.Length; i++) z += layer.W[i] * x[i];
                    return Math.Tanh(z);
                }

                private static double Deep(Dense layer, double x, int n) => n == 0 ? x : Math.Sin(Deep(layer, x * layer.W[n], n - 1) * layer.B);
            }

            public static class Driver
            {
                public static string Run()
                {
                    CheckResult result = P.LossCheck(new Net(), new Rows<double>(new double[] { 0.1, 0.2, -0.3, 0.1, 0.5, -0.25, 0.125, 0.3 }, 4), 3);
                    result.Assert(1e-6);
                    return result.Count.ToString(CultureInfo.InvariantCulture);
                }
            }
            """);
        Assert.Equal("54", program.Run("Driver", "Run"));
        Assert.DoesNotContain("ZerosLike", program.Generated["P.Loss.g.cs"].Split("LossCheck")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Written_memory_ends_as_the_method_leaves_it_and_so_does_its_tangent()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Hvp)]
                public static double F(Span<double> x, ref double r, out double y)
                {
                    x[0] *= x[1];
                    r = r * x[0];
                    y = r * r;
                    return x[0] * r;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] x = { 2, 3 }, tangent = { 1, 0 }, hvp = { 9, 9 };
                    double r = 0.5, rTangent = 0, rHvp = 9;
                    double value = P.FHvp(x, ref r, out double y, tangent, ref rTangent, out double yTangent, hvp, ref rHvp);
                    return FormattableString.Invariant($"{value} {x[0]} {tangent[0]} {r} {rTangent} {y} {yTangent} {hvp[0]} {hvp[1]} {rHvp}");
                }
            }
            """);

        // f = x²y²r: along x the gradient moves by (2y²r, 4xyr, 2xy²).
        Assert.Equal("18 6 3 3 1.5 9 9 9 12 36", program.Run("Driver", "Run"));
    }

    [Theory]
    [InlineData("P.FHvp(x, new double[1], hvp)", "xTangent")]
    [InlineData("P.FHvp(x, t, new double[1])", "xHvp")]
    [InlineData("P.FHvp(x, t, t)", "xHvp")]
    [InlineData("P.FHvp(x, t, x)", "xHvp")]
    [InlineData("P.FHvp(x, x, hvp)", "")]
    public void Arguments_are_checked_before_anything_is_written(string call, string parameter)
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + $$"""
            public static partial class P { [Differentiable(Derivatives.Hvp)] public static double F(ReadOnlySpan<double> x) => x[0] * x[0] * x[1]; }
            public static class Driver
            {
                public static string Run()
                {
                    double[] x = { 2, 3 }, t = { 1, 0 }, hvp = { 9, 9 };
                    try
                    {
                        {{call}};
                    }
                    catch (ArgumentException refused)
                    {
                        return hvp[0] == 9 ? refused.ParamName! : "too late";
                    }

                    return "";
                }
            }
            """);
        Assert.Equal(parameter, program.Run("Driver", "Run"));
    }

    [Fact]
    public void Second_derivatives_of_a_loop_allocate_nothing_when_warm()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Hvp)]
                public static double F(ReadOnlySpan<double> x, double b)
                {
                    Span<double> h = stackalloc double[x.Length];
                    double s = 1;
                    for (int i = 0; i < x.Length; i++) { s = Math.Sin(s * x[i]) + b; h[i] = s * s; }
                    while (s < 3) s = s * 1.5 + h[0] * b;
                    return s + h[^1];
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double[] x = new double[50], t = new double[50], hvp = new double[50];
                    Array.Fill(x, 0.9);
                    Array.Fill(t, 0.1);
                    P.FHvp(x, 0.5, t, 1, hvp);
                    P.FHvp(x, 0.5, t, 1, hvp);
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    P.FHvp(x, 0.5, t, 1, hvp);
                    return (GC.GetAllocatedBytesForCurrentThread() - before).ToString(CultureInfo.InvariantCulture);
                }
            }
            """);
        Assert.Equal("0", program.Run("Driver", "Run"));
    }

    [Fact]
    public void A_method_without_a_number_has_no_second_derivative()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => ExecutionHarness.Compile(
            Usings + "public static partial class P { [Differentiable(Derivatives.Hvp)] public static void F(Span<double> x) { x[0] *= 2; } public static object G => P.FHvp; }"));
        Assert.Contains("ADJ0032", refused.Message, StringComparison.Ordinal);
    }
}
