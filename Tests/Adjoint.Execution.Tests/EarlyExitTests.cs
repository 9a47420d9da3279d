using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Counted loops that a <c>break</c> or <c>return</c> may leave: right derivatives, no index stored, and the source's own form when read.</summary>
public sealed class EarlyExitTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] ";
    private const string Writing = "[Differentiable(Derivatives.Vjp | Derivatives.Jvp)] ";
    private const string Values = "x: new double[] { 0.5, 1.25, -0.75, 2, 0.25, 3 }";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "break first", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = 0; for (int i = 0; i < n; i++) { if (x[i] < 0) break; s += x[i] * x[i]; } return s; }", Values + "; n: 6" },
        { "no break taken", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = 0; for (int i = 0; i < n; i++) { if (x[i] > 10) break; s += x[i] * x[i]; } return s; }", Values + "; n: 6" },
        { "no turn", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = x[0]; for (int i = 0; i < n; i++) { if (x[i] < 0) break; s += x[i] * x[i]; } return s; }", Values + "; n: -3" },
        { "break last", All + "public static double F(ReadOnlySpan<double> x) { double s = 1; for (int i = 0; i < x.Length; i++) { s = Math.Sin(s * x[i]) + s; if (s > 2) break; } return s; }", Values },
        { "return inside", All + "public static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) { s += Math.Exp(x[i]); if (s > 7) return s * x[i]; } return s; }", Values },
        { "index behind the loop", All + "public static double F(ReadOnlySpan<double> x) { double s = 0; int i; for (i = 0; i < x.Length; i++) { if (x[i] < 0) break; s += Math.Exp(x[i] * s); } return s * i; }", Values },
        { "index behind the loop, not left", All + "public static double F(ReadOnlySpan<double> x) { double s = 0; int i; for (i = 0; i < x.Length; i++) { if (x[i] > 10) break; s += Math.Exp(x[i]); } return s * i; }", Values },
        { "index behind a loop by threes", All + "public static double F(ReadOnlySpan<double> x) { double s = 0.5; int i = 1; for (; i <= x.Length - 1; i += 3) { if (s > 100) break; if (x[i] > 1.5) continue; s *= x[i] + i; } return s * i; }", Values },
        { "downwards", All + "public static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = x.Length - 1; i >= 0; i--) { s = Math.Sin(s + x[i]); if (s < -0.1) break; if (s > 0.3) continue; s *= 2; } return s * s; }", Values },
        { "from a computed start", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = 1; for (int k = 0; k < 3; k++) for (int i = k * n; i < x.Length; i += 2) { s *= 1 + x[i] * x[i]; if (s > 20) break; } return s; }", Values + "; n: 2" },
        { "foreach", All + "public static double F(double[] x) { double s = 0; foreach (double v in x) { if (v < 0) continue; if (v > 2.5) break; s = s * 0.5 + v * v; } return s; }", Values },
        { "nested, both left", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = 1; for (int i = 0; i < n; i++) for (int j = 0; j < x.Length; j++) { s = Math.Sin(s + x[j] * x[i]); if (s > 0.99) return s * s; if (s < -0.7) break; } return s; }", Values + "; n: 4" },
        { "stores", Writing + "public static void F(Span<double> y, ReadOnlySpan<double> x) { for (int i = 1; i < x.Length; i++) { y[i] = y[i - 1] * x[i]; if (y[i] < -0.5) return; y[i] += 1; } }", "y: new double[] { 0.5, 1, 1, 1, 1, 1 }; " + Values },
        { "index in a lambda", All + "public static double F(ReadOnlySpan<double> x) { double s = 0; int i; for (i = 0; i < x.Length; i++) { Next(); if (s > 9) break; s += x[i] * s + 1; } return s; void Next() => s += i; }", Values },
        { "two exits", All + "public static double F(ReadOnlySpan<double> x, double a) { double s = a; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) { s *= x[i]; break; } s += x[i] * a; if (s > 100) return s; s *= s; } return s + a; }", Values + "; a: 0.75" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_with_differences(string name, string method, string values)
    {
        Assert.NotEmpty(name);
        Case test = new(method, values.Split("; "));
        GradientCheck.Run(test.Program, test.Arguments);
    }

    [Fact]
    public void The_forward_sweep_reads_like_the_source_and_the_backward_sweep_goes_by_the_index()
    {
        string file = Compile("""
            [Differentiable(nameof(x))]
            public static double F(ReadOnlySpan<double> x, double a)
            {
                double s = 1;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] < 0) break;
                    s = Math.Sin(s * x[i]) * a;
                }

                return s;
            }
            """).Generated.Single(pair => !pair.Key.Contains(".Vector.", StringComparison.Ordinal)).Value;
        Assert.Contains("        for (int i = 0; i < x.Length; i++)\n", file, StringComparison.Ordinal);
        Assert.Contains("                break;\n", file, StringComparison.Ordinal);
        Assert.Contains("        for (int i = turns - 1; i >= 0; i--)", file, StringComparison.Ordinal);
        Assert.Contains("xGradient[i] += ", file, StringComparison.Ordinal);
        Assert.DoesNotContain("while (", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Tape<int>", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_turn_that_leaves_does_not_step_past_the_greatest_int()
    {
        CompiledProgram program = Compile("""
            [Differentiable]
            public static double F(double a)
            {
                double s = a;
                int i;
                for (i = int.MaxValue - 2; i <= int.MaxValue; i++) { s *= a; if (i == int.MaxValue) break; }
                return s * (i - (int.MaxValue - 1));
            }

            public static double Derivative() => FGradient(2).Item2;
            """, new() { CheckOverflow = true });
        Assert.Equal(4 * 8.0, (double)program.Run("P", "Derivative")!);
    }

    [Fact]
    public void A_vast_bound_costs_only_the_turns_that_are_taken()
    {
        CompiledProgram program = Compile("""
            [Differentiable]
            public static double F(double a)
            {
                double s = a;
                for (int i = 0; i < int.MaxValue; i++) { s *= a; if (s > 100) break; }
                return s;
            }

            public static double Derivative() => FGradient(2).Item2;

            public static long Allocated()
            {
                Derivative();
                long before = GC.GetAllocatedBytesForCurrentThread();
                Derivative();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
            """);
        Assert.Equal(7 * 64.0, (double)program.Run("P", "Derivative")!);
        Assert.Equal(0L, (long)program.Run("P", "Allocated")!);
    }

    private static CompiledProgram Compile(string members, HarnessOptions? options = null) =>
        ExecutionHarness.Compile("using System;\nusing Adjoint;\n\npublic static partial class P\n{\n" + members + "\n}\n", options);
}
