using System.Globalization;
using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class VectorMathTests
{
    private const int Points = 100_000;

    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon,
        2.2250738585072014e-308, -2.2250738585072009e-308, double.MaxValue, double.MinValue, 1e-300, 1e300, Math.PI, -Math.PI, Math.PI / 2,
        Math.E, 709.78271289338397, 709.79, -745.13, -745.2, 1024, -1074, -1075, 1e5, -1e9, 1e15, 1e22, 0.49999999999999994, 0.5000000000000001,
        4503599627370497.5, 9007199254740993, 0.99999999999999989, 1.0000000000000002, -0.99999999999999989, 2.5, 3.5, -2.5, 88.72, -87.3, -103.9,
        -104.1, 3.4e38, 1e-45, 1.1e-38, 128, -149, -150, 20, -20, 36.7, 1e-20, -1e-20, 1e-8, -1e-8, 0.41421356237309503, 2.414213562373095,
    ];

    public static TheoryData<string> OwnNames => new(VectorFunctions.Own.Select(function => function.Name));

    public static TheoryData<string> SameNames => new(VectorFunctions.Same.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(OwnNames))]
    public void DoublesAreWithinTheTolerance(string name)
    {
        VectorFunction function = VectorFunctions.Own.Single(candidate => candidate.Name == name);
        double[] x = Arguments();
        foreach (int width in new[] { 512, 256, 128 })
        {
            double[] y = function.Apply(x, width);
            double worst = 0;
            double where = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double error = Ulps.Between(y[i], function.Reference(x[i]));
                (worst, where) = error > worst ? (error, x[i]) : (worst, where);
            }

            Report(name, width, worst, where, function.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(OwnNames))]
    public void FloatsAreWithinTwoUnits(string name)
    {
        VectorFunction function = VectorFunctions.Own.Single(candidate => candidate.Name == name);
        float[] x = Array.ConvertAll(Arguments(), argument => (float)argument);
        foreach (int width in new[] { 512, 256, 128 })
        {
            float[] y = function.Apply(x, width);
            double worst = 0;
            double where = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double error = Ulps.BetweenSingle(y[i], function.Reference(x[i]));
                (worst, where) = error > worst ? (error, x[i]) : (worst, where);
            }

            Report(name, width, worst, where, 2);
        }
    }

    [Theory]
    [MemberData(nameof(SameNames))]
    public void OthersEqualTheirScalars(string name)
    {
        VectorFunction function = VectorFunctions.Same.Single(candidate => candidate.Name == name);
        double[] x = Arguments()[..20_000];
        float[] narrow = Array.ConvertAll(x, argument => (float)argument);
        double[] expected = Array.ConvertAll(x, argument => function.Reference(argument));
        float[] expectedNarrow = Array.ConvertAll(narrow, argument => function.SingleReference!(argument));
        foreach (int width in new[] { 512, 256, 128 })
        {
            Assert.Equal(expected, function.Apply(x, width));
            Assert.Equal(expectedNarrow, function.Apply(narrow, width));
        }
    }

    [Fact]
    public void ExactValuesAreWithinTwoUnits()
    {
        foreach ((string name, double x, double expected) in ExactValues.All)
        {
            VectorFunction function = VectorFunctions.Own.Single(candidate => candidate.Name == name);
            foreach (int width in new[] { 512, 256, 128 })
            {
                double actual = function.Apply(Enumerable.Repeat(x, 8).ToArray(), width)[3];
                Report(name, width, Ulps.Between(actual, expected), x, 2);
            }
        }
    }

    /// <summary>Special values, common ranges, numbers near 1 and near 0, and numbers of every magnitude.</summary>
    private static double[] Arguments()
    {
        RandomSource random = new(11);
        double[] x = new double[Points];
        Special.CopyTo(x, 0);
        for (int i = Special.Length; i < x.Length; i++)
        {
            x[i] = (i % 8) switch
            {
                0 => random.NextDouble(-1, 1),
                1 => random.NextDouble(-10, 10),
                2 => random.NextDouble(-100, 100),
                3 => random.NextDouble(0, 1000),
                4 => 1 + (random.NextNormal() * Math.Pow(10, -random.Next(12))),
                5 => random.NextNormal() * Math.Pow(10, -random.Next(30)),
                6 => random.NextDouble(-1e6, 1e6),
                _ => BitConverter.UInt64BitsToDouble(random.NextUInt64()),
            };
        }

        return x;
    }

    private static void Report(string name, int width, double error, double where, double tolerance) => Assert.True(
        error <= tolerance,
        string.Create(CultureInfo.InvariantCulture, $"{name} of {where:R} at {width} bits is {error:F2} units in the last place away."));
}
