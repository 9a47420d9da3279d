using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Derivatives that the user wrote: that they are what is used, wherever the method is called.</summary>
public sealed class UserRuleTests
{
    private const string Usings = """
        using System;
        using Adjoint;

        """;

    [Fact]
    public void The_rule_is_used_and_not_the_body()
    {
        // The rules are wrong on purpose, so that it shows who was asked.
        string found = Run("""
            public static partial class P
            {
                static double G(double x) => x * x;
                [DerivativeOf(nameof(G))] static double GVjp(double x, double cotangent) => 100 * cotangent;
                [DerivativeOf(nameof(G))] static (double, double) GJvp(double x, double xTangent) => (x * x, 1000 * xTangent);
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double F(double x) => G(x) + G(2 * x);
                private static double Helper(double x) => G(x);
                [Differentiable] public static double Deep(double x) => Helper(x);
            }
            """, "{P.FGradient(3)} {P.FVjp(3, 2)} {P.FJvp(3, 1)} {P.FForward(3)} {P.DeepGradient(3)}");
        Assert.Equal("(45, 300) 600 (45, 3000) 45 (9, 100)", found);
    }

    [Fact]
    public void A_mode_that_is_named_does_not_need_the_suffix()
    {
        string found = Run("""
            public static partial class P
            {
                static double G(double x) => x * x;
                [DerivativeOf(nameof(G), Mode = Derivatives.Vjp)] static double Back(double x, double c) => 100 * c;
                [DerivativeOf(nameof(G), Mode = Derivatives.Jvp)] static (double, double) Along(double x, double t) => (x * x, 1000 * t);
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double F(double x) => G(x);
            }
            """, "{P.FGradient(3)} {P.FJvp(3, 1)}");
        Assert.Equal("(9, 100) (9, 1000)", found);
    }

    [Fact]
    public void A_rule_stands_in_for_the_companion_of_its_name()
    {
        string found = Run("""
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double F(double x) => x * x;
                [DerivativeOf(nameof(F))] public static double FVjp(double x, double cotangent) => 100 * cotangent;
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp)] public static double G(double x) => x * x;
                [DerivativeOf(nameof(G))] static double Other(double x, double c) => 50 * c;
                [DerivativeOf(nameof(G))] static double OtherVjp(double x, double c) => 50 * c;
                [Differentiable] public static double H(double x) => FGradient(x).XGradient * x + FVjp(x, 2);
            }
            """.Replace("    [DerivativeOf(nameof(G))] static double Other(double x, double c) => 50 * c;\n", "", StringComparison.Ordinal),
            "{P.FGradient(3)} {P.FVjp(3, 2)} {P.FJvp(3, 1)} {P.GGradient(3)} {P.GVjp(3, 2)} {P.HGradient(3)}");
        Assert.Equal("(9, 100) 200 (9, 100) (9, 50) 100 (500, 100)", found);
    }

    [Fact]
    public void Second_derivatives_go_through_the_rule()
    {
        // The rule says 3x², so the second derivative is 6x; the body would say otherwise.
        string found = Run("""
            public static partial class P
            {
                static double G(double x) => x;
                [DerivativeOf(nameof(G))] static double GVjp(double x, double c) => 3 * x * x * c;
                [Differentiable(Derivatives.Gradient | Derivatives.Hvp | Derivatives.Hessian)] public static double F(double x) => G(x) * 2;
                [Differentiable] public static double Slope(double x) => FGradient(x).XGradient;
                public static double Hessian(double x) { double[] h = new double[1]; FHessian(x, h); return h[0]; }
            }
            """, "{P.FHvp(2, 1).XHvp} {P.SlopeGradient(2).XGradient} {P.Hessian(2)}");
        Assert.Equal("24 24 24", found);
    }

    [Fact]
    public void Instance_methods_have_instance_rules()
    {
        string found = Run("""
            public sealed partial class Curve(double k)
            {
                private readonly double _k = k;
                private double Value(double x) => _k * x * x;
                [DerivativeOf(nameof(Value))] private double ValueVjp(double x, double cotangent) => 100 * _k * cotangent;
                [Differentiable] public double F(double x) => Value(x) + Value(1);
            }
            public static class P
            {
                public static object Run() => new Curve(2).FGradient(3);
            }
            """, "{P.Run()}");
        Assert.Equal("(20, 200)", found);
    }

    [Fact]
    public void Instances_that_are_differentiated_have_their_cotangent()
    {
        string found = Run("""
            [Differentiable] public sealed partial class Scale { public double[] W = [1, 2]; }
            public static partial class P
            {
                static double Norm(Scale s, double x) => s.W[0] * s.W[1] * x;
                [DerivativeOf(nameof(Norm))] static double NormVjp(Scale s, double x, double c, Scale sCotangent)
                {
                    sCotangent.W[0] += 10 * c;
                    sCotangent.W[1] += 20 * c;
                    return 30 * c;
                }
                [Differentiable] public static double F(Scale s, double x) => Norm(s, x) * 2;
                public static string Run()
                {
                    Scale gradient = new();
                    var (value, x) = FGradient(new Scale(), 3, gradient);
                    return FormattableString.Invariant($"{value} {x} {gradient.W[0]} {gradient.W[1]}");
                }
            }
            """, "{P.Run()}");
        Assert.Equal("12 60 20 40", found);
    }

    [Fact]
    public void Memory_that_the_method_writes_has_the_cotangent_that_FVjp_has()
    {
        string found = Run("""
            public static partial class P
            {
                static void Square(Span<double> y, double a) { for (int i = 0; i < y.Length; i++) y[i] = y[i] * y[i] * a; }
                [DerivativeOf(nameof(Square))] static double SquareVjp(Span<double> y, double a, Span<double> yCotangent)
                {
                    double sum = 0;
                    for (int i = 0; i < y.Length; i++)
                    {
                        sum += yCotangent[i] * y[i] * y[i];
                        yCotangent[i] *= 2 * y[i] * a;
                        y[i] = y[i] * y[i] * a;
                    }

                    return sum;
                }
                [Differentiable] public static double F(double x, double a)
                {
                    Span<double> y = stackalloc double[2];
                    y[0] = x; y[1] = 2 * x;
                    for (int k = 0; k < 2; k++) Square(y, a);
                    return y[0] + y[1];
                }
            }
            """, "{P.FGradient(2, 0.5)}");

        // a³x⁴ (1 + 16): 34, by x 68, by a 204.
        Assert.Equal("(34, 68, 204)", found);
    }

    [Fact]
    public void A_rule_may_call_companions_of_other_methods_and_the_method_itself()
    {
        string found = Run("""
            public static partial class P
            {
                [Differentiable] public static double Inner(double x) => x * x;
                static double Outer(double x) => Inner(x) + 1;
                [DerivativeOf(nameof(Outer))] static double OuterVjp(double x, double cotangent) => (InnerGradient(x).XGradient + Outer(x)) * cotangent;
                [Differentiable(Derivatives.Gradient | Derivatives.Hvp)] public static double F(double x) => Outer(x);
            }
            """, "{P.FGradient(3)} {P.FHvp(3, 1)}");

        // The rule says 2x + F(x), whose derivative is 2 plus the rule.
        Assert.Equal("(10, 16) (10, 18)", found);
    }

    [Fact]
    public void Local_functions_of_a_program_may_have_rules()
    {
        string found = Run("""
            public static partial class P
            {
                [Differentiable] public static double F(double x)
                {
                    return G(x) + G(1);
                    static double G(double x) => x * x;
                    [DerivativeOf(nameof(G))] static double GVjp(double x, double c) => 100 * c;
                }
            }
            """, "{P.FGradient(3)}");
        Assert.Equal("(10, 100)", found);
    }

    [Fact]
    public void What_memory_is_written_twice_is_said_when_it_runs()
    {
        string found = Run("""
            public static partial class P
            {
                static void Add(Span<double> y, ReadOnlySpan<double> x) { for (int i = 0; i < y.Length; i++) y[i] += x[i]; }
                [DerivativeOf(nameof(Add))] static void AddVjp(Span<double> y, ReadOnlySpan<double> x, Span<double> dy, Span<double> dx)
                {
                    for (int i = 0; i < y.Length; i++) { y[i] += x[i]; dx[i] += dy[i]; }
                }
                [Differentiable] public static double F(double[] v) { Add(v.AsSpan(0, 2), v.AsSpan(1, 2)); return v[0] * v[1]; }
                public static string Run()
                {
                    try { FGradient([1, 2, 3], new double[3]); return "no"; }
                    catch (ArgumentException refused) { return refused.Message; }
                }
            }
            """, "{P.Run()}");
        Assert.StartsWith("'y' is written and shares memory with 'x'", found, StringComparison.Ordinal);
    }

    private static string Run(string source, string results)
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + source + $$"""

            public static class Driver
            {
                public static string Run() => FormattableString.Invariant($"{{results}}");
            }
            """);
        return (string)program.Run("Driver", "Run")!;
    }
}
