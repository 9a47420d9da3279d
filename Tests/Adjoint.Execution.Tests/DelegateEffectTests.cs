using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Delegates that return nothing and are given to the method are called once, in order, where there is one.</summary>
public sealed class DelegateEffectTests
{
    [Fact]
    public void They_are_called_in_order_and_once()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            #nullable enable
            using System;
            using System.Globalization;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
                public static double F(double[] x, Action<int, double>? turn, Action<string> log)
                {
                    double s = 0;
                    log("begin");
                    for (int i = 0; i < x.Length; i++)
                    {
                        s = s * x[i] + x[i];
                        turn?.Invoke(i, x[i + 1 - 1]);
                    }

                    log?.Invoke($"end {s > 0}");
                    return s;
                }

                public static string Run()
                {
                    double[] x = { 0.5, 2 }, g = new double[2];
                    string text = "";
                    Action<int, double> turn = (i, v) => text += string.Create(CultureInfo.InvariantCulture, $"{i}:{v} ");
                    Action<string> log = word => text += word + " ";
                    double value = FGradient(x, turn, log, g);
                    text += string.Create(CultureInfo.InvariantCulture, $"| {value} {g[0]} {g[1]} | ");
                    _ = FJvp(x, null, log, new double[] { 1, 0 });
                    return text;
                }
            }
            """);
        Assert.Equal("begin 0:0.5 1:2 end True | 3 2 1.5 | begin end True ", program.Run("P", "Run"));
    }
}
