using System.Globalization;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>A zero cotangent, or a zero tangent, that reaches a rule at a singular point stays zero, in scalar and in vector code.</summary>
public sealed class SingularPointTests
{
    public static TheoryData<string, string> Points => new()
    {
        { "Math.Sqrt(x)", "0.0" },
        { "Math.Sqrt(x)", "-1.0" },
        { "Math.Sqrt(x)", "double.PositiveInfinity" },
        { "Math.Cbrt(x)", "0.0" },
        { "double.RootN(x, 3)", "0.0" },
        { "double.RootN(x, 3)", "double.PositiveInfinity" },
        { "Math.Log(x)", "0.0" },
        { "Math.Log(x)", "-2.0" },
        { "Math.Log(x)", "double.PositiveInfinity" },
        { "Math.Log(x, 3)", "0.0" },
        { "Math.Log(3, x)", "double.PositiveInfinity" },
        { "Math.Log(3, x)", "1.0" },
        { "Math.Log2(x)", "0.0" },
        { "Math.Log10(x)", "0.0" },
        { "double.LogP1(x)", "-1.0" },
        { "Math.Pow(x, 0.5)", "0.0" },
        { "Math.Pow(x, -1)", "0.0" },
        { "Math.Pow(x, 1.5)", "-2.0" },
        { "Math.Pow(x, 2)", "double.PositiveInfinity" },
        { "Math.Pow(x, 3)", "double.NegativeInfinity" },
        { "Math.Pow(x, 2.5)", "double.PositiveInfinity" },
        { "Math.Pow(x, x)", "0.0" },
        { "Math.Pow(0, x)", "0.0" },
        { "Math.Pow(-1, x)", "0.5" },
        { "Math.Pow(1000, x)", "1000.0" },
        { "Math.Asin(x)", "1.0" },
        { "Math.Asin(x)", "-1.0" },
        { "Math.Acos(x)", "1.0" },
        { "Math.Acos(x)", "2.0" },
        { "Math.Acosh(x)", "1.0" },
        { "Math.Atanh(x)", "1.0" },
        { "Math.Atanh(x)", "-1.0" },
        { "1 / x", "0.0" },
        { "x / (x * 2)", "0.0" },
        { "3 / (x - 1)", "1.0" },
        { "Math.Atan2(x, x)", "0.0" },
        { "double.Hypot(x, 2 * x)", "0.0" },
        { "double.TanPi(x)", "0.5" },
        { "SpecialFunctions.Erf(x)", "double.PositiveInfinity" },
        { "SpecialFunctions.NormalPdf(x)", "double.NegativeInfinity" },
        { "SpecialFunctions.NormalQuantile(x)", "0.0" },
        { "SpecialFunctions.NormalQuantile(x)", "1.0" },
        { "SpecialFunctions.NormalQuantile(x)", "2.0" },
        { "SpecialFunctions.LogGamma(x)", "0.0" },
        { "SpecialFunctions.LogGamma(x)", "-2.0" },
        { "SpecialFunctions.LogGamma(x)", "double.PositiveInfinity" },
        { "SpecialFunctions.Digamma(x)", "0.0" },
        { "SpecialFunctions.Digamma(x)", "-1.0" },
        { "SpecialFunctions.Trigamma(x)", "0.0" },
        { "SpecialFunctions.Polygamma(x, 2)", "0.0" },
        { "SpecialFunctions.Polygamma(x, 3)", "-3.0" },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Zero_stays_zero(string function, string point)
    {
        string single = point.Replace("double.", "float.", StringComparison.Ordinal).Replace(".0", "f", StringComparison.Ordinal).Replace("0.5", "0.5f", StringComparison.Ordinal);
        string source = $$"""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double Plain(double x) => {{function}};
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double Scaled(double x, [NoDerivative] double w) => w * ({{function}});
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double Chosen(double x, bool c) { double f = {{function}}; return c ? f : 0; }
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double Many(ReadOnlySpan<double> v, [NoDerivative] ReadOnlySpan<double> w)
                {
                    double s = 0; for (int i = 0; i < v.Length; i++) { double x = v[i]; s += w[i] * ({{function}}); } return s;
                }
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double Masked(ReadOnlySpan<double> v, [NoDerivative] ReadOnlySpan<double> w)
                {
                    double s = 0; for (int i = 0; i < v.Length; i++) { double x = v[i]; s += w[i] > 0 ? {{function}} : 0; } return s;
                }
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static float Single(ReadOnlySpan<float> v, [NoDerivative] float w)
                {
                    float s = 0; for (int i = 0; i < v.Length; i++) { float x = v[i]; s += w * (float)({{function}}); } return s;
                }
                private static double[] Filled(double value) { double[] a = new double[37]; Array.Fill(a, value); return a; }
                private static double Worst(ReadOnlySpan<double> a) { double worst = 0; foreach (double v in a) if (v != 0) worst = v; return worst; }
                public static string Run()
                {
                    double x = {{point}}; double[] g = new double[37]; float[] f = new float[37], fg = new float[37]; Array.Fill(f, {{single}});
                    string bad = "";
                    void Zero(string name, double value) { if (value != 0) bad += FormattableString.Invariant($"{name}: {value}; "); }
                    Zero("vjp", PlainVjp(x, 0));
                    Zero("jvp", PlainJvp(x, 0).Tangent);
                    Zero("scaled", ScaledGradient(x, 0).XGradient);
                    Zero("scaled jvp", ScaledJvp(x, 1, 0).Tangent);
                    Zero("chosen", ChosenGradient(x, false).XGradient);
                    Zero("chosen jvp", ChosenJvp(x, false, 1).Tangent);
                    ManyGradient(Filled(x), Filled(0), g);
                    Zero("many", Worst(g));
                    Zero("many jvp", ManyJvp(Filled(x), Filled(1), Filled(0)).Tangent);
                    MaskedGradient(Filled(x), Filled(0), g);
                    Zero("masked", Worst(g));
                    Zero("masked jvp", MaskedJvp(Filled(x), Filled(0), Filled(1)).Tangent);
                    SingleGradient(f, 0, fg);
                    foreach (float v in fg) Zero("single", v);
                    return bad;
                }
            }
            """;
        Assert.Equal("", ExecutionHarness.Compile(source).Run("P", "Run"));
    }

    [Fact]
    public void What_is_truly_infinite_stays_so()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double F(double x) => Math.Sqrt(x);
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double G(double x, double y) => x * Math.Sqrt(y);
                public static string Run() => FormattableString.Invariant(
                    $"{FGradient(0).XGradient} {FJvp(0, 1).Tangent} {GGradient(0, 0).YGradient} {GGradient(1, 0).YGradient} {GJvp(0, 0, 1, 0).Tangent} {GJvp(1, 0, 0, 1).Tangent}");
            }
            """);
        string infinity = double.PositiveInfinity.ToString(CultureInfo.InvariantCulture);
        Assert.Equal($"{infinity} {infinity} 0 {infinity} 0 {infinity}", program.Run("P", "Run"));
    }
}
