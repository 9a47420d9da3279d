using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FCheck</c> over parameters that hold memory in other memory: every component is moved, what is null has none.</summary>
public sealed class CheckMemoryTests
{
    private const string Declarations = """
        #nullable enable
        using System;
        using System.Globalization;
        using Adjoint;

        [Differentiable]
        public sealed partial class Dense
        {
            public double[,] W = { { 1, 2 }, { 3, 4 } };
            public float Bias = 0.5f;
            public double[][] Rows = { new double[] { 1 }, new double[] { 2, 3 } };
        }

        [Differentiable]
        public sealed partial class Cont { public double A = 2; public double[]? W; }

        public struct Held { public Cont C; public double K; public Cont[] Cs; public double[][] Rows; public double[,] Grid; }

        public struct Piece { public double X, Y; }

        public struct Packed { public Piece[] Pieces; public double K; }

        public ref struct Window { public Span<double> S; public double K; }

        public static partial class Driver
        {
            public static string Text(CheckResult result)
            {
                result.Assert(1e-2);
                return result.Count.ToString(CultureInfo.InvariantCulture);
            }

            public static string Worst(CheckResult result) =>
                result.RelativeError < 1e-2 ? "none" : result.Companion + " " + result.Parameter + " " + result.Index.ToString(CultureInfo.InvariantCulture) + " " + result.Component;
        }

        """;

    [Theory]
    [InlineData("Dense[] ls, double x", "foreach (Dense l in ls) { x += l.W[1, 0] * x * l.Bias + l.Rows[1][1]; } return x * x;", "new[] { new Dense(), new Dense() }, 0.5", "51")]
    [InlineData("Dense?[] ls, double x", "return ls[0] is { } first ? first.W[0, 0] * x : x;", "new Dense?[] { new Dense(), null }, 0.5", "27")]
    [InlineData("Dense[]? ls, double x", "return ls == null ? x * x : ls[0].Bias;", "null, 0.5", "3")]
    [InlineData("Cont? net, double x", "return net == null ? x * x : net.A * x;", "null, 2", "3")]
    [InlineData("Cont? net, double x", "return net == null ? x * x : net.A * x;", "new Cont(), 2", "6")]
    [InlineData("Held h, double x", "return h.C.A * h.K * x * x * h.Cs[1].A + h.Rows[1][0] * h.Grid[0, 1];", HeldValue + ", 2", "24")]
    [InlineData("Held h, double x", "h.Rows[1][0] *= x; h.Grid[0, 1] *= x; return h.C.A * h.K * x * x * h.Cs[1].A + h.Rows[1][0] * h.Grid[0, 1];", HeldValue + ", 2", "24")]
    [InlineData("Packed p, Piece[]? work, double x", "if (x > 9) p.K *= work![0].X; return p.Pieces[1].Y * p.K * x;", PackedValue + ", new Piece[1], 2", "24")]
    [InlineData("Window w, double x", "w.S[0] *= x; return w.S[0] * w.S[1] * w.K;", "new Window { S = new double[] { 1, 2 }, K = 3 }, 2", "12")]
    [InlineData("(Cont C, double[] V) t, double x", "t.V[0] *= x; return t.V[0] * t.C.A;", "(new Cont { W = new double[] { 1 } }, new double[] { 2, 3 }), 2", "15")]
    [InlineData("double[]?[] rows, double[]? a, double x", "foreach (double[]? r in rows) { if (r != null) x += r[0] * x; } return a != null ? a[0] * x : x * x;", "new double[]?[] { new double[] { 1, 2 }, null }, null, 2", "9")]
    [InlineData("double[][]? rows, double[,]? m, double x", "if (rows != null) x += rows[0][0]; return m != null ? m[0, 0] * x : x * x;", "null, null, 2", "3")]
    [InlineData("double[,,] g, double[][][] b, double x", "return g[0, 1, 0] * b[0][0][1] * x;", "new double[1, 2, 1], new[] { new[] { new double[] { 1, 2 } } }, 2", "15")]
    public void Every_component_is_compared(string parameters, string body, string arguments, string count)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            {{Declarations}}
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double F({{parameters}}) { {{body}} }

                public static string Run() => Driver.Text(FCheck({{arguments}}));
            }
            """);
        Assert.Equal(count, program.Run("P", "Run"));
    }

    private const string HeldValue = "new Held { C = new Cont(), K = 0.5, Cs = new[] { new Cont(), new Cont() }, Rows = new[] { new double[0], new double[] { 2 } }, Grid = new double[,] { { 1, 2 } } }";

    private const string PackedValue = "new Packed { Pieces = new Piece[2], K = 0.5 }";

    [Theory]
    [InlineData("Dense[] ls", "ls[1].W[1, 0]", "new[] { new Dense(), new Dense() }", "FGradient ls 10 ls[1].W[1, 0]")]
    [InlineData("Dense[] ls", "ls[1].Bias", "new[] { new Dense(), new Dense() }", "FGradient ls 12 ls[1].Bias")]
    [InlineData("Dense net", "net.Rows[1][1]", "new Dense()", "FGradient net 7 net.Rows[1][1]")]
    [InlineData("Held h", "h.Cs[0].A", HeldValue, "FGradient h 0 h.Cs[0].A")]
    [InlineData("Held h", "h.K", HeldValue, "FGradient h -1 h.K")]
    [InlineData("double[,] m", "m[1, 0]", "new double[2, 2]", "FGradient m 2 m[1, 0]")]
    [InlineData("double[][] m", "m[1][0]", "new[] { new double[2], new double[1] }", "FGradient m 2 m[1][0]")]
    public void A_wrong_derivative_is_found_and_named(string parameter, string component, string argument, string worst)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            {{Declarations}}
            public static partial class P
            {
                public static double Square(double x) => x * x + x;

                [DerivativeOf(nameof(Square))]
                public static double SquareVjp(double x, double cotangent) => 3 * cotangent;

                [Differentiable(Derivatives.Gradient | Derivatives.Check)]
                public static double F({{parameter}}) => Square({{component}});

                public static string Run() => Driver.Worst(FCheck({{argument}}));
            }
            """);
        Assert.Equal(worst, program.Run("P", "Run"));
    }

    [Fact]
    public void Containers_are_left_as_they_were()
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            {{Declarations}}
            public sealed partial class Cont
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Check)]
                public double Double(Cont[] others) => others[0].A * A;
            }

            public static class P
            {
                public static string Run()
                {
                    Cont cont = new Cont(), other = new Cont { A = 3 };
                    return Driver.Text(cont.DoubleCheck(new[] { other })) + " " + cont.A.ToString(CultureInfo.InvariantCulture) + " " + other.A.ToString(CultureInfo.InvariantCulture);
                }
            }
            """);
        Assert.Equal("4 2 3", program.Run("P", "Run"));
    }
}
