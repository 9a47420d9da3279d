using Adjoint.Execution.Tests.Harness;
using Adjoint.Generator;
using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Execution.Tests;

/// <summary>Companions called by differentiated code: derivatives of derivatives, to any depth.</summary>
public sealed class NestedTests
{
    private const string Usings = """
        using System;
        using System.Globalization;
        using Adjoint;

        """;

    [Fact]
    public void The_sixth_derivative_of_the_reciprocal_by_nesting()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable] public static double F0(double x) => 1 / x;
                [Differentiable] public static double F1(double x) => F0Gradient(x).XGradient;
                [Differentiable] public static double F2(double x) => F1Gradient(x).XGradient;
                [Differentiable] public static double F3(double x) => F2Gradient(x).XGradient;
                [Differentiable] public static double F4(double x) => F3Gradient(x).XGradient;
                [Differentiable] public static double F5(double x) => F4Gradient(x).XGradient;
            }

            public static class Driver
            {
                public static string Run()
                {
                    (double fifth, double sixth) = P.F5Gradient(2);
                    return FormattableString.Invariant($"{fifth} {sixth} {P.F5Gradient(-1).XGradient}");
                }
            }
            """);

        // The n-th derivative is (-1)ⁿ n! / x^(n + 1).
        Assert.Equal("-1.875 5.625 -720", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Every_kind_of_companion_nests()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)]
                public static double F(double x, double y) => x * x * x * y;
                [Differentiable] public static double G(double x) => FGradient(x, 2).XGradient;                    // 6x²
                [Differentiable] public static double V(double x) => FVjp(x, 2, 3).XCotangent;                     // 18x²
                [Differentiable] public static double J(double x) { var (v, t) = FJvp(x, 2, 1, x); return t + v; } // 6x² + x⁴ + 2x³
                [Differentiable] public static double H(double x) => FHvp(x, 2, 1, 0).XHvp + FForward(x, 1);       // 12x + x³
                [Differentiable] public static double L(double x) { double s = 0; for (int i = 0; i < 3; i++) s += Slope(x * i); return s; }
                private static double Slope(double x) { var g = FGradient(x, x); return g.XGradient + g.YGradient * g.Value; } // 3x³ + x⁷
            }

            public static class Driver
            {
                public static string Run() => FormattableString.Invariant(
                    $"{P.GGradient(2)} {P.VGradient(2)} {P.JGradient(2)} {P.HGradient(2)} {P.LGradient(1)}");
            }
            """);
        Assert.Equal("(24, 24) (72, 72) (56, 80) (32, 24) (156, 984)", program.Run("Driver", "Run"));
    }

    [Fact]
    public void A_step_of_descent_can_be_differentiated()
    {
        // The loss after a step of gradient descent, with respect to the rate and the point: memory, destinations and accumulation.
        CompiledProgram program = GradientCheck.Run(
            Usings + """
            public static partial class Inner
            {
                [Differentiable(nameof(w))]
                public static double Loss(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
                {
                    double z = 0;
                    for (int i = 0; i < w.Length; i++) z += w[i] * x[i];
                    return Math.Sin(z) * z;
                }
            }

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)]
                public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x, double rate)
                {
                    Span<double> slope = stackalloc double[w.Length];
                    Span<double> moved = stackalloc double[w.Length];
                    double value = Inner.LossGradient(w, x, slope);
                    value += Inner.LossGradient(w, x, slope, accumulate: true);
                    for (int i = 0; i < w.Length; i++) moved[i] = w[i] - rate * slope[i];
                    return Inner.LossGradient(moved, x, slope) + value * 0.1;
                }
            }
            """,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["w"] = "new double[] { 0.5, -1, 2 }", ["x"] = "new double[] { 1, 0.25, -0.5 }", ["rate"] = "0.1" },
            method: "F");
        Assert.Contains("P.F.g.cs", program.Generated.Keys);
    }

    [Fact]
    public void Containers_matrices_tuples_and_out_parameters_go_in_and_out()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            [Differentiable] public sealed partial class Net { public double[] W = { 1, 2 }; public double B = 0.5; }
            public static partial class P
            {
                [Differentiable(nameof(m), nameof(t))]
                public static double Loss(Net net, double[,] m, (double A, int N) t, out double square)
                {
                    double z = net.B + net.W[0] * m[0, 1] + net.W[1] * t.A * t.N;
                    square = z * z;
                    return z * z * z;
                }

                [Differentiable(Derivatives.Gradient | Derivatives.Check, nameof(net), nameof(a))]
                public static double Penalty(Net net, double a)
                {
                    double[,] m = new double[1, 2];
                    double[,] slopes = new double[1, 2];
                    m[0, 1] = a;
                    var (value, t) = LossGradient(net, m, (a, 3), out double square, slopes);
                    return value + t.A * slopes[0, 1] + square;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    P.PenaltyCheck(new Net(), 0.3).Assert(1e-6);
                    return "right";
                }
            }
            """);
        Assert.Equal("right", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Arguments_of_nested_companions_are_checked()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable] public static double F(ReadOnlySpan<double> x) => x[0] * x[0];
                [Differentiable] public static double G(double a, int n)
                {
                    Span<double> x = stackalloc double[n];
                    Span<double> slope = stackalloc double[1];
                    x[0] = a;
                    FGradient(x, n == 3 ? x : slope);
                    return slope[0];
                }
            }

            public static class Driver
            {
                public static string Run() => FormattableString.Invariant($"{P.GGradient(3, 1)} {Refused(2)} {Refused(3)}");

                private static string Refused(int n)
                {
                    try
                    {
                        P.GGradient(3, n);
                        return "";
                    }
                    catch (ArgumentException refused)
                    {
                        return refused.ParamName!;
                    }
                }
            }
            """);
        Assert.Equal("(6, 2) xGradient xGradient", program.Run("Driver", "Run"));
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => x > 100 ? x : FGradient(2 * x).XGradient;", "ADJ0015")]
    [InlineData("[Differentiable] public static double F(double x) => GGradient(x).XGradient; [Differentiable] public static double G(double x) => FGradient(x).XGradient;", "ADJ0015")]
    [InlineData("[Differentiable(Derivatives.Gradient | Derivatives.Check)] public static double G(double x) => x; [Differentiable] public static double F(double x) => x * GCheck(x).Count;", "ADJ0002")]
    [InlineData("[Differentiable] public static double G(double x) => x * x; [Differentiable] public static double F(double x) { Func<double, (double, double)> g = GGradient; return g(x).Item2; }", "ADJ0015")]
    [InlineData("[Differentiable] public static double G(double x) { try { return x; } finally { } } [Differentiable] public static double F(double x) => GGradient(x).XGradient;", "")]
    public void What_cannot_nest_is_refused(string members, string expected)
    {
        CSharpCompilation compilation = ExecutionHarness.Compilation(Usings + "public static partial class P { " + members + " }", new());
        LoweringResult result = CheckedLowering.Lower((IMethodSymbol)compilation.GetSymbolsWithName("F").Single(), compilation, CancellationToken.None);
        Assert.Null(result.Module);
        Assert.Equal(expected, expected.Length == 0 ? result.Rejections.Any() ? "" : "none" : result.Rejections[0].Id);
    }

    [Fact]
    public void The_analyzer_sees_the_same_program_as_the_generator()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static class Outside { [Differentiable] public static double F(double x) => Math.Exp(2 * x); }
            public static partial class P { [Differentiable] public static double G(double x) => Outside.FGradient(x).XGradient; }
            public static class Driver { public static string Run() => FormattableString.Invariant($"{P.GGradient(0)}"); }
            """);
        Assert.Equal("(2, 4)", program.Run("Driver", "Run"));
        IMethodSymbol method = (IMethodSymbol)program.Compilation.GetTypeByMetadataName("P")!.GetMembers("G").Single();
        LoweringResult analyzed = CheckedLowering.Lower(method, program.Compilation, CancellationToken.None);
        CSharpCompilation written = (CSharpCompilation)program.Compilation.RemoveSyntaxTrees(program.Compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
        LoweringResult generated = CheckedLowering.Lower((IMethodSymbol)written.GetTypeByMetadataName("P")!.GetMembers("G").Single(), written, CancellationToken.None);
        Assert.Empty(analyzed.Rejections);
        Assert.Equal(Adjoint.Generator.Ir.Printer.Print(generated.Module!), Adjoint.Generator.Ir.Printer.Print(analyzed.Module!));
    }

    [Fact]
    public void An_edit_of_a_body_reaches_who_calls_its_derivative_and_no_one_else()
    {
        const string Inner = "using Adjoint; public static partial class P { [Differentiable] public static double F(double x) => BODY; [Differentiable] public static double Other(double x) => x; }";
        const string Outer = "using Adjoint; public static partial class Q { [Differentiable] public static double G(double x) => P.FGradient(x).XGradient; }";
        CSharpCompilation before = ExecutionHarness.Compilation(Inner.Replace("BODY", "x * x", StringComparison.Ordinal), new() { Others = [Outer] });
        GeneratorDriver driver = ExecutionHarness.Driver(new()).RunGenerators(before);
        Dictionary<string, string> first = Texts(driver);
        CSharpCompilation after = before.ReplaceSyntaxTree(before.SyntaxTrees[0], CSharpSyntaxTree.ParseText(
            Inner.Replace("BODY", "x * x * x", StringComparison.Ordinal), (CSharpParseOptions)before.SyntaxTrees[0].Options, before.SyntaxTrees[0].FilePath));
        Dictionary<string, string> second = Texts(driver.RunGenerators(after));
        Assert.Equal(["P.F.g.cs", "Q.G.g.cs"], first.Keys.Where(name => first[name] != second[name]).Order(StringComparer.Ordinal));
        Assert.Equal(second.OrderBy(file => file.Key, StringComparer.Ordinal), Texts(ExecutionHarness.Driver(new()).RunGenerators(after)).OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Texts(GeneratorDriver driver) => driver.GetRunResult().Results.Single().GeneratedSources
        .ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);

    [Fact]
    public void Local_functions_of_programs_nest()
    {
        CompiledProgram program = ExecutionHarness.Compile(
            """
            using System;
            using Adjoint;

            Console.WriteLine(GGradient(2));

            [Differentiable] static double F(double x) => x * x * x;
            [Differentiable] static double G(double x) => FGradient(x).XGradient;
            public static class Driver { public static string Run() => System.FormattableString.Invariant($"{Program.GGradient(2)}"); }
            """,
            new() { OutputKind = OutputKind.ConsoleApplication });
        Assert.Equal("(12, 12)", program.Run("Driver", "Run"));
    }
}
