using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Deep recursion and long loops: what a gradient costs beside its value, in calls, in memory, and in allocations.</summary>
public sealed class DepthTests
{
    private const string Functions = """
        using System;
        using Adjoint;

        public static partial class P
        {
            private static int calls;

            [NoDerivative] private static void Count() => calls++;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)]
            public static double Chain(double x, int n)
            {
                Count();
                return n == 0 ? x : Math.Sin(Chain(x * 1.0001, n - 1)) + 0.5 * x;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double Tree(double x, int n)
            {
                Count();
                return n < 2 ? x : Tree(x * 0.99, n - 1) * Math.Cos(Tree(x, n - 2));
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double Steps(double x, int n)
            {
                double s = x;
                for (int i = 0; i < n; i++) s = Math.Sin(s) + 0.5 * x;
                return s;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double Until(double x, double end)
            {
                double t = 0, s = x;
                while (t < end) { s = s * 0.9999 + 1e-4 * Math.Cos(s * x); t += 1; }
                return s;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double Sum(double x, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++) s += Math.Sin(x * i);
                return s;
            }

        """;

    [Theory]
    [InlineData("Chain(0.5, 3000)", "Chain", "0.5, 3000", "0.5, 3000, 1")]
    [InlineData("Tree(0.9, 15)", "Tree", "0.9, 15", "0.9, 15, 1")]
    public void A_gradient_makes_no_more_calls_than_its_value(string call, string name, string arguments, string tangents) => Run($$"""
        double value = {{call}};
        int ofValue = calls;
        calls = 0;
        (double again, double slope) = {{name}}Gradient({{arguments}});
        if (calls != ofValue || again != value) throw new Exception($"{calls} calls for {ofValue}, value {again} for {value}");
        Close(slope, {{name}}Jvp({{tangents}}).Tangent);
        """);

    [Theory]
    [InlineData("Steps(0.5, 1_000_000)", "Steps", "0.5, 1_000_000", "0.5, 1_000_000, 1", 8)]
    [InlineData("Until(0.5, 1e6)", "Until", "0.5, 1e6", "0.5, 1e6, 1, 0", 16)]
    [InlineData("Sum(0.5, 1_000_000)", "Sum", "0.5, 1_000_000", "0.5, 1_000_000, 1", 0)]
    public void A_million_steps_keep_a_few_bytes_each(string call, string name, string arguments, string tangents, int bytesPerStep) => Run($$"""
        Workspace.Current.Trim();
        double value = {{call}};
        var result = {{name}}Gradient({{arguments}});
        if (Math.Abs(result.Value - value) > 1e-9 * Math.Max(1, Math.Abs(value))) throw new Exception($"value {result.Value} for {value}");
        long kept = Workspace.Current.BytesReserved;
        if (kept > {{bytesPerStep}} * 1_000_000L * 2 + 200_000) throw new Exception($"{kept} bytes");
        Close(result.XGradient, {{name}}Jvp({{tangents}}).Tangent);
        """);

    [Theory]
    [InlineData("Chain", "0.5, 500")]
    [InlineData("Tree", "0.9, 9")]
    [InlineData("Steps", "0.5, 1000")]
    [InlineData("Until", "0.5, 1000")]
    public void A_warm_gradient_allocates_nothing(string name, string arguments) => Run($$"""
        for (int i = 0; i < 3; i++) {{name}}Gradient({{arguments}});
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) {{name}}Gradient({{arguments}});
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0) throw new Exception($"{allocated} bytes");
        """);

    private static void Run(string body) => ExecutionHarness.Compile(Functions + $$"""

            private static void Close(double left, double right)
            {
                if (Math.Abs(left - right) > 1e-8 * Math.Max(1, Math.Abs(right))) throw new Exception($"{left} for {right}");
            }

            public static void Run()
            {
                {{body}}
            }
        }
        """).Run("P", "Run");
}
