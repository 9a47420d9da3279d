using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Parameters and locals that are named by keywords.</summary>
public sealed class KeywordNameTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double F";

    [Theory]
    [InlineData("(double @this, double @value) => @this * Math.Sin(@value);", "this: 1.5; value: 0.5")]
    [InlineData("(double @class, double @in, double @out) { double @new = @class * @in; double @ref = @new * @out; return @ref + @new; }", "class: 1.5; in: 0.5; out: 2")]
    [InlineData("(double[] @this, ReadOnlySpan<double> @in, double @is) { double s = 0; for (int @for = 0; @for < @this.Length; @for++) { double @new = @this[@for] * @in[@for]; s += @new * @is; } return s; }", "this: new double[] { 1, 2, 3 }; in: new double[] { 0.5, 0.25, 2 }; is: 1.5")]
    [InlineData("(double @this, double @base) { static double G(double @this, double @null) => @this * @null * @null; return G(@this, @base); }", "this: 1.5; base: 0.5")]
    [InlineData("(double @await, double @yield, double @var, double _) => @await * @yield + @var * _;", "await: 1.5; yield: 2; var: 3; _: 0.5")]
    public void Compile_and_agree_with_differences(string method, string values)
    {
        Case test = new(All + method, values.Split("; "));
        GradientCheck.Run(test.Program, test.Arguments);
    }

    [Fact]
    public void The_documentation_refers_to_a_method_named_by_a_keyword()
    {
        CompiledProgram program = ExecutionHarness.Compile(
            "using Adjoint; public static partial class P { [Differentiable] public static double @this(double x) => x * x; }");
        Assert.Contains(program.Generated.Values, text => text.Contains("<see cref=\"@this(double)\"/>", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_named_like_the_method_and_its_companions_do_not_hide_them()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Hessian | Derivatives.Check)]
                public static double F(double F, double FGradient, double FForward, double FHvp, double FJvp) => F * FGradient * FForward + FHvp * FHvp * FJvp;

                public static double Run()
                {
                    FCheck(2, 3, 5, 7, 11).Assert(1e-6);
                    return FForward(2, 3, 5, 7, 11) + FGradient(2, 3, 5, 7, 11).FGradient;
                }
            }

            public sealed partial class Q
            {
                private readonly double _scale = 2;

                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Check)]
                public double F(double F, double FForward) => F * FForward * _scale;

                public static double Run()
                {
                    new Q().FCheck(2, 3).Assert(1e-6);
                    return new Q().FForward(2, 3);
                }
            }
            """);
        Assert.Equal(569 + 15, (double)program.Run("P", "Run")!);
        Assert.Equal(12, (double)program.Run("Q", "Run")!);
    }

    [Fact]
    public void A_parameter_named_like_the_gradient_of_another_has_its_own_name()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
                public static double F(double[] @this, double[] thisGradient) => @this[0] * thisGradient[0];

                public static double Run()
                {
                    double[] first = new double[1], second = new double[1];
                    FGradient([3], [5], thisGradient_: first, thisGradientGradient: second);
                    return 10 * first[0] + second[0];
                }
            }
            """);
        Assert.Equal(53, (double)program.Run("P", "Run")!);
    }
}
