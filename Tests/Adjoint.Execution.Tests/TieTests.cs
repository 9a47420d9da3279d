using System.Globalization;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>All ties of the largest or smallest value that a loop finds share its derivative evenly, in every mode.</summary>
public sealed class TieTests
{
    public static TheoryData<string, string, string, double, string> Extrema => new()
    {
        { "three of five", "double m = double.NegativeInfinity; foreach (double v in x) m = Math.Max(m, v); return m;", "3, 1, 3, 2, 3", 3, "1/3 0 1/3 0 1/3" },
        { "one alone", "double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); return m * m;", "1, 4, 2", 16, "0 8 0" },
        { "the first twice", "double m = x[0]; for (int i = 0; i < x.Length; i++) m = Math.Max(x[i], m); return m;", "2, 2, 1", 2, "2/3 1/3 0" },
        { "with a constant", "double m = 0; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); return m;", "0, -1, 0", 0, "1/3 0 1/3" },
        { "a constant alone", "double m = 5; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); return m;", "1, 2, 3", 5, "0 0 0" },
        { "smallest", "double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Min(m, x[i]); return 2 * m;", "1, 1, 1, 1", 2, "1/2 1/2 1/2 1/2" },
        { "of squares", "double m = 0; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i] * x[i]); return m;", "2, -2, 1", 4, "2 -2 0" },
        { "two a turn", "double m = -9; for (int i = 0; i < x.Length; i++) { m = Math.Max(m, x[i]); m = Math.Max(m, -x[i]); } return m;", "2, -2, 1", 2, "1/2 -1/2 0" },
        { "of those chosen", "double m = -9; for (int i = 0; i < x.Length; i++) { if (i != 1) m = Math.Max(m, x[i]); } return m;", "2, 7, 2", 2, "1/2 0 1/2" },
        { "in a grid", "double m = -9; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) m = Math.Max(m, x[3 * i + j]); return m;", "2, 1, 2, 2, 0, 2", 2, "1/4 0 1/4 1/4 0 1/4" },
        {
            "of sums, which are not added up twice",
            "double m = 99; for (int i = 0; i < 3; i++) { double s = 0; for (int j = 0; j < 2; j++) s += (j + 1) * x[2 * i + j]; m = Math.Min(m, s); } return m;",
            "1, 1, 3, 0, 9, 9", 3, "1/2 1 1/2 1 0 0"
        },
        {
            "of sums, the best of which come last",
            "double m = 99; for (int i = 0; i < 3; i++) { double s = 0; for (int j = 0; j < 2; j++) s += (j + 1) * x[2 * i + j]; m = Math.Min(m, s); } return m;",
            "9, 9, 1, 1, 3, 0", 3, "0 0 1/2 1 1/2 1"
        },
        {
            "of memory that the loop changes",
            "double[] y = x.ToArray(); double m = -9; for (int i = 0; i < y.Length; i++) { m = Math.Max(m, y[i]); y[i] = 0; } return m + y[0];",
            "5, 5, 5, 1", 5, "1/3 1/3 1/3 0"
        },
        {
            "beside a sum",
            "double m = -9, s = 0; for (int i = 0; i < x.Length; i++) { s += x[i]; m = Math.Max(m, x[i]); } return m * s;",
            "2, 2, 0", 8, "4 4 2"
        },
        {
            "largest and smallest at once",
            "double m = x[0], n = x[0]; for (int i = 1; i < x.Length; i++) { m = Math.Max(m, x[i]); n = Math.Min(n, x[i]); } return m - 2 * n;",
            "1, 1, 3, 3", 1, "-1 -1 1/2 1/2"
        },
        { "infinite", "double m = 0; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); return m;", "double.PositiveInfinity, 1", double.PositiveInfinity, "1 0" },
        { "of NaN", "double m = 0; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); return m;", "1, double.NaN", double.NaN, "1/3 1/3" },
        { "of nothing", "double m = 7; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); return m;", "", 7, "" },
    };

    [Theory]
    [MemberData(nameof(Extrema))]
    public void Ties_share(string name, string body, string point, double value, string gradient)
    {
        double[] expected = gradient.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fraction).ToArray();
        foreach (bool single in new[] { false, true })
        {
            double[][] rows = Run(body, point, single);
            Assert.Equal([value], rows[0]);
            foreach (double[] row in rows.Skip(1))
            {
                Assert.True(expected.Zip(row).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6) && expected.Length == row.Length,
                    $"{name}, {(single ? "float" : "double")}: {string.Join(" ", row)}");
            }
        }
    }

    /// <summary>The value, the gradient, and the gradient by tangents of unit vectors.</summary>
    private static double[][] Run(string body, string point, bool single)
    {
        string source = $$"""
            using System; using System.Globalization; using System.Linq; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double F(ReadOnlySpan<double> x) { {{body}} }
            }
            public static class Driver
            {
                public static string Run()
                {
                    double[] x = { {{point}} }, gradient = new double[x.Length], tangents = new double[x.Length], tangent;
                    double value = P.FGradient(x, gradient);
                    for (int i = 0; i < x.Length; i++) { tangent = new double[x.Length]; tangent[i] = 1; (_, tangents[i]) = P.FJvp(x, tangent); }
                    return string.Join(";", new[] { new[] { value }, gradient, tangents }
                        .Select(row => string.Join(" ", row.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))));
                }
            }
            """;
        source = single ? source.Replace("double", "float", StringComparison.Ordinal) : source;
        string text = (string)ExecutionHarness.Compile(source).Run("Driver", "Run")!;
        return text.Split(';').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToArray();
    }

    /// <summary>What is computed a second time must be the same to the last bit, whichever form the two loops take.</summary>
    [Theory]
    [InlineData("double m = 0, s = 0; for (int i = 0; i < x.Length; i++) { m = Math.Max(m, 0.7 * x[i] + x[i] * x[i]); s = 0.5 * s + 1; } return m + 0 * s;")]
    [InlineData("double m = 0, p = 1; for (int i = 0; i < x.Length; i++) { double v = Math.Exp(x[i]); m = Math.Max(m, v); p *= v; } return m + p;")]
    [InlineData("double m = 0; for (int i = 0; i < x.Length; i++) { m = Math.Max(m, Math.Exp(x[i])); m = Math.Max(Math.Exp(-x[i]), m); } return m;")]
    [InlineData("double m = 1e9; int c = 1; for (int i = 0; i < x.Length; i++) if (x[i] > x[0] * 0.2) { m = Math.Min(m, Math.Log(x[i] + 2) * x[0]); c++; } return m * c;")]
    [InlineData("double m = 0; int at = -1; for (int i = 0; i < x.Length; i++) { double v = x[i] * x[0] + 0.1 * x[i]; m = Math.Max(m, v); if (v > 0.9 && at < 0) at = i; } return at < 0 ? m : m + x[at];")]
    [InlineData("double m = 0; for (int i = 0; i < x.Length; i++) m = Math.Max(m, Math.Sin(3 * x[i]) + x[i] * x[i]); return m;")]
    public void No_tie_is_lost_to_rounding(string body)
    {
        string source = $$"""
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)] public static double F(ReadOnlySpan<double> x) { {{body}} }
            }
            public static class Driver
            {
                public static string Run()
                {
                    Random random = new(17);
                    int kinks = 0;
                    for (int round = 0; round < 200; round++)
                    {
                        double[] x = new double[1 + round % 37];
                        for (int i = 0; i < x.Length; i++) x[i] = 0.05 + random.NextDouble();
                        double[] along = new double[x.Length], gradient = new double[x.Length];
                        for (int i = 0; i < x.Length; i++) along[i] = random.NextDouble() - 0.5;
                        double coarse = Slope(x, along, 1e-6), fine = Slope(x, along, 2e-7);
                        P.FGradient(x, gradient);
                        double reverse = 0;
                        for (int i = 0; i < x.Length; i++) reverse += along[i] * gradient[i];
                        double forward = P.FJvp(x, along).Tangent, allowed = 1e-4 * (1 + Math.Abs(fine));
                        bool isKink = Math.Abs(coarse - fine) > allowed;
                        kinks += isKink ? 1 : 0;
                        if (!isKink && !(Math.Abs(reverse - fine) < allowed && Math.Abs(forward - fine) < allowed))
                        {
                            return FormattableString.Invariant($"round {round}: {reverse} backwards, {forward} forwards, {fine} by differences");
                        }
                    }

                    return kinks < 20 ? "right" : $"{kinks} kinks";
                }

                private static double Slope(double[] x, double[] along, double step)
                {
                    double[] up = new double[x.Length], down = new double[x.Length];
                    for (int i = 0; i < x.Length; i++) { up[i] = x[i] + step * along[i]; down[i] = x[i] - step * along[i]; }
                    return (P.F(up) - P.F(down)) / (2 * step);
                }
            }
            """;
        Assert.Equal("right", ExecutionHarness.Compile(source).Run("Driver", "Run"));
    }

    [Fact]
    public void Second_derivatives_see_the_ties_of_the_first()
    {
        string source = """
            using System; using Adjoint;
            public static partial class P
            {
                [Differentiable(Derivatives.Hessian)]
                public static double F(ReadOnlySpan<double> x)
                {
                    double m = double.NegativeInfinity;
                    for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i] * x[i] * x[i]);
                    return m;
                }
            }
            public static class Driver
            {
                public static string Run()
                {
                    double[] hessian = new double[9];
                    P.FHessian(new double[] { 2, 1, 2 }, hessian);
                    return string.Join(" ", hessian);
                }
            }
            """;
        Assert.Equal("6 0 0 0 0 0 0 0 6", ExecutionHarness.Compile(source).Run("Driver", "Run"));
    }

    private static double Fraction(string text)
    {
        string[] parts = text.Split('/');
        double numerator = double.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 1 ? numerator : numerator / double.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
