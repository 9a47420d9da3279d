using Adjoint.Execution.Tests.Harness;
using Adjoint.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Execution.Tests;

/// <summary>The declarations of companions, to the letter of the contract: each is a function of F's declaration alone.</summary>
public sealed class CompanionSignatureTests
{
    public static TheoryData<string, string> Table => new()
    {
        // Values.
        { "[D] double F(double x)", "(double Value, double XGradient) FGradient(double x)" },
        { "[D] float F(float x, float y)", "(float Value, float XGradient, float YGradient) FGradient(float x, float y)" },
        { "[D] double F(double x, int n)", "(double Value, double XGradient) FGradient(double x, int n)" },
        { "[D] double F(in double x)", "(double Value, double XGradient) FGradient(in double x)" },
        { "[D] double F(double? x)", "(double Value, double? XGradient) FGradient(double? x)" },
        { "[D] double F((double A, int N) t)", "(double Value, (double A, int N) TGradient) FGradient((double A, int N) t)" },
        { "[D(\"x\")] double F(double x, double y)", "(double Value, double XGradient) FGradient(double x, double y)" },
        { "[D] double F(double x, [NoDerivative] double y)", "(double Value, double XGradient) FGradient(double x, double y)" },
        { "[D] double F(double @class)", "(double Value, double ClassGradient) FGradient(double @class)" },

        // Memory.
        { "[D] double F(ReadOnlySpan<double> w)", "double FGradient(ReadOnlySpan<double> w, Span<double> wGradient, bool accumulate = false)" },
        { "[D] double F(Span<float> w, double b)", "(double Value, double BGradient) FGradient(Span<float> w, double b, Span<float> wGradient, bool accumulate = false)" },
        { "[D] double F(double[] w)", "double FGradient(double[] w, Span<double> wGradient, bool accumulate = false)" },
        { "[D] double F(double[,] w)", "double FGradient(double[,] w, double[,] wGradient, bool accumulate = false)" },
        { "[D] double F(double[][] w)", "double FGradient(double[][] w, double[][] wGradient, bool accumulate = false)" },
        { "[D] double F(ref double r)", "double FGradient(ref double r, ref double rGradient, bool accumulate = false)" },
        { "[D] double F(ReadOnlySpan<int> k, ReadOnlySpan<double> w)", "double FGradient(ReadOnlySpan<int> k, ReadOnlySpan<double> w, Span<double> wGradient, bool accumulate = false)" },
        { "[D] double F(Net net)", "double FGradient(Net net, Net netGradient, bool accumulate = false)" },
        { "[D] double F(double x, out double y)", "(double Value, double XGradient) FGradient(double x, out double y)" },

        // params and defaults stay where nothing follows.
        { "[D] double F(double x, int n = 3)", "(double Value, double XGradient) FGradient(double x, int n = 3)" },
        { "[D] double F(params double[] w)", "double FGradient(double[] w, Span<double> wGradient, bool accumulate = false)" },
        { "[D(\"x\")] double F(double x, params int[] n)", "(double Value, double XGradient) FGradient(double x, params int[] n)" },
        { "[D] double F(double[] w, int n = 3)", "double FGradient(double[] w, int n, Span<double> wGradient, bool accumulate = false)" },

        // A name that is taken gets an underscore.
        { "[D(\"w\")] double F(double[] w, double[] wGradient)", "double FGradient(double[] w, double[] wGradient, Span<double> wGradient_, bool accumulate = false)" },
        { "[D] double F(double value, double Value)", "(double Value, double ValueGradient, double ValueGradient_) FGradient(double value, double Value)" },
        { "[D(\"w\")] double F(double[] w, bool accumulate)", "double FGradient(double[] w, bool accumulate, Span<double> wGradient, bool accumulate_ = false)" },

        // Vjp.
        { "[D(Derivatives.Vjp)] double F(double x)", "double FVjp(double x, double cotangent)" },
        { "[D] void F(Span<double> y, double a)", "double FVjp(Span<double> y, double a, Span<double> yCotangent)" },
        { "[D] void F(double[] y)", "void FVjp(double[] y, Span<double> yCotangent)" },
        { "[D] (double, double) F(double x, double y)", "(double XCotangent, double YCotangent) FVjp(double x, double y, (double, double) cotangent)" },
        { "[D] double[] F(double[] x)", "void FVjp(double[] x, double[] cotangent, Span<double> xCotangent)" },
        { "[D] int F(double x, out double y)", "double FVjp(double x, out double y, double yCotangent)" },
        { "[D] void F(double x, out double y, ref double r)", "double FVjp(double x, out double y, ref double r, double yCotangent, ref double rCotangent)" },

        // Jvp.
        { "[D(Derivatives.Jvp)] double F(double x, int n)", "(double Value, double Tangent) FJvp(double x, int n, double xTangent)" },
        { "[D(Derivatives.Jvp)] double F(ReadOnlySpan<double> x, Span<double> y, double[] z)", "(double Value, double Tangent) FJvp(ReadOnlySpan<double> x, Span<double> y, double[] z, ReadOnlySpan<double> xTangent, Span<double> yTangent, Span<double> zTangent)" },
        { "[D(Derivatives.Jvp)] void F(Span<double> y, double a)", "void FJvp(Span<double> y, double a, Span<double> yTangent, double aTangent)" },

        // Hvp.
        { "[D(Derivatives.Hvp)] double F(double x, int n)", "(double Value, double XHvp) FHvp(double x, int n, double xTangent)" },
        { "[D(Derivatives.Hvp)] double F(ReadOnlySpan<double> x, float b)", "(double Value, float BHvp) FHvp(ReadOnlySpan<double> x, float b, ReadOnlySpan<double> xTangent, float bTangent, Span<double> xHvp)" },
        { "[D(Derivatives.Hvp)] float F(Span<float> x, float[] y)", "float FHvp(Span<float> x, float[] y, Span<float> xTangent, Span<float> yTangent, Span<float> xHvp, Span<float> yHvp)" },
        { "[D(Derivatives.Hvp)] double F(double[,] m, double[][] j, Net net)", "double FHvp(double[,] m, double[][] j, Net net, double[,] mTangent, double[][] jTangent, Net netTangent, double[,] mHvp, double[][] jHvp, Net netHvp)" },
        { "[D(Derivatives.Hvp)] double F(ref double r, out double y, in double x)", "(double Value, double XHvp) FHvp(ref double r, out double y, in double x, ref double rTangent, out double yTangent, double xTangent, ref double rHvp)" },
        { "[D(Derivatives.Hvp)] double F(double? x, (double A, int N) t)", "(double Value, double? XHvp, (double A, int N) THvp) FHvp(double? x, (double A, int N) t, double? xTangent, (double A, int N) tTangent)" },
        { "[D(Derivatives.Hvp, \"w\")] double F(double[] w, double[] wHvp)", "double FHvp(double[] w, double[] wHvp, Span<double> wTangent, Span<double> wHvp_)" },
        { "[D(Derivatives.Hvp)] double F(double x, params double[] w)", "(double Value, double XHvp) FHvp(double x, double[] w, double xTangent, Span<double> wTangent, Span<double> wHvp)" },
        { "[D(Derivatives.Hvp)] double F(Rows<double> rows, [NoDerivative] Span<double> scratch)", "double FHvp(Rows<double> rows, Span<double> scratch, ReadOnlySpan<double> rowsTangent, Span<double> rowsHvp)" },

        // Jacobian and Hessian.
        { "[D(Derivatives.Hessian)] double F(double x, int n)", "void FHessian(double x, int n, Span<double> hessian)" },
        { "[D(Derivatives.Hessian)] float F(ReadOnlySpan<float> x, Span<float> y, out float z)", "void FHessian(ReadOnlySpan<float> x, Span<float> y, out float z, Span<float> hessian)" },
        { "[D(Derivatives.Jacobian)] void F(float[] x, Span<double> jacobian)", "void FJacobian(float[] x, Span<double> jacobian, Span<double> jacobian_)" },
        { "[D(Derivatives.Jacobian)] (float A, float B) F(float x, params float[] y)", "void FJacobian(float x, float[] y, Span<float> jacobian)" },

        // Batches.
        { "[D(Derivatives.Batch)] double F(double x, in float y, int n, [Uniform] double a, [Uniform] double[] w, double values = 2)", "void FBatch(ReadOnlySpan<double> x, ReadOnlySpan<float> y, ReadOnlySpan<int> n, double a, double[] w, ReadOnlySpan<double> values, Span<double> values_)" },
        { "[D(Derivatives.Batch)] double F(double x, in float y, int n, [Uniform] double a, [Uniform] double[] w)", "double FGradientBatch(ReadOnlySpan<double> x, ReadOnlySpan<float> y, ReadOnlySpan<int> n, double a, double[] w, Span<double> values, Span<double> xGradient, Span<float> yGradient, Span<double> wGradient)" },
        { "[D(Derivatives.Batch)] float F([NoDerivative] double x, float y)", "void FGradientBatch(ReadOnlySpan<double> x, ReadOnlySpan<float> y, Span<float> values, Span<float> yGradient)" },
        { "[D(Derivatives.Batch)] double F(double x, [Uniform] double a, [Uniform] (double, int) b)", "(double AGradient, (double, int) BGradient) FGradientBatch(ReadOnlySpan<double> x, double a, (double, int) b, Span<double> values, Span<double> xGradient)" },

        // Check, and the value.
        { "[D(Derivatives.Gradient | Derivatives.Check)] double F(double x, int n = 2)", "CheckResult FCheck(double x, int n, double step = 0)" },
        { "[D(Derivatives.None)] double F(double x, params int[] n)", "double FForward(double x, params int[] n)" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Declaration_gives_companion(string declaration, string companion)
    {
        string source = declaration.Replace("[D", "[Differentiable", StringComparison.Ordinal);
        int head = source.IndexOf("] ", StringComparison.Ordinal) + 2;
        Assert.Contains(companion, Declarations(source.Insert(head, "public static ") + " => throw new InvalidOperationException();"));
    }

    [Theory]
    [InlineData("public static", "private")]
    [InlineData("public static", "internal")]
    [InlineData("public static", "public")]
    [InlineData("public", "public")]
    public void Companions_have_the_modifiers_of_the_method(string type, string accessibility)
    {
        string modifiers = accessibility + (type == "public" ? " " : " static ");
        string owner = type == "public" ? "[Differentiable] public sealed partial class P { public double B; " : "public static partial class P { ";
        IEnumerable<MethodDeclarationSyntax> methods = Methods(owner + "[Differentiable] " + modifiers + "double F(double x) => x * x; }");
        Assert.All(methods.Where(method => method.Identifier.Text is "FForward" or "FGradient"), method =>
        {
            Assert.Contains(accessibility, method.Modifiers.ToString(), StringComparison.Ordinal);
            Assert.Equal(type != "public", method.Modifiers.Any(SyntaxKind.StaticKeyword));
        });
    }

    [Fact]
    public void Extension_methods_get_both_call_forms()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;
            public static partial class P { [Differentiable] public static double Norm(this double[] x, double p) => x[0] * p; }
            public static class Driver
            {
                public static string Run()
                {
                    double[] x = { 2 }, g = new double[1];
                    var (a, b) = x.NormGradient(3, g);
                    var (c, d) = P.NormGradient(x, 3, g, accumulate: true);
                    return $"{a} {b} {c} {d} {g[0]} {x.NormForward(4)}";
                }
            }
            """);
        Assert.Equal("6 2 6 2 6 8", program.Run("Driver", "Run"));
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => x; public static int FGradient(double x) => 1;", "ADJ0030 FGradient")]
    [InlineData("[Differentiable] public static double F(double x) => x; public static int FForward;", "ADJ0030 FForward")]
    [InlineData("[Differentiable] public static double F(double x) => x; public static int FGradient(double x, int n) => 1;", "")]
    [InlineData("[Differentiable] public static double F(double[] w, Span<double> wGradient = default, bool accumulate = false) => w[0]; [Differentiable] public static double FForward(double[] w) => w[0];", "")]
    [InlineData("[Differentiable] public static double F(ReadOnlySpan<double> w) => w[0]; [Differentiable(\"x\")] public static double FGradient(double x) => x;", "")]
    [InlineData("[Differentiable(\"x\")] public static double F(double x, int n) => x; [Differentiable(\"n\")] public static double F(double n, long x) => n;", "")]
    [InlineData("[Differentiable] public static double F(double[] w) => w[0]; [Differentiable(\"w\")] public static double F(double[] w, [NoDerivative] Span<double> g) => w[0]; public static void Other() { }", "")]
    [InlineData("[Differentiable(Derivatives.Vjp)] public static double F(double[] w) => w[0]; [Differentiable(Derivatives.Vjp, \"w\")] public static void F(double[] w, double c) { }", "ADJ0030 FVjp ADJ0030 FVjp")]
    public void Colliding_names_are_refused(string members, string expected)
    {
        CSharpCompilation compilation = ExecutionHarness.Compilation("using System; using Adjoint; public static partial class P { " + members + " }", new());
        IEnumerable<string> found = compilation.GetSymbolsWithName("F").Concat(compilation.GetSymbolsWithName("FForward")).Concat(compilation.GetSymbolsWithName("FGradient"))
            .OfType<IMethodSymbol>()
            .SelectMany(method => CheckedLowering.Lower(method, compilation, CancellationToken.None).Rejections)
            .Where(rejection => rejection.Id == "ADJ0030")
            .Select(rejection => rejection.Id + " " + rejection.Arguments[0]);
        Assert.Equal(expected, string.Join(" ", found));
    }

    private static List<string> Declarations(string method) => Methods(
            "[Differentiable] public sealed partial class Net { public double B; } public static partial class P { " + method + " }")
        .Select(member => member.WithAttributeLists(default).WithModifiers(default).WithBody(null).WithExpressionBody(null).WithSemicolonToken(default))
        .Select(member => member.NormalizeWhitespace().ToString().Replace("[, ]", "[,]", StringComparison.Ordinal).Replace("global::Net", "Net", StringComparison.Ordinal))
        .ToList();

    private static IEnumerable<MethodDeclarationSyntax> Methods(string members)
    {
        CompiledProgram program = ExecutionHarness.Compile("using System; using Adjoint; " + members);
        return program.Generated.Values
            .SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>());
    }

    [Theory]
    [InlineData("var r = new double[a.Length]; double s = 0; for (int i = 0; i < a.Length; i++) { s = s * k + a[i]; r[i] = s; } return r;", "0 1 7 4.5")]
    [InlineData("if (k > 5) return a; var r = (double[])a.Clone(); r[0] *= k; return r;", "0 2.5 5 2")]
    [InlineData("if (k > 0) return a; var r = new double[2]; r[0] = k * a[0]; return r;", "0 1 5 2")]
    [InlineData("return a;", "0 1 5 2")]
    [InlineData("double[] H(double[] b) { var c = new double[b.Length]; for (int i = 0; i < c.Length; i++) c[i] = b[i] * k; return c; } return H(H(a));", "0 6 20 18")]
    public void The_tangent_of_a_returned_array_is_an_array(string body, string expected)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System; using System.Globalization; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
                public static double[] F(double[] a, double k) { {{body}} }

                public static string Run()
                {
                    (double[] value, double[] tangent) = FJvp([1, 5], 2, new double[] { 1, 2 }, 0.5);
                    double[] plain = F([1, 5], 2);
                    double off = Math.Abs(plain[0] - value[0]) + Math.Abs(plain[1] - value[1]);
                    return string.Create(CultureInfo.InvariantCulture, $"{off} {tangent[0]} {value[1]} {tangent[1]}");
                }
            }
            """);
        Assert.Equal(expected, program.Run("P", "Run"));
    }
}
