using System.Globalization;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>What checkpoints are for: the same gradient, of less memory; and what the generated file says of them.</summary>
public sealed class CheckpointTests
{
    private const string Waves = """
        using System;
        using System.Threading;
        using Adjoint;

        public static partial class P
        {
            [Differentiable(nameof(u), nameof(k))]
            public static double Plain(double[] u, double k, int n)
            {
                double[] v = new double[u.Length];
                for (int i = 0; i < u.Length; i++) v[i] = u[i];
                for (int t = 0; t < n; t++) Turn(v, k, t);
                return v[u.Length / 2] * v[1];
            }

            [Differentiable(nameof(u), nameof(k))]
            public static double Few(double[] u, double k, int n, int count)
            {
                double[] v = new double[u.Length];
                for (int i = 0; i < u.Length; i++) v[i] = u[i];
                for (int t = 0; t < n; t++)
                {
                    Derivative.Checkpoint(count);
                    Turn(v, k, t);
                }

                return v[u.Length / 2] * v[1];
            }

            [Differentiable(nameof(u), nameof(k))]
            public static double Whole(double[] u, double k, int n)
            {
                double sum = 0;
                for (int t = 0; t < n; t++) sum = Math.Sin(sum) + Marked(u, k + 0.001 * sum, t);
                return sum;
            }

            [Differentiable(nameof(u), nameof(k))]
            public static double Unmarked(double[] u, double k, int n)
            {
                double sum = 0;
                for (int t = 0; t < n; t++) sum = Math.Sin(sum) + Stored(u, k + 0.001 * sum, t);
                return sum;
            }

            [Checkpoint] static double Marked(double[] u, double k, int t) { double[] v = new double[u.Length]; for (int i = 0; i < u.Length; i++) v[i] = u[i] * k; for (int r = 0; r < 30; r++) Turn(v, k, t); double s = 0; int j = 0; while (s < 3 && j < u.Length) s += v[j++] * v[0]; return s; }
            static double Stored(double[] u, double k, int t) { double[] v = new double[u.Length]; for (int i = 0; i < u.Length; i++) v[i] = u[i] * k; for (int r = 0; r < 30; r++) Turn(v, k, t); double s = 0; int j = 0; while (s < 3 && j < u.Length) s += v[j++] * v[0]; return s; }

            static void Turn(double[] v, double k, int t)
            {
                for (int i = 1; i + 1 < v.Length; i++) v[i] += k * Math.Sin(v[i - 1] - 2 * v[i] + v[i + 1] + t);
            }
        }

        public static class Driver
        {
            public static string Plain() => Measured((u, g) => P.PlainGradient(u, 0.1, 1000, g));
            public static string Few3() => Measured((u, g) => P.FewGradient(u, 0.1, 1000, 3, g));
            public static string Few10() => Measured((u, g) => P.FewGradient(u, 0.1, 1000, 10, g));
            public static string Few100() => Measured((u, g) => P.FewGradient(u, 0.1, 1000, 100, g));
            public static string Chosen() => Measured((u, g) => P.FewGradient(u, 0.1, 1000, 0, g));
            public static string Whole() => Measured((u, g) => P.WholeGradient(u, 0.1, 300, g));
            public static string Unmarked() => Measured((u, g) => P.UnmarkedGradient(u, 0.1, 300, g));

            // A thread has a workspace of its own, which grows to what it needs at most.
            private static string Measured(Func<double[], double[], (double Value, double KGradient)> gradient)
            {
                string result = "";
                Thread thread = new(() =>
                {
                    double[] u = new double[64], g = new double[64];
                    for (int i = 0; i < u.Length; i++) u[i] = Math.Sin(0.3 * i);
                    var (value, k) = gradient(u, g);
                    double sum = 0;
                    for (int i = 0; i < g.Length; i++) sum += g[i] * (i + 1);
                    result = FormattableString.Invariant($"{Workspace.Current.BytesReserved} {value:G12} {k:G9} {sum:G9}");
                });
                thread.Start();
                thread.Join();
                return result;
            }
        }
        """;

    private static readonly CompiledProgram Program = ExecutionHarness.Compile(Waves);

    [Fact]
    public void Fewer_snapshots_take_less_memory_and_give_the_same_gradient()
    {
        (long bytes, string gradient) = Measured("Plain");
        (long three, string ofThree) = Measured("Few3");
        (long ten, string ofTen) = Measured("Few10");
        (long hundred, string ofHundred) = Measured("Few100");
        (long chosen, string ofChosen) = Measured("Chosen");
        Assert.Equal([gradient, gradient, gradient, gradient], [ofThree, ofTen, ofHundred, ofChosen]);

        // A thousand turns store at least three numbers of 62 elements each; ten snapshots are ten times 64 numbers.
        Assert.InRange(bytes, 1000 * 62 * 8, long.MaxValue);
        Assert.InRange(ten, 0, bytes / 10);
        Assert.InRange(three, 0, ten);
        Assert.InRange(hundred, ten, bytes / 2);
        Assert.InRange(chosen, 0, bytes / 4);
    }

    [Fact]
    public void Checkpointed_methods_store_nothing_of_theirs()
    {
        (long stored, string gradient) = Measured("Unmarked");
        (long marked, string same) = Measured("Whole");
        Assert.Equal(gradient, same);
        Assert.InRange(marked, 0, stored / 10);
    }

    [Fact]
    public void Loops_with_checkpoints_say_so()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(nameof(x))]
                public static double F(double x, int n)
                {
                    double s = x;
                    for (int i = 0; i < n; i++)
                    {
                        Derivative.Checkpoint(12);
                        s = Math.Sin(s * x);
                    }

                    return G(s) * s;
                }

                [Checkpoint] static double G(double x) { double s = x; for (int i = 0; i < 9; i++) s = Math.Sin(s) + x; return s; }
            }
            """);
        string file = program.Generated.Values.Single(text => text.Contains("FGradient", StringComparison.Ordinal));
        Assert.Contains("Line 10, backward: runs again between 12 snapshots of its state, nothing else stored.", file, StringComparison.Ordinal);
        Assert.Contains("Line 16, backward: 'G(s) * s' runs again what is checkpointed, of which nothing is stored.", file, StringComparison.Ordinal);
        Assert.Contains("// Carries cotangents back through the turns from first to last of a loop of P.F.", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_many_turns_do_not_nest_deeply()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(nameof(x))]
                public static double F(double x, int n, int count)
                {
                    double s = 0;
                    for (int i = 0; i < n; i++) { Derivative.Checkpoint(count); s = s * 0.5 + x; }
                    return s;
                }

                public static string Run() => FormattableString.Invariant($"{FGradient(1, 200_000, 1_000_000).XGradient} {FGradient(1, 200_000, 0).XGradient} {FGradient(1, 3000, 1).XGradient} {FGradient(1, 0, 5)}");
            }
            """);
        Assert.Equal("2 2 2 (0, 0)", program.Run("P", "Run"));
    }

    private static (long Bytes, string Gradient) Measured(string method)
    {
        string[] parts = ((string)Program.Run("Driver", method)!).Split(' ', 2);
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }
}
