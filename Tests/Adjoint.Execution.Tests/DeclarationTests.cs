using Adjoint.Execution.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests;

/// <summary>Where a method may be declared, and how its companions are called from there.</summary>
public sealed class DeclarationTests
{
    private const string Declarations = """
        using System;
        using Adjoint;

        namespace My.Models
        {
            public static class Plain
            {
                [Differentiable] public static double Cube(double x) => x * x * x;

                [Differentiable("a")] public static double Weighted(double a, double b, double[] c) => a * b * c[0];

                [Differentiable] public static void Scale(Span<double> v, double a) { for (int i = 0; i < v.Length; i++) v[i] *= a; }

                [Differentiable] public static double Scaled(this double x, double y) => x * y;

                [Differentiable] public static double Length(this ReadOnlySpan<double> v, in double by) { double s = 0; foreach (double x in v) s += x * x * by; return Math.Sqrt(s); }
            }

            internal static partial class Outer
            {
                public partial record Inner
                {
                    [Differentiable] internal static float F(float x, float y = 2, params float[] rest) => x * y + (rest.Length > 0 ? rest[0] : 0);

                    internal partial struct Deep
                    {
                        [Differentiable] public static double G(in double x, ref double y) { y *= x; return y + x; }
                    }
                }
            }

            public partial interface IShape
            {
                [Differentiable] static double Area(double r) => 3 * r * r;
            }

            public static partial class Extended
            {
                [Differentiable] internal static double Twice(this double x) => 2 * x;
            }
        }

        """;

    [Theory]
    [InlineData("Plain.CubeGradient(2)", "(8, 12)")]
    [InlineData("My.Models.Plain.CubeForward(2)", "8")]
    [InlineData("Plain.WeightedGradient(2, 3, new[] { 4.0 })", "(24, 12)")]
    [InlineData("2.0.ScaledGradient(5)", "(10, 5, 2)")]
    [InlineData("Plain.ScaledGradient(2, 5)", "(10, 5, 2)")]
    [InlineData("2.0.ScaledForward(5)", "10")]
    [InlineData("((ReadOnlySpan<double>)new[] { 3.0, 4 }).LengthGradient(1, new double[2])", "(5, 2.5)")]
    [InlineData("Plain.LengthGradient(new[] { 3.0, 4 }, 1, new double[2], accumulate: true)", "(5, 2.5)")]
    [InlineData("Outer.Inner.FGradient(1, 2, new[] { 3f }, new float[1])", "(5, 2, 1)")]
    [InlineData("Outer.Inner.FForward(1)", "2")]
    [InlineData("IShape.AreaGradient(2)", "(12, 12)")]
    [InlineData("Extended.TwiceGradient(2)", "(4, 2)")]
    [InlineData("2.0.TwiceGradient()", "(4, 2)")]
    public void Companions_are_called_as_their_method_is(string call, string expected) => Assert.Equal(expected, Result(call));

    [Fact]
    public void References_keep_their_modifiers() => Assert.Equal("((8, 4), 6, 2)", Run("""
        double y = 3, gradient = 0;
        var result = Outer.Inner.Deep.GGradient(2, ref y, ref gradient);
        return (result, y, gradient).ToString();
        """));

    [Fact]
    public void Variables_may_begin_as_null() => GradientCheck.Run(
        new Case(
            """
            [Differentiable]
            public static double F(double x)
            {
                object? o = null;
                string? m = null;
                double r = x;
                if (o is null) r *= x;
                if (x > 0.1) m = "abc";
                return m == null ? r : r * m.Length;
            }
            """,
            []).Program,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "1.5" });

    [Fact]
    public void Void_methods_have_a_product() => Assert.Equal("3: 3 3", Run("""
        double[] v = { 1, 2 }, cotangent = { 1, 1 };
        double a = Plain.ScaleVjp(v, 3, cotangent);
        return $"{a}: {cotangent[0]} {cotangent[1]}";
        """));

    [Fact]
    public void Local_functions_of_programs_bind_by_simple_name()
    {
        CompiledProgram program = ExecutionHarness.Compile(
            """
            using System;
            using Adjoint;

            [Differentiable]
            static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

            string text = RosenbrockGradient(1.5, 2).ToString();
            if (text != "(6.5, 151, -50)")
            {
                throw new InvalidOperationException(text);
            }
            """,
            new HarnessOptions { OutputKind = OutputKind.ConsoleApplication });
        program.Assembly.EntryPoint!.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
    }

    private static string Result(string call) => Run($"return {call}.ToString();");

    private static string Run(string body) => (string)ExecutionHarness.Compile(
        Declarations + "namespace Elsewhere { using My.Models; public static class Caller { public static string Run() { " + body + " } } }").Run("Elsewhere.Caller", "Run")!;
}
