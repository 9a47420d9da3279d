using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>What a function throws, its companions throw: an index out of bounds above all, before anything outside of the bounds is touched.</summary>
public sealed class ExceptionTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)] public static double F";

    [Theory]
    [InlineData("(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) s += Math.Exp(a[i]) * b[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) { double d = b[i]; s += a[i]; } return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * a[i + 1] + b[0]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = a.Length; i >= 0; i--) s += a[i] * b[0]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int k = 0; k < 2; k++) for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) { if (a[i] > 38) throw new IndexOutOfRangeException(); s += a[i] * b[0]; } return s; }")]
    [InlineData("(double[] a, double[] b) { for (int i = 0; i < a.Length; i++) a[i] *= b[i]; return a[0]; }")]
    [InlineData("(double[] a, double[] b) { double s = 1; for (int i = 0; i < a.Length; i++) s *= a[i] * b[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; if (b[0] == 0) throw new ArgumentException(); return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = a.Length * 3; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s + checked(n * 100000000); }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = int.MaxValue; for (int i = 0; i <= n; i++) s += a[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = int.MaxValue; for (int i = n - n; i <= n; i += 3) s += a[i] * b[0]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = int.MinValue, k = a.Length - 1; for (int i = k; i >= n; i--) s += a[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = int.MaxValue; for (int i = n - 5; i <= n; i++) s += b[i & 63]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = int.MaxValue; for (int i = 0; i + 1 <= n; i += 2) s += a[i] * a[i + 1]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; for (int i = 5; i >= int.MinValue; i -= 2) s += a[i]; return s; }")]
    [InlineData("(double[] a, double[] b) { double s = 0; int n = int.MaxValue; for (int j = 0; j < 2; j++) for (int i = j; i <= n; i++) { double t = b[j] * a[i]; s += t * t; } return s; }")]
    public void Companions_throw_what_the_function_throws(string function)
    {
        string source = "using System; using Adjoint; public static partial class P { " + All + function + Methods + "}";
        CompiledProgram program = ExecutionHarness.Compile(source);
        foreach (string companion in new[] { "Value", "Forward", "Gradient", "Vjp", "Jvp" })
        {
            Assert.Throws<IndexOutOfRangeException>(() => program.Run("P", "Run" + companion));
        }

        Assert.Equal(1234.5, (double)program.Run("P", "Behind")!);
    }

    [Theory]
    [InlineData("for (int i = 0; i < n - 147483646; i += 900000000) s += x;")]
    [InlineData("for (int i = n - 1; i <= n; i++) { count[i - (n - 1)] = true; s += x; }")]
    [InlineData("for (int i = 0; i > -n + 147483646; i -= 900000000) s += x;")]
    public void Loop_whose_index_wraps_around_is_not_taken_for_one_that_ends(string loop)
    {
        CompiledProgram program = ExecutionHarness.Compile(
            "using System; using Adjoint; public static partial class P { [Differentiable] public static double F(double x, int n, bool[] count) { double s = 0; " + loop + " return s; } "
            + "public static void Run() => FGradient(0.5, int.MaxValue, new bool[8]); }");
        Assert.ThrowsAny<SystemException>(() => program.Run("P", "Run"));
    }

    [Fact]
    public void Bounds_of_Clamp_on_integers_are_checked_as_it_checks_them()
    {
        CompiledProgram program = ExecutionHarness.Compile(
            "using System; using Adjoint; public static partial class P { [Differentiable] public static double F(double x, int first, int last) => x * Math.Clamp(5, first, last); "
            + "public static void Run() => F(0.5, 4, -3); public static void RunGradient() => FGradient(0.5, 4, -3); }");
        string message = Assert.Throws<ArgumentException>(() => program.Run("P", "Run")).Message;
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => program.Run("P", "RunGradient")).Message);
    }

    [Theory]
    [InlineData("0", "-1")]
    [InlineData("int.MaxValue", "2")]
    [InlineData("3", "int.MaxValue")]
    public void Numbers_of_a_range_are_checked_as_it_checks_them(string first, string count)
    {
        CompiledProgram program = ExecutionHarness.Compile(
            "using System; using System.Linq; using Adjoint; public static partial class P { [Differentiable] public static double F(double x, int first, int count) { double s = 0; foreach (int i in Enumerable.Range(first, count)) s += x; return s; } "
            + $"public static void Run() => F(0.5, {first}, {count}); public static void RunGradient() => FGradient(0.5, {first}, {count}); }}");
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => program.Run("P", "Run")).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => program.Run("P", "RunGradient")).ParamName);
    }

    // The destinations of b are a part of an array, so that what is written behind them would be seen.
    private const string Methods = """

            private static double[] A() { double[] a = new double[40]; for (int i = 0; i < 40; i++) a[i] = i; return a; }
            private static double[] B() { double[] b = new double[39]; for (int i = 0; i < 39; i++) b[i] = i; return b; }
            private static readonly double[] Destination = new double[48];
            private static Span<double> ForB() { Destination.AsSpan().Fill(1234.5); return Destination.AsSpan(0, 39); }
            public static void RunValue() => F(A(), B());
            public static void RunForward() => FForward(A(), B());
            public static void RunGradient() => FGradient(A(), B(), new double[40], ForB());
            public static void RunVjp() => FVjp(A(), B(), 1, new double[40], ForB());
            public static void RunJvp() => FJvp(A(), B(), new double[40], new double[39]);
            public static double Behind() { double worst = 1234.5; foreach (double d in Destination.AsSpan(39)) if (d != 1234.5) worst = d; return worst; }
        """;
}
