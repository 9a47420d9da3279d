using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Instance methods: the instance is constant, or has a gradient of its own where its type is differentiable.</summary>
public sealed class InstanceTests
{
    private const string Usings = "using System;\nusing System.Globalization;\nusing Adjoint;\n\n";

    [Fact]
    public void Members_of_the_instance_are_constants()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public partial class Model
            {
                private double a = 2;
                private readonly double[] weights = { 1, -2, 3 };
                public int Count;
                public double Rate { get; set; } = 3;

                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public double Value(double x)
                {
                    Count++;
                    double s = 0;
                    for (int i = 0; i < weights.Length; i++) s += weights[i] * Power(x, i);
                    return s * a + Rate * this.Half(x);
                }

                private double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1) + a;
                private double Half(double x) => x / 2 + Rate;
            }

            public static class Driver
            {
                public static string Run()
                {
                    Model model = new();
                    var (value, slope) = model.ValueGradient(0.5);
                    int once = model.Count;
                    model.ValueCheck(0.7).Assert(1e-6);
                    return FormattableString.Invariant($"{value == model.Value(0.5)} {value == model.ValueForward(0.5)} {once} {slope}");
                }
            }
            """);
        Assert.Equal("True True 1 15.5", program.Run("Driver", "Run"));
    }

    [Fact]
    public void A_differentiable_class_gets_the_gradient_of_its_instance()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            [Differentiable]
            public sealed partial class Net
            {
                public double[] W = { 1, 2, 3 };
                public double B = 0.5;

                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Check)]
                public double Loss(ReadOnlySpan<double> x, double t)
                {
                    double s = B;
                    for (int i = 0; i < W.Length; i++) s += W[i] * x[i];
                    return Square(s - t);
                }

                private double Square(double e) => e * e + B;

                [Differentiable("t")]
                public double Only(double t) => B * t * t;
            }

            public static class Driver
            {
                public static string Run()
                {
                    Net net = new(), gradient = net.ZerosLike();
                    double[] x = { 1, -1, 2 }, xGradient = new double[3];
                    var (value, t) = net.LossGradient(x, 1, gradient, xGradient);
                    net.LossCheck(x, 1).Assert(1e-6);
                    string shared = "no";
                    try { net.LossGradient(x, 1, net, xGradient); } catch (ArgumentException fault) { shared = fault.ParamName!; }
                    return FormattableString.Invariant($"{value} {t} {gradient.B} {string.Join(",", gradient.W)} {xGradient[2]} {shared} {net.OnlyGradient(3).TGradient}");
                }
            }
            """);
        Assert.Equal("20.75 -9 10 9,-9,18 27 thisGradient 3", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Structs_are_constant_and_types_that_are_not_partial_get_extension_members()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public readonly record struct Point(double X, double Y)
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Check)]
                public double Distance(double z) => Math.Sqrt(X * X + Y * Y + z * z);
            }

            public class Plain
            {
                public double A = 2;

                [Differentiable(Derivatives.Gradient | Derivatives.Check)]
                public double F(double self) => A * self * G(self);

                private double G(double x) => x + A;
            }

            public static class Driver
            {
                public static string Run()
                {
                    Plain plain = new() { A = 3 };
                    plain.FCheck(0.3).Assert(1e-6);
                    new Point(2, 3).DistanceCheck(1).Assert(1e-6);
                    return FormattableString.Invariant($"{plain.FGradient(2)} {new Point(2, 0).DistanceGradient(0).Value}");
                }
            }
            """);
        Assert.Equal("(30, 21) 2", program.Run("Driver", "Run"));
    }

    [Fact]
    public void A_struct_marked_differentiable_returns_the_gradient_of_its_instance()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            [Differentiable]
            public partial record struct Point(double X, double Y)
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Check)]
                public readonly double Distance(double z) => Math.Sqrt(X * X + Y * Y + z * z);
            }

            public static class Driver
            {
                public static string Run()
                {
                    Point p = new(2, 3);
                    p.DistanceCheck(1).Assert(1e-6);
                    Point gradient = new Point(3, 4).DistanceGradient(0).ThisGradient;
                    return FormattableString.Invariant($"{gradient.X:F12} {gradient.Y:F12}");
                }
            }
            """);
        Assert.Equal("0.600000000000 0.800000000000", program.Run("Driver", "Run"));
    }

    [Fact]
    public void A_call_of_the_base_and_of_a_sealed_override_is_followed()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public class Base
            {
                protected double k = 2;
                public virtual double V(double x) => k * x;
            }

            public sealed partial class Derived : Base
            {
                [Differentiable] public override double V(double x) => base.V(x) * x + k;
                [Differentiable] public double W(double x) => V(x) * 2;
            }

            public static class Driver
            {
                public static string Run() => FormattableString.Invariant($"{new Derived().VGradient(3)} {new Derived().WGradient(3)}");
            }
            """);
        Assert.Equal("(20, 12) (40, 24)", program.Run("Driver", "Run"));
    }

    [Fact]
    public void What_a_call_changes_on_the_instance_is_read_anew()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public sealed partial class Walk
            {
                private double k = 1;
                private int n = 3;
                private static readonly double[] Table = { 1, 2, 3, 4 };

                [Differentiable]
                public double F(double x)
                {
                    double s = k * x;
                    Bump();
                    for (int i = 0; i < n; i++)
                    {
                        s += k * x * Table[i];
                        n -= i == 1 ? 1 : 0;
                    }

                    return s;
                }

                private void Bump() => k += 1;
            }

            public static class Driver
            {
                public static string Run()
                {
                    var first = new Walk().FGradient(2);
                    double plain = new Walk().F(2);
                    return FormattableString.Invariant($"{first.Value} {plain} {first.XGradient}");
                }
            }
            """);
        Assert.Equal("14 14 7", program.Run("Driver", "Run"));
    }

    [Fact]
    public void What_the_method_changes_between_two_calls_the_calls_read_anew()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public sealed partial class Walk
            {
                private double k = 1;
                private static int count;

                [Differentiable]
                public double F(double x)
                {
                    double s = Times(x);
                    k = 5;
                    count = 2;
                    s += Times(x) * Power(x);
                    count++;
                    return s + Power(x);
                }

                private double Times(double x) => k * x;

                private static double Power(double x)
                {
                    double p = 1;
                    for (int i = 0; i < count; i++) p *= x;
                    return p;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    var first = new Walk().FGradient(2);
                    return FormattableString.Invariant($"{first.Value} {new Walk().F(2)} {first.XGradient}");
                }
            }
            """);
        Assert.Equal("50 50 73", program.Run("Driver", "Run"));
    }

    [Fact]
    public void A_table_read_in_a_method_of_its_own_is_read_again_in_the_reverse_sweep()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public static partial class P
            {
                private static readonly double[] Table = { 1, 2, 3 };

                private static double Rational(double z, int depth)
                {
                    double s = Table[0];
                    for (int i = 1; i <= 2; i++) s += Table[i] / (z + i);
                    return depth == 0 ? s : s * Rational(z + 1, depth - 1);
                }

                [Differentiable(Derivatives.Gradient | Derivatives.Check)]
                public static double F(double x)
                {
                    double s = 0;
                    while (s < 10) s += Rational(s + x, 2);
                    return s;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    P.FCheck(0.5).Assert(1e-6);
                    return "right";
                }
            }
            """);
        Assert.Equal("right", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Loops_over_arrays_of_the_instance_and_static_ones_are_vectorised()
    {
        CompiledProgram program = ExecutionHarness.Compile(Usings + """
            public sealed partial class Model
            {
                private readonly double[] weights = new double[40];
                private static double[] table = new double[40];

                [Differentiable]
                public double F(ReadOnlySpan<double> x)
                {
                    double s = 0;
                    for (int i = 0; i < weights.Length; i++) s += weights[i] * x[i];
                    for (int i = 0; i < table.Length; i++) s += table[i] * x[i] * x[i];
                    return s;
                }
            }
            """);
        string file = program.Generated.Single(pair => pair.Key.EndsWith("Model.F.g.cs", StringComparison.Ordinal)).Value;
        Assert.DoesNotContain("while", file, StringComparison.Ordinal);
        Assert.DoesNotContain("scalar", file, StringComparison.Ordinal);
    }
}
