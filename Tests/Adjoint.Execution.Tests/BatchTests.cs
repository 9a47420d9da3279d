using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary><c>FBatch</c> and <c>FGradientBatch</c> give at each point what F and <c>FGradient</c> give.</summary>
public sealed class BatchTests
{
    private const string Source = """
        using System;
        using Adjoint;

        [Differentiable] public sealed partial class Net { public double[] W = { 1.5, 2, -0.5 }; public double B = 2; }

        public static partial class P
        {
            private const Derivatives Both = Derivatives.Gradient | Derivatives.Batch;

            [Differentiable(Both)]
            public static double Line(double x, double y) => x * y + Math.Sin(x) / (2 + y);

            [Differentiable(Both)]
            public static double Branch(double x, double y, [Uniform] double a) => x > y ? a * Math.Sin(x) * y : x * x + a;

            [Differentiable(Both)]
            public static double Loop(double x, int n, [Uniform] ReadOnlySpan<double> w, [Uniform] Net net)
            {
                double s = 0;
                for (int i = 0; i < w.Length && i < n; i++) s = s * x + w[i] * net.W[i];
                return s + net.B * x;
            }

            [Differentiable(Both)]
            public static double Newton(double x, [NoDerivative] bool flip)
            {
                double r = x;
                while (Math.Abs(r * r - x) > 1e-12) r = 0.5 * (r + x / r);
                return flip ? -r : r;
            }

            [Differentiable(Both)]
            public static double Recursive(double x, int n) => n <= 0 ? 1 : x * Recursive(Math.Cos(x), n - 1) + x;

            [Differentiable(Both)]
            public static double Scratch(double x, [Uniform, NoDerivative] Span<double> memory)
            {
                memory[0] = x;
                for (int i = 1; i < memory.Length; i++) memory[i] = memory[i - 1] * x;
                return memory[^1] + memory[1];
            }

            [Differentiable(Both)]
            public static float Single(float x, [Uniform] (float A, float B) pair, double d) => MathF.Exp(-x * pair.A) + pair.B * x * (float)d;

            [Differentiable(Both)]
            public static double Shared([Uniform] double a) => a * a;
        }
        """;

    [Fact]
    public void Arguments_are_checked_before_anything_is_written()
    {
        CompiledProgram program = ExecutionHarness.Compile(Source + """

            public static class Driver
            {
                public static string Run()
                {
                    double[] three = new double[3], two = new double[2], values = { 7, 7, 7 }, g = new double[3], h = new double[3];
                    string text = Fault(() => P.LineBatch(three, two, values)) + " " + Fault(() => P.LineBatch(three, new double[3], two))
                        + " " + Fault(() => P.LineBatch(three, new double[3], three)) + " " + Fault(() => P.LineGradientBatch(three, new double[3], values, g, two))
                        + " " + Fault(() => P.LineGradientBatch(three, new double[3], values, g, g)) + " " + Fault(() => P.LineGradientBatch(three, new double[3], values, values, g))
                        + " " + Fault(() => P.LoopGradientBatch(three, new int[3], new double[] { 1 }, new Net(), values, g, two, new Net()));
                    try { P.LineBatch(three, two, values); } catch (ArgumentException e) { text += " " + e.Message; }
                    P.LineBatch(three, three, values);
                    return text + " " + values[0];
                }

                private static string Fault(Action action)
                {
                    try { action(); } catch (ArgumentException e) { return e.ParamName ?? "none"; }
                    return "nothing";
                }
            }
            """);
        Assert.Equal(
            "y values values yGradient yGradient xGradient wGradient 'y' has 2 elements, 'x' has 3: there is one element for each point. (Parameter 'y') 0", program.Run("Driver", "Run"));
    }

    [Fact]
    public void Points_stand_in_lanes_where_there_is_no_loop()
    {
        CompiledProgram program = ExecutionHarness.Compile(Source);
        string text = string.Join("\n", program.Generated.Values);
        Assert.Contains("LineBatchLine0_512", text, StringComparison.Ordinal);
        Assert.Contains("BranchGradientBatchLine0_512", text, StringComparison.Ordinal);
        Assert.DoesNotContain("LoopBatchLine0_512", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P.Line(x[k], y[k])", "P.LineBatch(x, y, values);", "P.LineGradient(x[k], y[k])", "P.LineGradientBatch(x, y, values, xg, yg);", "Far(one.XGradient, xg[k]) || Far(one.YGradient, yg[k])", "")]
    [InlineData("P.Branch(x[k], y[k], 1.25)", "P.BranchBatch(x, y, 1.25, values);", "P.BranchGradient(x[k], y[k], 1.25)", "double a = P.BranchGradientBatch(x, y, 1.25, values, xg, yg);", "Far(one.XGradient, xg[k]) || Far(one.YGradient, yg[k])", "sum += one.AGradient; last = a;")]
    [InlineData("P.Loop(x[k], n[k], w, net)", "P.LoopBatch(x, n, w, net, values);", "P.LoopGradient(x[k], n[k], w, net, wOne, netOne)", "P.LoopGradientBatch(x, n, w, net, values, xg, wg, netg);", "Far(one.XGradient, xg[k])", "sum += wOne[0] + 2 * wOne[2] + netOne.B - netOne.W[1]; last = wg[0] + 2 * wg[2] + netg.B - netg.W[1];")]
    [InlineData("P.Newton(y[k], flip[k])", "P.NewtonBatch(y, flip, values);", "P.NewtonGradient(y[k], flip[k])", "P.NewtonGradientBatch(y, flip, values, yg);", "Far(one.XGradient, yg[k])", "")]
    [InlineData("P.Recursive(x[k], n[k])", "P.RecursiveBatch(x, n, values);", "P.RecursiveGradient(x[k], n[k])", "P.RecursiveGradientBatch(x, n, values, xg);", "Far(one.XGradient, xg[k])", "")]
    [InlineData("P.Scratch(x[k], scratch)", "P.ScratchBatch(x, scratch, values);", "P.ScratchGradient(x[k], scratch)", "P.ScratchGradientBatch(x, scratch, values, xg);", "Far(one.XGradient, xg[k])", "")]
    [InlineData("P.Single(f[k], (0.5f, 2), x[k])", "P.SingleBatch(f, (0.5f, 2), x, floats);", "P.SingleGradient(f[k], (0.5f, 2), x[k])", "var a = P.SingleGradientBatch(f, (0.5f, 2), x, floats, fg, xg);", "Far(one.XGradient, fg[k]) || Far(one.DGradient, xg[k])", "sum += one.PairGradient.A - one.PairGradient.B; last = a.A - a.B;")]
    [InlineData("P.Shared(3)", "P.SharedBatch(3, values);", "P.SharedGradient(3)", "double a = P.SharedGradientBatch(3, values);", "count < 0", "sum += one.AGradient; last = a;")]
    public void Every_point_has_its_value_and_gradient(string value, string batch, string gradient, string gradientBatch, string differs, string sums)
    {
        string tolerance = value.Contains("Single", StringComparison.Ordinal) ? "1e-5" : "1e-12";
        string read = tolerance == "1e-5" ? "floats[k]" : "values[k]";
        CompiledProgram program = ExecutionHarness.Compile(Source + $$"""

            public static class Driver
            {
                public static string Run()
                {
                    foreach (int count in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 100 })
                    {
                        Random random = new(7);
                        double[] x = new double[count], y = new double[count], values = new double[count], xg = new double[count], yg = new double[count];
                        float[] f = new float[count], floats = new float[count], fg = new float[count];
                        int[] n = new int[count];
                        bool[] flip = new bool[count];
                        double[] w = { 0.5, -1.5, 2 }, wg = { 9, 9, 9 }, wOne = new double[3], scratch = new double[4];
                        Net net = new(), netg = new(), netOne = new();
                        for (int k = 0; k < count; k++)
                        {
                            (x[k], y[k], f[k], n[k], flip[k]) = (random.NextDouble() * 4 - 2, random.NextDouble() + 0.25, random.NextSingle(), random.Next(4), random.Next(2) == 0);
                        }

                        {{batch}}
                        for (int k = 0; k < count; k++)
                        {
                            double expected = {{value}};
                            if (Math.Abs({{read}} - expected) > {{tolerance}} * (1 + Math.Abs(expected))) return $"value {k} of {count}: {{{read}}} and not {expected}";
                        }

                        Array.Fill(values, 7);
                        {{gradientBatch}}
                        double sum = 0, last = 0;
                        for (int k = 0; k < count; k++)
                        {
                            var one = {{gradient}};
                            if (Math.Abs({{read}} - one.Value) > {{tolerance}} * (1 + Math.Abs(one.Value))) return $"value {k} of {count} with the gradient";
                            if ({{differs}}) return $"gradient {k} of {count}";
                            {{sums}}
                        }

                        if (Math.Abs(sum - last) > {{tolerance}} * 10 * (1 + Math.Abs(sum))) return $"sum of {count}: {last} and not {sum}";
                    }

                    return "right";
                }

                private static bool Far(double expected, double actual) => !(Math.Abs(expected - actual) <= {{tolerance}} * (1 + Math.Abs(expected)));
            }
            """);
        Assert.Equal("right", program.Run("Driver", "Run"));
    }
}
