using System.Globalization;
using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class SpecialFunctionsTests
{
    private const double Infinity = double.PositiveInfinity;

    // What the documentation of each promises.
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["Erf"] = 1,
        ["Erfc"] = 5,
        ["NormalPdf"] = 3,
        ["NormalCdf"] = 5,
        ["NormalQuantile"] = 5,
        ["LogGamma"] = 4,
        ["Digamma"] = 5,
        ["Polygamma"] = 8,
        ["Sigmoid"] = 2,
        ["Softplus"] = 3,
    };

    public static TheoryData<string> Names => new(Units.Keys);

    /// <summary>Values computed with 60 digits by another program, each in two doubles: random points, subnormal ones, the borders of every approximation.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAreWithinThePromisedUnits(string name)
    {
        int values = 0;
        foreach (Exact exact in Table().Where(row => row.Function == name))
        {
            values++;
            double actual = Value(exact);
            double scale = Scale(exact);
            double unit = Math.BitIncrement(scale) - scale;
            double error = Math.Abs(actual - exact.Value - exact.Rest) / unit;
            Assert.True(
                error <= (exact.Order > 20 ? 12 : Units[name]),
                string.Create(CultureInfo.InvariantCulture, $"{name}({exact.X:R}, {exact.Order}) is {actual:R}, {error:F2} units from {exact.Value:R}"));
        }

        Assert.True(values > 25, $"only {values} values of {name}");
    }

    [Theory]
    [InlineData("Erf", 2)]
    [InlineData("Erfc", 5)]
    [InlineData("NormalPdf", 5)]
    [InlineData("NormalCdf", 5)]
    public void VectorFormsAreAsGood(string name, double units)
    {
        VectorFunction function = VectorFunctions.Own.Single(candidate => candidate.Name == name);
        foreach (Exact exact in Table().Where(row => row.Function == name))
        {
            double unit = Math.BitIncrement(Math.Abs(exact.Value)) - Math.Abs(exact.Value);
            foreach (int width in new[] { 512, 256, 128 })
            {
                double actual = function.Apply(Enumerable.Repeat(exact.X, 8).ToArray(), width)[3];
                double error = Math.Abs(actual - exact.Value - exact.Rest) / unit;
                Assert.True(error <= units, string.Create(CultureInfo.InvariantCulture, $"{name}({exact.X:R}) is {actual:R}, {error:F2} units from {exact.Value:R}"));
            }
        }
    }

    [Fact]
    public void FloatsAreRoundedDoubles()
    {
        foreach (Exact exact in Table())
        {
            float x = (float)exact.X;
            double wide = Value(exact with { X = x });
            float narrow = exact.Function switch
            {
                "Erf" => SpecialFunctions.Erf(x),
                "Erfc" => SpecialFunctions.Erfc(x),
                "NormalPdf" => SpecialFunctions.NormalPdf(x),
                "NormalCdf" => SpecialFunctions.NormalCdf(x),
                "NormalQuantile" => SpecialFunctions.NormalQuantile(x),
                "LogGamma" => SpecialFunctions.LogGamma(x),
                "Digamma" => SpecialFunctions.Digamma(x),
                "Polygamma" => exact.Order == 1 ? SpecialFunctions.Trigamma(x) : SpecialFunctions.Polygamma(x, exact.Order),
                "Softplus" => SpecialFunctions.Softplus(x),
                _ => (float)wide,
            };
            Assert.Equal((float)wide, narrow);
        }
    }

    [Theory]
    [InlineData("Sigmoid", Infinity, 1)]
    [InlineData("Sigmoid", -Infinity, 0)]
    [InlineData("Softplus", Infinity, Infinity)]
    [InlineData("Softplus", -Infinity, 0)]
    [InlineData("Erf", 0.0, 0.0)]
    [InlineData("Erf", double.Epsilon, double.Epsilon)]
    [InlineData("Erf", Infinity, 1)]
    [InlineData("Erf", -Infinity, -1)]
    [InlineData("Erf", -5.93, -1)]
    [InlineData("Erfc", Infinity, 0)]
    [InlineData("Erfc", 27.3, 0)]
    [InlineData("Erfc", 1e300, 0)]
    [InlineData("Erfc", 0.0, 1)]
    [InlineData("Erfc", -Infinity, 2)]
    [InlineData("NormalPdf", Infinity, 0)]
    [InlineData("NormalPdf", -1e300, 0)]
    [InlineData("NormalPdf", 0.0, 0.3989422804014327)]
    [InlineData("NormalCdf", 0.0, 0.5)]
    [InlineData("NormalCdf", Infinity, 1)]
    [InlineData("NormalCdf", -Infinity, 0)]
    [InlineData("NormalCdf", -39.0, 0)]
    [InlineData("NormalQuantile", 0.0, -Infinity)]
    [InlineData("NormalQuantile", 0.5, 0.0)]
    [InlineData("NormalQuantile", 1.0, Infinity)]
    [InlineData("NormalQuantile", -double.Epsilon, double.NaN)]
    [InlineData("NormalQuantile", 1.0000000000000002, double.NaN)]
    [InlineData("NormalQuantile", Infinity, double.NaN)]
    [InlineData("LogGamma", 1.0, 0.0)]
    [InlineData("LogGamma", 2.0, 0.0)]
    [InlineData("LogGamma", 0.0, Infinity)]
    [InlineData("LogGamma", -3.0, Infinity)]
    [InlineData("LogGamma", -1e300, Infinity)]
    [InlineData("LogGamma", Infinity, Infinity)]
    [InlineData("LogGamma", -Infinity, Infinity)]
    [InlineData("LogGamma", double.MaxValue, Infinity)]
    [InlineData("Digamma", 0.0, -Infinity)]
    [InlineData("Digamma", -3.0, double.NaN)]
    [InlineData("Digamma", Infinity, Infinity)]
    [InlineData("Digamma", -Infinity, double.NaN)]
    [InlineData("Trigamma", 0.0, Infinity)]
    [InlineData("Trigamma", -2.0, Infinity)]
    [InlineData("Trigamma", Infinity, 0)]
    [InlineData("Trigamma", -Infinity, double.NaN)]
    [InlineData("Trigamma", 1e-200, Infinity)]
    [InlineData("Trigamma", 1e300, 1e-300)]
    public void LimitsAreKept(string name, double x, double expected)
    {
        double actual = Value(new(name, 1, x, 0, 0));
        Assert.Equal(expected, actual);
        Assert.True(double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual));
        Assert.True(double.IsNaN(Value(new(name, 1, double.NaN, 0, 0))));
    }

    [Theory]
    [InlineData(1.0, -1, double.NaN)]
    [InlineData(double.NaN, 2, double.NaN)]
    [InlineData(0.0, 2, -Infinity)]
    [InlineData(0.0, 3, Infinity)]
    [InlineData(-4.0, 2, double.NaN)]
    [InlineData(-4.0, 3, Infinity)]
    [InlineData(-0.3, 1000, Infinity)]
    [InlineData(1e-100, 4, -Infinity)]
    [InlineData(1.5, 1_000_000_000, -Infinity)]
    [InlineData(1e10, 100, 0)]
    [InlineData(double.PositiveInfinity, 2, 0)]
    [InlineData(double.NegativeInfinity, 3, double.NaN)]
    public void PolygammasAtTheEdges(double x, int order, double expected) => Assert.Equal(expected, SpecialFunctions.Polygamma(x, order));

    [Fact]
    public void NegativeZerosAreLimitsFromBelow()
    {
        Assert.True(double.IsNegative(SpecialFunctions.Erf(-0.0)));
        Assert.Equal(1, SpecialFunctions.Erfc(-0.0));
        Assert.Equal(-Infinity, SpecialFunctions.NormalQuantile(-0.0));
        Assert.Equal(Infinity, SpecialFunctions.LogGamma(-0.0));
        Assert.Equal(Infinity, SpecialFunctions.Digamma(-0.0));
        Assert.Equal(Infinity, SpecialFunctions.Trigamma(-0.0));
        Assert.Equal(Infinity, SpecialFunctions.Polygamma(-0.0, 2));
        Assert.Equal(Infinity, SpecialFunctions.Polygamma(-0.0, 3));
    }

    [Fact]
    public void OrdersZeroAndOneHaveNames()
    {
        foreach (double x in new[] { 0.3, 7, -1.7 })
        {
            Assert.Equal(SpecialFunctions.Digamma(x), SpecialFunctions.Polygamma(x, 0));
            Assert.Equal(SpecialFunctions.Trigamma(x), SpecialFunctions.Polygamma(x, 1));
        }
    }

    [Fact]
    public void TheErrorFunctionIsOdd()
    {
        for (double x = 0.01; x < 7; x += 0.0371)
        {
            Assert.Equal(-SpecialFunctions.Erf(x), SpecialFunctions.Erf(-x));
            Assert.Equal(SpecialFunctions.NormalPdf(x), SpecialFunctions.NormalPdf(-x));
        }
    }

    /// <summary>What lies on both sides of a border is near to one another.</summary>
    [Fact]
    public void NothingJumpsAtTheBordersOfApproximations()
    {
        foreach (double border in new[] { 0.84375, 2.5, -0.84375, 0.25, 1.1932426932522988, 3.5355339059327378 })
        {
            foreach (Func<double, double> function in new Func<double, double>[] { SpecialFunctions.Erf, SpecialFunctions.NormalCdf, SpecialFunctions.Erfc })
            {
                double below = function(border * (1 - 1e-15)), above = function(border * (1 + 1e-15));
                Assert.True(Math.Abs(above - below) <= Math.Max(Math.Abs(above), Math.Abs(below)) * 6e-14);
            }
        }
    }

    [Fact]
    public void TheQuantileInvertsTheDistribution()
    {
        for (double x = -37; x < 5; x += 0.173)
        {
            // p has a rounding error, which the inverse magnifies p / (x' p) times.
            double p = SpecialFunctions.NormalCdf(x);
            double slack = 1e-15 * (1 + Math.Abs(x) + (5 * p / SpecialFunctions.NormalPdf(x)));
            Assert.Equal(x, SpecialFunctions.NormalQuantile(p), slack);
        }
    }

    [Fact]
    public void DerivativesAgreeWithDifferences()
    {
        foreach (double x in new[] { 0.3, 1.7, 12.5, -1.4 })
        {
            Derivative.Check(SpecialFunctions.LogGamma, SpecialFunctions.Digamma, x).Assert(1e-6);
            Derivative.Check(SpecialFunctions.Digamma, SpecialFunctions.Trigamma, x).Assert(1e-6);
            Derivative.Check(SpecialFunctions.NormalCdf, SpecialFunctions.NormalPdf, x).Assert(1e-6);
            Derivative.Check(SpecialFunctions.Softplus, SpecialFunctions.Sigmoid, x).Assert(1e-6);
        }
    }

    // Where a function of negative numbers has zeros, it is off by units of its largest term.
    private static double Scale(Exact exact)
    {
        double magnitude = Math.Abs(exact.Value);
        bool hasZeros = exact.X < 0 && (exact.Function is "LogGamma" or "Digamma" || (exact.Function == "Polygamma" && exact.Order % 2 == 0));
        if (!hasZeros)
        {
            return magnitude;
        }

        return exact.Function == "Polygamma"
            ? Math.Max(magnitude, SpecialFunctions.Polygamma(Math.Abs(exact.X - Math.Round(exact.X)), exact.Order + 1))
            : Math.Max(1, magnitude);
    }

    private static double Value(Exact exact) => exact.Function switch
    {
        "Erf" => SpecialFunctions.Erf(exact.X),
        "Erfc" => SpecialFunctions.Erfc(exact.X),
        "NormalPdf" => SpecialFunctions.NormalPdf(exact.X),
        "NormalCdf" => SpecialFunctions.NormalCdf(exact.X),
        "NormalQuantile" => SpecialFunctions.NormalQuantile(exact.X),
        "LogGamma" => SpecialFunctions.LogGamma(exact.X),
        "Digamma" => SpecialFunctions.Digamma(exact.X),
        "Trigamma" => SpecialFunctions.Trigamma(exact.X),
        "Polygamma" => SpecialFunctions.Polygamma(exact.X, exact.Order),
        "Softplus" => SpecialFunctions.Softplus(exact.X),
        _ => SpecialFunctions.Sigmoid(exact.X),
    };

    private static List<Exact> Table()
    {
        using Stream stream = typeof(SpecialFunctionsTests).Assembly.GetManifestResourceStream("SpecialValues.csv")!;
        using StreamReader reader = new(stream);
        List<Exact> rows = [];
        for (string? line = reader.ReadLine(); (line = reader.ReadLine()) is not null;)
        {
            string[] cells = line.Split(',');
            int order = cells[1].Length == 0 ? 0 : int.Parse(cells[1], CultureInfo.InvariantCulture);
            rows.Add(new(cells[0], order, Number(cells[2]), Number(cells[3]), Number(cells[4])));
        }

        return rows;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Exact(string Function, int Order, double X, double Value, double Rest);
}
