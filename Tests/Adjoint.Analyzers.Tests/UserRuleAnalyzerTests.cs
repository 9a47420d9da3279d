namespace Adjoint.Analyzers.Tests;

/// <summary>What is said of <c>[DerivativeOf]</c> and of checkpoints, and where.</summary>
public sealed class UserRuleAnalyzerTests
{
    [Fact]
    public Task Right_rules_are_not_mentioned() => Verify("""
        static double G(double x, ReadOnlySpan<float> w) => x;
        [DerivativeOf(nameof(G))] static double GVjp(double x, ReadOnlySpan<float> w, double c, Span<float> dw) => c;
        [DerivativeOf(nameof(G))] static (double V, double T) GJvp(double x, ReadOnlySpan<float> w, double dx, ReadOnlySpan<float> dw) => (x, dx);
        [DerivativeOf(typeof(Math), nameof(Math.IEEERemainder))] static double RemainderVjp(double x, [NoDerivative] double y, double c) => c;
        """);

    [Fact]
    public Task Wrong_signatures_print_the_right_one() => Verify("""
        static double G(double x, double[] w) => x;
        [{|ADJ0022:DerivativeOf(nameof(G))|}] static double GVjp(double x, double[] w, double c) => c;
        [{|ADJ0022:DerivativeOf(nameof(G))|}] static double GJvp(double x, double[] w, double dx, ReadOnlySpan<double> dw) => dx;
        [{|ADJ0022:DerivativeOf(typeof(Math), "Cos")|}] static float CosVjp(double x, double c) => 0;
        """);

    [Fact]
    public Task Rules_without_a_target() => Verify("""
        static double G(double x) => x;
        static T H<T>(T x) => x;
        static double[] M(double x) => new[] { x };
        public double I(double x) => x;
        [{|ADJ0023:DerivativeOf("Nothing")|}] static double NothingVjp(double x, double c) => c;
        [{|ADJ0023:DerivativeOf(nameof(G))|}] static double Slope(double x, double c) => c;
        [{|ADJ0023:DerivativeOf(nameof(G), Mode = Derivatives.Hvp)|}] static double Curve(double x, double c) => c;
        [{|ADJ0023:DerivativeOf(nameof(H))|}] static double HVjp(double x, double c) => c;
        [{|ADJ0023:DerivativeOf(nameof(M))|}] static double MVjp(double x, double[] c) => c[0];
        [{|ADJ0023:DerivativeOf(nameof(I))|}] static double IVjp(double x, double c) => c;
        [{|ADJ0023:DerivativeOf(typeof(double[]), "Clone")|}] static double CloneVjp(double x, double c) => c;
        [DerivativeOf(nameof(G))] static double GVjp(double x, double c) => c;
        [{|ADJ0023:DerivativeOf(nameof(G))|}] static double SecondVjp(double x, double c) => c;
        """);

    [Fact]
    public Task Calls_of_methods_whose_rule_is_wrong() => Verify("""
        static double G(double x) => x;
        [{|ADJ0022:DerivativeOf(nameof(G))|}] static double GVjp(double x) => x;
        [Differentiable] public static double F(double x) => {|ADJ0016:G(x)|};
        """);

    [Fact]
    public Task Rules_that_do_not_give_what_is_asked_for() => Verify("""
        static void Scale(Span<double> x, double a) { x[0] *= a; }
        [DerivativeOf(nameof(Scale))] static double ScaleVjp(Span<double> x, double a, Span<double> dx) => dx[0];
        static double Sum(double[] x) => x[0] + x[1];
        [DerivativeOf(nameof(Sum))] static (double, double) SumJvp(double[] x, Span<double> dx) => (x[0] + x[1], dx[0] + dx[1]);
        [Differentiable(Derivatives.Jvp)] public static void F(Span<double> x, double a)
        {
            {|ADJ0016:Scale(x, a)|};
        }
        [Differentiable] public static double H(double[] x)
        {
            double {|ADJ0016:s = Sum(x)|};
            return s;
        }
        [Differentiable(Derivatives.Vjp)] public static void V(Span<double> x, double a) => Scale(x, a);
        [Differentiable(Derivatives.Jvp)] public static double W(double[] x) => Sum(x);
        """);

    [Fact]
    public Task Second_derivatives_of_a_rule_that_is_not_followed() => Verify("""
        static double G(double x) => x;
        [{|ADJ0016:DerivativeOf(nameof(G))|}] static double GVjp(double x, double c) => new System.Collections.Generic.List<double> { x }[0] * c;
        [Differentiable] public static double First(double x) => G(x);
        [Differentiable(Derivatives.Hvp)] public static double Second(double x) => G(x);
        """);

    [Fact]
    public Task Foreign_calls_in_rules_are_constants_of_first_derivatives_only() => Verify("""
        static double G(double x) => 1 / Math.Sqrt(x);
        [DerivativeOf(nameof(G))] static double GVjp(double x, double c) => -c / 2 / x * {|ADJ0012:Convert.ToDouble(x)|};
        [Differentiable] public static double First(double x) => G(x);
        [Differentiable(Derivatives.Hvp)] public static double Second(double x) => G(x);
        """);

    [Fact]
    public Task Effects_in_checkpoints() => Verify("""
        [Checkpoint] static double G(double x)
        {
            {|ADJ0019:Console.WriteLine(x)|};
            return x;
        }
        [Differentiable] public static double F(double x, int n)
        {
            double s = G(x);
            for (int i = 0; i < n; i++)
            {
                Derivative.Checkpoint(3);
                {|ADJ0019:Console.WriteLine(i)|};
                s = Math.Sin(s);
            }
            return s;
        }
        """);

    [Fact]
    public Task Checkpoints_in_the_wrong_place() => Verify("""
        [Checkpoint] static double[] G(double x) => new[] { x };
        [Differentiable] public static double F(double x, int n)
        {
            double s = x;
            if (n > 0) {|ADJ0019:Derivative.Checkpoint(3)|};
            for (int i = 0; i < n; i++)
            {
                {|ADJ0019:Derivative.Checkpoint(i)|};
                s = Math.Sin(s);
            }
            for (int i = 0; i < n; i++)
            {
                Derivative.Checkpoint(3);
                {|ADJ0019:Derivative.Checkpoint(3)|};
                s = Math.Sin(s);
            }
            double[] u = { x, x };
            while (u[0] > 1)
            {
                {|ADJ0019:Derivative.Checkpoint(3)|};
                u = new[] { u[0] / 2, u[1] };
            }
            return s + u[0];
        }
        """);

    private static Task Verify(string members) => AnalyzerHarness.Verify("using System;\nusing Adjoint;\npublic partial class P\n{\n" + members + "\n}\n");
}
