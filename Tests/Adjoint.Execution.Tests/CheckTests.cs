using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FCheck</c>: it passes right gradients, directional and second derivatives, over every kind of parameter.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Right_gradients_pass()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            [Differentiable]
            public sealed partial class Line
            {
                public double[] Slopes = { 1, 2 };
                public double Intercept = 0.5;
            }

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double F(
                    ReadOnlySpan<double> w, double[] v, Span<double> s, double[,] m, double[][] rows, Line line, Rows<double> batch,
                    ref double r, in double x, (double A, int N) t, int n)
                {
                    s[0] *= x;
                    r *= 2;
                    double z = w[0] * v[1] + s[0] * m[1, 0] * rows[0][1] + r * r + t.A * t.N + n * x;
                    for (int i = 0; i < batch.Count; i++)
                    {
                        ReadOnlySpan<double> row = batch[i];
                        z += line.Slopes[0] * row[0] + line.Slopes[1] * row[1] * line.Intercept;
                    }

                    return Math.Sin(z);
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    double r = 0.75;
                    CheckResult result = P.FCheck(
                        new double[] { 1.5 }, new double[] { 2, 0.25 }, new double[] { 0.5 }, new double[,] { { 1, 2 }, { 0.125, 4 } },
                        new double[][] { new double[] { 1, 0.5 }, new double[] { 2 } }, new Line(), new Rows<double>(new double[] { 1, 2, 3, 4 }, 2),
                        ref r, 0.3, (0.2, 2), 3);
                    result.Assert(1e-6);
                    return result.Count.ToString() + " " + r.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            """);
        Assert.Equal("63 0.75", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Right_gradients_of_structs_pass()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            public readonly record struct V(double X, double Y);

            public struct Layer
            {
                public double[] W;
                public double Bias { get; set; }
                public V Centre;
                public int Count;
            }

            public struct Body { public double X, M; }

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Check)]
                public static double F(V v, Layer layer, ReadOnlySpan<Body> bodies, Body[] work, ref Body state, in V other)
                {
                    state.X *= v.X;
                    work[0].M += state.X * bodies[1].M;
                    double s = layer.Bias * v.Y + layer.Centre.X * other.Y;
                    for (int i = 0; i < layer.Count; i++)
                    {
                        layer.W[i] *= bodies[i].X;
                        s += layer.W[i] * work[i].M;
                    }

                    return s;
                }
            }

            public static class Driver
            {
                public static string Run()
                {
                    Body state = new Body { X = 2, M = 1 };
                    Layer layer = new Layer { W = new[] { 0.5, -1 }, Bias = 3, Centre = new V(1, 2), Count = 2 };
                    Body[] work = { new Body { X = 1, M = 2 }, new Body { X = 3, M = 4 } };
                    Body[] bodies = { new Body { X = 0.1, M = 0.2 }, new Body { X = 0.3, M = 0.4 } };
                    CheckResult result = P.FCheck(new V(1, -2), layer, bodies, work, ref state, new V(0.5, 0.25));
                    result.Assert(1e-6);
                    return result.Count.ToString() + " " + layer.W[0].ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + work[0].M + " " + state.X;
                }
            }
            """);
        Assert.Equal("38 0.5 2 2", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Right_second_derivatives_of_elements_that_are_structs_and_of_nullable_parameters_pass()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            public record struct Cell(double A, double B);

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double F(ReadOnlySpan<Cell> cells, Cell[] more, double x)
                {
                    double s = x;
                    foreach (Cell cell in cells) s += cell.A * cell.B * x + more[0].A * cell.A * cell.A;
                    return s * more[1].B;
                }

                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Check)]
                public static double G(double x, double? scale) => x * x * (scale ?? 2);
            }

            public static class Driver
            {
                public static string Run()
                {
                    CheckResult result = P.FCheck(
                        new Cell[] { new Cell(0.5, 1.5), new Cell(-1, 0.25) }, new Cell[] { new Cell(2, 3), new Cell(-1, 0.75) }, 0.5);
                    result.Assert(1e-6);
                    P.GCheck(1.5, 0.25).Assert(1e-6);
                    P.GCheck(1.5, null).Assert(1e-6);
                    return result.Count.ToString();
                }
            }
            """);
        Assert.Equal("27", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Nullable_parameters_are_compared()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            public readonly record struct V(double? X, float Y);

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double F(double? a, (double? U, double V) t, V v, double? none, double x) =>
                    Math.Sin((a ?? 3) * x) + (t.U ?? 1) * t.V * x + (v.X ?? 2) * v.Y + (none ?? x);
            }

            public static class Driver
            {
                public static string Run()
                {
                    CheckResult result = P.FCheck(0.5, (1.5, 2), new V(0.25, 2), null, 0.75);
                    result.Assert(1e-3);
                    return result.Count.ToString();
                }
            }
            """);
        Assert.Equal("21", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Out_parameters_do_not_stand_in_the_way()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Check)]
                public static double F(double x, out double y) { y = x * x; return x * y; }

                public static void Run() => FCheck(1.5, out _).Assert(1e-6);
            }
            """);
        program.Run("P", "Run");
    }
}
