using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>The functions of <c>SpecialFunctions</c> in differentiated code: against differences, and against what is known in closed form.</summary>
public sealed class SpecialFunctionTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)] ";

    private const string Usings = "using System; using Adjoint;\n";

    public static TheoryData<string, string> Expressions => new()
    {
        { "SpecialFunctions.Erf(x * y) + y", "x: 0.4; y: 1.3" },
        { "SpecialFunctions.Erf(x) * y", "x: -1.7; y: 1.3" },
        { "SpecialFunctions.Erfc(x) / SpecialFunctions.Erfc(y)", "x: 2.7; y: 2.1" },
        { "SpecialFunctions.NormalPdf(x - y)", "x: 0.4; y: 1.3" },
        { "SpecialFunctions.NormalCdf(x) * SpecialFunctions.NormalCdf(x * y)", "x: -1.4; y: 0.8" },
        { "SpecialFunctions.NormalQuantile(x * y)", "x: 0.3; y: 0.9" },
        { "SpecialFunctions.NormalQuantile(x) - y * y", "x: 0.8; y: 0.9" },
        { "SpecialFunctions.LogGamma(x + y) - SpecialFunctions.LogGamma(x) - SpecialFunctions.LogGamma(y)", "x: 1.3; y: 4.9" },
        { "SpecialFunctions.LogGamma(x) * y", "x: -1.6; y: 2.0" },
        { "SpecialFunctions.Digamma(x) * y", "x: 0.7; y: 2.0" },
        { "SpecialFunctions.Trigamma(x * y)", "x: 1.7; y: 2.0" },
        { "SpecialFunctions.Polygamma(x, 2) * y", "x: 1.7; y: 2.0" },
        { "SpecialFunctions.Sigmoid(x) * SpecialFunctions.Softplus(y)", "x: -0.7; y: 2.0" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Companions_agree_with_differences(string expression, string values)
    {
        Case test = new($"{All}public static double F(double x, double y) => {expression};", values.Split("; "));
        GradientCheck.Run(test.Program, test.Arguments);
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void So_do_those_of_floats_in_a_loop(string expression, string values)
    {
        string[] parts = values.Split("; ");
        string x = parts[0]["x: ".Length..];
        Case test = new(
            $$"""
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static float F(ReadOnlySpan<float> v, float y) { float s = 0; for (int i = 0; i < v.Length; i++) { float x = v[i]; s += {{expression}}; } return s; }
            """,
            [$"v: new float[] {{ {string.Join(", ", Enumerable.Repeat(x + "f", 19))} }}", parts[1] + "f"],
            2e-2);
        GradientCheck.Run(test.Program, test.Arguments, test.Tolerance);
    }

    [Fact]
    public void The_chain_is_closed()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable] public static double G0(double x) => SpecialFunctions.LogGamma(x);
                [Differentiable] public static double G1(double x) => G0Gradient(x).XGradient;
                [Differentiable] public static double G2(double x) => G1Gradient(x).XGradient;
                [Differentiable] public static double G3(double x) => G2Gradient(x).XGradient;
                [Differentiable] public static double G4(double x) => G3Gradient(x).XGradient;
                [Differentiable] public static double Q0(double p) => SpecialFunctions.NormalQuantile(p);
                [Differentiable] public static double Q1(double p) => Q0Gradient(p).PGradient;
                [Differentiable] public static double Q2(double p) => Q1Gradient(p).PGradient;
                [Differentiable] public static double E0(double x) => SpecialFunctions.Erf(x);
                [Differentiable] public static double E1(double x) => E0Gradient(x).XGradient;
                [Differentiable] public static double E2(double x) => E1Gradient(x).XGradient;
                [Differentiable] public static double N0(double x) => SpecialFunctions.NormalCdf(x);
                [Differentiable] public static double N1(double x) => N0Gradient(x).XGradient;
                [Differentiable] public static double N2(double x) => N1Gradient(x).XGradient;
                [Differentiable] public static double N3(double x) => N2Gradient(x).XGradient;

                public static string Run()
                {
                    string bad = "";
                    void Same(string name, double actual, double expected)
                    {
                        if (!(Math.Abs(actual - expected) <= 1e-13 * Math.Abs(expected))) bad += FormattableString.Invariant($"{name}: {actual}, not {expected}; ");
                    }
                    foreach (double x in new[] { 0.3, 1.0, 2.5, 17, -1.4 })
                    {
                        (double fourth, double fifth) = G4Gradient(x);
                        Same("fourth of log gamma", fourth, SpecialFunctions.Polygamma(x, 3));
                        Same("fifth of log gamma", fifth, SpecialFunctions.Polygamma(x, 4));
                    }
                    foreach (double p in new[] { 0.01, 0.4, 0.8, 1e-200 })
                    {
                        double q = SpecialFunctions.NormalQuantile(p), d = SpecialFunctions.NormalPdf(q);
                        Same("first of the quantile", Q0Gradient(p).PGradient, 1 / d);
                        if (p > 1e-100)
                        {
                            Same("second of the quantile", Q1Gradient(p).PGradient, q / (d * d));
                            Same("third of the quantile", Q2Gradient(p).PGradient, (1 + 2 * q * q) / (d * d * d));
                        }
                    }
                    foreach (double x in new[] { -2.0, 0.1, 1.3 })
                    {
                        Same("third of erf", E2Gradient(x).XGradient, (4 * x * x - 2) * 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x));
                        Same("fourth of the distribution", N3Gradient(x).XGradient, (3 * x - x * x * x) * SpecialFunctions.NormalPdf(x));
                    }
                    foreach (double x in new[] { double.NegativeInfinity, double.PositiveInfinity })
                    {
                        foreach (double d in new[] { N0Gradient(x).XGradient, N1Gradient(x).XGradient, N2Gradient(x).XGradient, N3Gradient(x).XGradient, E0Gradient(x).XGradient })
                        {
                            if (d != 0) bad += FormattableString.Invariant($"{d} at {x}; ");
                        }
                    }
                    return bad;
                }
            }
            """);
        Assert.Equal("", program.Run("P", "Run"));
    }

    /// <summary>The gradient of the price of an option is known: the distribution at d₁ for the spot, and so on.</summary>
    [Fact]
    public void The_greeks_of_Black_and_Scholes()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Hvp)]
                public static double Call(double spot, double strike, double rate, double volatility, double time)
                {
                    double deviation = volatility * Math.Sqrt(time);
                    double d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / deviation;
                    return spot * SpecialFunctions.NormalCdf(d1) - strike * Math.Exp(-rate * time) * SpecialFunctions.NormalCdf(d1 - deviation);
                }

                [Differentiable("spots")]
                public static double Book(ReadOnlySpan<double> spots, double strike, double rate, double volatility, double time)
                {
                    double sum = 0;
                    for (int i = 0; i < spots.Length; i++) sum += Call(spots[i], strike, rate, volatility, time);
                    return sum;
                }

                public static string Run()
                {
                    string bad = "";
                    void Same(string name, double actual, double expected)
                    {
                        if (!(Math.Abs(actual - expected) <= 2e-12 * Math.Abs(expected))) bad += FormattableString.Invariant($"{name}: {actual}, not {expected}; ");
                    }
                    double strike = 100, rate = 0.03, volatility = 0.2, time = 0.75;
                    double[] spots = new double[43], deltas = new double[43];
                    for (int i = 0; i < spots.Length; i++) spots[i] = 60 + 2 * i;
                    BookGradient(spots, strike, rate, volatility, time, deltas);
                    for (int i = 0; i < spots.Length; i++)
                    {
                        double spot = spots[i], root = Math.Sqrt(time);
                        double d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / (volatility * root);
                        var g = CallGradient(spot, strike, rate, volatility, time);
                        Same("delta", g.SpotGradient, SpecialFunctions.NormalCdf(d1));
                        Same("delta of the book", deltas[i], SpecialFunctions.NormalCdf(d1));
                        Same("vega", g.VolatilityGradient, spot * root * SpecialFunctions.NormalPdf(d1));
                        Same("rho", g.RateGradient, strike * time * Math.Exp(-rate * time) * SpecialFunctions.NormalCdf(d1 - volatility * root));
                        Same("gamma", CallHvp(spot, strike, rate, volatility, time, 1, 0, 0, 0, 0).SpotHvp, SpecialFunctions.NormalPdf(d1) / (spot * volatility * root));
                    }
                    return bad;
                }
            }
            """);
        Assert.Equal("", program.Run("P", "Run"));
    }

    [Fact]
    public void Loops_of_them_are_vector_loops()
    {
        string generated = string.Concat(ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                [Differentiable] public static double F(ReadOnlySpan<double> x)
                {
                    double s = 0;
                    for (int i = 0; i < x.Length; i++) s += SpecialFunctions.Erf(x[i]) * SpecialFunctions.NormalCdf(x[i]) + SpecialFunctions.LogGamma(x[i]);
                    return s;
                }
            }
            """).Generated.Values);
        Assert.Contains("VectorMath.Erf(", generated, StringComparison.Ordinal);
        Assert.Contains("VectorMath.NormalCdf(", generated, StringComparison.Ordinal);
        Assert.Contains("VectorMath.Digamma(", generated, StringComparison.Ordinal);
    }
}
