using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Parameter containers: what is generated for the class, and gradients with respect to its objects.</summary>
public sealed class ContainerTests
{
    private const string Net = """
        using System;
        using Adjoint;
        namespace Models;

        [Differentiable]
        public sealed partial class Dense
        {
            public double[] W;
            public double Bias { get; set; }
            [NoDerivative] public double Scale = 2;
            public Dense(int size) { W = new double[size]; for (int i = 0; i < size; i++) W[i] = 0.25 * i - 0.3; Bias = 0.1; }
        }

        [Differentiable]
        public sealed partial class Net
        {
            public Dense First = new(3);
            public Dense[] More = { new(3), new(3) };
            public double[,] Table = { { 1, 2 }, { 3, 4 } };
            public double[][] Rows = { new[] { 1.0, 2 }, new[] { 3.0 } };
            public double Factor = 1.5;
        }

        public static partial class Model
        {
            [Differentiable(nameof(net))]
            public static double Loss(Net net, ReadOnlySpan<double> x)
            {
                double s = Layer(net.First, x) * net.Factor;
                foreach (Dense dense in net.More)
                {
                    s += Layer(dense, x) * s;
                }

                return s * s + net.Table[0, 1] * net.Table[1, 0] + net.Rows[0][1] * net.Rows[1][0] * s;
            }

            private static double Layer(Dense dense, ReadOnlySpan<double> x)
            {
                double z = dense.Bias * 2;
                for (int i = 0; i < x.Length; i++)
                {
                    z += dense.W[i] * x[i];
                }

                return Math.Tanh(z);
            }
        }
        """;

    [Fact]
    public void Gradient_of_a_nested_container_agrees_with_differences() => GradientCheck.Run(
        Net,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["net"] = "new global::Models.Net()",
            ["x"] = "new double[] { 0.5, -0.25, 1 }",
        });

    [Fact]
    public void A_property_of_a_layer_that_is_read_twice_has_no_reference() => GradientCheck.Run(
        Net.Replace("double s = Layer(net.First, x) * net.Factor;", "double s = Layer(net.First, x) * net.Factor + Layer(net.More[0], x) * net.More[0].Bias + Layer(net.More[0], x);", StringComparison.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["net"] = "new global::Models.Net()",
            ["x"] = "new double[] { 0.5, -0.25, 1 }",
        });

    [Fact]
    public void Container_does_what_its_interface_says()
    {
        CompiledProgram program = ExecutionHarness.Compile(Net + """
            public static class Driver
            {
                public static string Run()
                {
                    Net net = new(), other = net.ZerosLike();
                    string names = "";
                    net.ForEach((name, shape, values) => names += name + " ");
                    other.CopyFrom(net);
                    other.Add(net, 2);
                    bool tripled = other.First.W[2] == 3 * net.First.W[2] && other.Factor == 4.5 && other.First.Bias == 3 * net.First.Bias;
                    double[] flat = new double[net.ParameterCount];
                    net.CopyTo(flat);
                    other.Clear();
                    return $"{net.ParameterCount} {tripled} {other.Table[1, 1] == 0 && net.Table[1, 1] == 4} {other.First.Scale} {names}";
                }
            }
            """);
        Assert.Equal(
            "20 True True 2 First.W First.Bias More[0].W More[0].Bias More[1].W More[1].Bias Table Rows[0] Rows[1] Factor ",
            program.Run("Models.Driver", "Run"));
    }

    [Theory]
    [InlineData("Pair.SameGradient(a, b, g, h)", "g.W = b.W", "aGradient")]
    [InlineData("Pair.SameGradient(a, b, g, h)", "h.W = g.W", "bGradient")]
    [InlineData("Pair.SameGradient(a, b, g, h)", "g.V = a.W", "aGradient")]
    [InlineData("Pair.ScaledGradient(a, x, g, new double[2])", "x = g.W", "aGradient")]
    [InlineData("Pair.ScaledGradient(a, b.V, g, h.V)", "h.V = a.V", "xGradient")]
    public void A_destination_that_shares_a_leaf_is_refused(string call, string sharing, string parameter)
    {
        string source = $$"""
            using System;
            using Adjoint;
            [Differentiable] public sealed partial class Lines { public double[] W = { 1, 2 }, V = { 3, 4 }; }
            public static partial class Pair
            {
                [Differentiable] public static double Same(Lines a, Lines b) { double s = 0; for (int i = 0; i < 2; i++) s += a.W[i] * b.V[i]; return s; }
                [Differentiable] public static double Scaled(Lines a, double[] x) { double s = 0; for (int i = 0; i < 2; i++) s += a.W[i] * x[i]; return s; }
                public static void Run()
                {
                    Lines a = new(), b = new(), g = new(), h = new();
                    double[] x = new double[2];
                    {{call}};
                    {{sharing}};
                    {{call}};
                }
            }
            """;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ExecutionHarness.Compile(source).Run("Pair", "Run"));
        Assert.Equal(parameter, exception.ParamName);
    }

    [Fact]
    public void A_tangent_may_be_the_parameter_and_a_destination_has_each_leaf_once()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            [Differentiable] public sealed partial class Net { public double[] W = { 1, 2 }; public double[] V = { 3, 4 }; }

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
                public static double F(Net n) => n.W[0] * n.V[1] + n.W[1];

                [Differentiable]
                public static double G(double[][] a) => a[0][1] * a[1][0];

                public static string Run()
                {
                    Net net = new();
                    string text = FJvp(net, net).ToString();
                    Net gradient = new();
                    gradient.V = gradient.W;
                    double[] row = new double[2];
                    return text + " " + Fault(() => FGradient(net, gradient)) + " " + Fault(() => GGradient([[1, 2], [3, 4]], [row, row]));
                }

                private static string Fault(Action action)
                {
                    try { action(); } catch (ArgumentException e) { return e.ParamName ?? "none"; }
                    return "nothing";
                }
            }
            """);
        Assert.Equal("(6, 10) nGradient aGradient", program.Run("P", "Run"));
    }

    [Theory]
    [InlineData("F([a, b], x, [c], g)", "lsGradient")]
    [InlineData("F([a, b], x, null!, g)", "lsGradient")]
    [InlineData("F([a, b], x, [c, null!], g)", "lsGradient")]
    [InlineData("F([a, b], x, [a, c], g)", "lsGradient")]
    [InlineData("F([a, b], x, [c, c], g)", "lsGradient")]
    [InlineData("F([a, b], x, [c, b], g)", "lsGradient")]
    [InlineData("F([a, b], x, [c, new Net { W = [1], B = 2 }], g)", "lsGradient")]
    [InlineData("F([a, b], x, [c, new Net { W = g, B = 2 }], g)", "xGradient")]
    [InlineData("F([a, null!], x, [c, null!], g)", "")]
    [InlineData("F([a, b], x, [c, d], g)", "")]
    public void Arrays_of_containers_are_checked_before_anything_is_written(string call, string parameter)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System; using Adjoint;
            [Differentiable] public sealed partial class Net { public double[] W = []; public double B; }
            public static partial class P
            {
                [Differentiable]
                public static double F(Net[] ls, double[] x)
                {
                    double s = 0;
                    foreach (Net l in ls)
                    {
                        if (l is null) continue;
                        s += l.B * x[0];
                        for (int i = 0; i < l.W.Length; i++) s += l.W[i] * x[i];
                    }

                    return s;
                }

                public static string Run()
                {
                    Net a = new() { W = [1, 2], B = 3 }, b = new() { W = [4, 5], B = 6 }, c = new() { W = [7, 7], B = 7 }, d = new() { W = [7, 7], B = 7 };
                    double[] x = [1, 2], g = [7, 7];
                    try
                    {
                        {{call.Replace("F(", "FGradient(", StringComparison.Ordinal)}};
                        return "";
                    }
                    catch (ArgumentException fault)
                    {
                        return a.W[0] == 1 && c.W[0] == 7 && g[0] == 7 ? fault.ParamName! : "written";
                    }
                }
            }
            """);
        Assert.Equal(parameter, program.Run("P", "Run"));
    }

    [Theory]
    [InlineData("double[] F(double[] a, double k) { var r = new double[a.Length]; for (int i = 0; i < a.Length; i++) r[i] = a[i] * k; return r; }", "new double[2]")]
    [InlineData("double[] F(double[] a, double k) { a[0] *= k; return a; }", "null!")]
    [InlineData("double[] F(double[] a, double k) { var r = new double[a.Length]; for (int i = 0; i < a.Length; i++) r[i] = a[i] * k; return r; }", "shared")]
    [InlineData("double[,] F(double[] a, double k) { var r = new double[a.Length, 2]; for (int i = 0; i < a.Length; i++) r[i, 1] = a[i] * k; return r; }", "new double[3, 1]")]
    [InlineData("double[][] F(double[] a, double k) { var r = new double[a.Length][]; for (int i = 0; i < a.Length; i++) r[i] = [a[i] * k]; return r; }", "[[1], [2], [3, 4]]")]
    [InlineData("(double[], double) F(double[] a, double k) { var r = new double[a.Length]; for (int i = 0; i < a.Length; i++) r[i] = a[i] * k; return (r, k); }", "(new double[4], 1)")]
    public void The_cotangent_of_returned_memory_has_its_shape(string function, string cotangent)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable]
                public static {{function}}

                public static string Run()
                {
                    double[] shared = [7, 7, 7];
                    double[] other = "{{cotangent}}" == "shared" ? shared : [7, 7, 7];
                    try
                    {
                        FVjp([1, 2, 3], 2, {{cotangent}}, other);
                        return "";
                    }
                    catch (ArgumentException fault)
                    {
                        return other[0] == 7 ? fault.ParamName! : "written";
                    }
                }
            }
            """);
        Assert.Equal(cotangent == "shared" ? "aCotangent" : "cotangent", program.Run("P", "Run"));
    }

    [Theory]
    [InlineData("FGradient(ref a, in a, ref g)", "a")]
    [InlineData("FGradient(ref a, in g, ref g)", "aGradient")]
    [InlineData("FGradient(ref a, in b, ref g)", "")]
    [InlineData("FGradient(ref a, 5, ref g)", "")]
    public void What_is_passed_by_in_is_not_written_by_another_argument(string call, string parameter)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable]
                public static double F(ref double a, in double b) { double old = a; a = a * b + 1; return old * a + b; }

                public static string Run()
                {
                    double a = 2, b = 3, g = 0;
                    try
                    {
                        {{call}};
                        return b == 3 ? "" : "written";
                    }
                    catch (ArgumentException fault)
                    {
                        return a == 2 ? fault.ParamName! : "written";
                    }
                }
            }
            """);
        Assert.Equal(parameter, program.Run("P", "Run"));
    }
}
