using System.Globalization;
using System.Runtime.Intrinsics;
using Xunit;

namespace Adjoint.Runtime.Tests;

/// <summary>Functions of two and three vectors, on all pairs of special values and on random points.</summary>
public sealed class VectorPairsTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 2.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon,
        -double.Epsilon, double.MaxValue, double.MinValue, 1e-300, 1e300, 1e-200, 1e200, 0.99999999999999989, 1.0000000000000002, 1e15, 9007199254740993,
    ];

    [Fact]
    public void PowIsWithinTwoUnits() => Near(
        "Pow", Math.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow);

    [Fact]
    public void Atan2IsWithinTwoUnits() => Near(
        "Atan2", Math.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2);

    [Fact]
    public void HypotIsWithinTwoUnits() => Near(
        "Hypot", double.Hypot, VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot);

    [Fact]
    public void SelectionsEqualTheirScalars()
    {
        Same("Max", Math.Max, VectorMath.Max, VectorMath.Max, VectorMath.Max);
        Same("Min", Math.Min, VectorMath.Min, VectorMath.Min, VectorMath.Min);
        Same("MaxNumber", double.MaxNumber, VectorMath.MaxNumber, VectorMath.MaxNumber, VectorMath.MaxNumber);
        Same("MinNumber", double.MinNumber, VectorMath.MinNumber, VectorMath.MinNumber, VectorMath.MinNumber);
        Same("MaxMagnitude", double.MaxMagnitude, VectorMath.MaxMagnitude, VectorMath.MaxMagnitude, VectorMath.MaxMagnitude);
        Same("MinMagnitude", double.MinMagnitude, VectorMath.MinMagnitude, VectorMath.MinMagnitude, VectorMath.MinMagnitude);
        Same("MaxMagnitudeNumber", double.MaxMagnitudeNumber, VectorMath.MaxMagnitudeNumber, VectorMath.MaxMagnitudeNumber, VectorMath.MaxMagnitudeNumber);
        Same("MinMagnitudeNumber", double.MinMagnitudeNumber, VectorMath.MinMagnitudeNumber, VectorMath.MinMagnitudeNumber, VectorMath.MinMagnitudeNumber);
        Same("CopySign", double.CopySign, VectorMath.CopySign, VectorMath.CopySign, VectorMath.CopySign);
        Same("LogBase", Math.Log, VectorMath.LogBase, VectorMath.LogBase, VectorMath.LogBase);
        Same("Atan2Pi", double.Atan2Pi, VectorMath.Atan2Pi, VectorMath.Atan2Pi, VectorMath.Atan2Pi);
        Same("Ieee754Remainder", Math.IEEERemainder, VectorMath.Ieee754Remainder, VectorMath.Ieee754Remainder, VectorMath.Ieee754Remainder);
        Same("RootN", (x, y) => double.RootN(x, 3), (x, y) => VectorMath.RootN(x, 3), (x, y) => VectorMath.RootN(x, 3), (x, y) => VectorMath.RootN(x, 3));
        Same("ScaleB", (x, y) => Math.ScaleB(x, -7), (x, y) => VectorMath.ScaleB(x, -7), (x, y) => VectorMath.ScaleB(x, -7), (x, y) => VectorMath.ScaleB(x, -7));
        Same("RoundDigits", (x, y) => Math.Round(x, 2), (x, y) => VectorMath.RoundDigits(x, 2), (x, y) => VectorMath.RoundDigits(x, 2), (x, y) => VectorMath.RoundDigits(x, 2));
    }

    [Fact]
    public void CombinationsEqualTheirScalars()
    {
        Same("FusedMultiplyAdd", (x, y) => Math.FusedMultiplyAdd(x, y, 0.3), (x, y) => VectorMath.FusedMultiplyAdd(x, y, Vector512.Create(0.3)), (x, y) => VectorMath.FusedMultiplyAdd(x, y, Vector256.Create(0.3)), (x, y) => VectorMath.FusedMultiplyAdd(x, y, Vector128.Create(0.3)));
        Same("Lerp", (x, y) => double.Lerp(x, y, 0.3), (x, y) => VectorMath.Lerp(x, y, Vector512.Create(0.3)), (x, y) => VectorMath.Lerp(x, y, Vector256.Create(0.3)), (x, y) => VectorMath.Lerp(x, y, Vector128.Create(0.3)));
        Same("Clamp", (x, y) => Math.Clamp(x, -1.5, 2.5), (x, y) => VectorMath.Clamp(x, Vector512.Create(-1.5), Vector512.Create(2.5)), (x, y) => VectorMath.Clamp(x, Vector256.Create(-1.5), Vector256.Create(2.5)), (x, y) => VectorMath.Clamp(x, Vector128.Create(-1.5), Vector128.Create(2.5)));
        Assert.Throws<ArgumentException>(() => VectorMath.Clamp(Vector256<float>.Zero, Vector256.Create(1f), Vector256.Create(0f)));
    }

    [Fact]
    public void SignsAreNumbersAndNaNThrows()
    {
        Assert.Equal(Vector256.Create(-1.0, 0, 1, 1), VectorMath.Sign(Vector256.Create(double.NegativeInfinity, -0.0, double.Epsilon, 5)));
        Assert.Equal(Vector128.Create(-1f, 0, 1, 1), VectorMath.Sign(Vector128.Create(-2f, -0f, float.Epsilon, 5)));
        Assert.Throws<ArithmeticException>(() => VectorMath.Sign(Vector512.Create(double.NaN)));
        Assert.Throws<ArithmeticException>(() => VectorMath.Sign(Vector512.Create(float.NaN)));
    }

    private static (double[] X, double[] Y) Points()
    {
        RandomSource random = new(17);
        List<double> x = [];
        List<double> y = [];
        foreach (double first in Special)
        {
            foreach (double second in Special)
            {
                x.Add(first);
                y.Add(second);
            }
        }

        while (x.Count < 40_000)
        {
            switch (x.Count % 5)
            {
                case 0:
                    x.Add(random.NextDouble(-10, 10));
                    y.Add(random.NextDouble(-10, 10));
                    break;
                case 1:
                    x.Add(random.NextDouble(0, 3));
                    y.Add(random.NextDouble(-600, 600));
                    break;
                case 2:
                    x.Add(random.NextNormal());
                    y.Add(random.Next(-20, 20));
                    break;
                case 3:
                    x.Add(1 + (random.NextNormal() * 1e-4));
                    y.Add(random.NextDouble(-1e6, 1e6));
                    break;
                default:
                    x.Add(BitConverter.UInt64BitsToDouble(random.NextUInt64()));
                    y.Add(BitConverter.UInt64BitsToDouble(random.NextUInt64()));
                    break;
            }
        }

        return ([.. x], [.. y]);
    }

    private static void Near(
        string name,
        Func<double, double, double> reference,
        Func<Vector512<float>, Vector512<float>, Vector512<float>> single512,
        Func<Vector256<float>, Vector256<float>, Vector256<float>> single256,
        Func<Vector128<float>, Vector128<float>, Vector128<float>> single128,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> double512,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> double256,
        Func<Vector128<double>, Vector128<double>, Vector128<double>> double128)
    {
        (double[] x, double[] y) = Points();
        float[] u = Array.ConvertAll(x, value => (float)value);
        float[] v = Array.ConvertAll(y, value => (float)value);
        for (int i = 0; i < x.Length; i += 16)
        {
            for (int lane = 0; lane < 16; lane++)
            {
                int at = i + lane;
                double expected = reference(x[at], y[at]);
                Check(at, Ulps.Between(double512(Wide512(x, at), Wide512(y, at))[at % 8], expected));
                Check(at, Ulps.Between(double256(Wide256(x, at), Wide256(y, at))[at % 4], expected));
                Check(at, Ulps.Between(double128(Wide128(x, at), Wide128(y, at))[at % 2], expected));
                double single = reference(u[at], v[at]);
                Check(at, Ulps.BetweenSingle(single512(Single512(u, at), Single512(v, at))[at % 16], single));
                Check(at, Ulps.BetweenSingle(single256(Single256(u, at), Single256(v, at))[at % 8], single));
                Check(at, Ulps.BetweenSingle(single128(Single128(u, at), Single128(v, at))[at % 4], single));
            }
        }

        void Check(int at, double error) => Assert.True(
            error <= 2,
            string.Create(CultureInfo.InvariantCulture, $"{name} of {x[at]:R}, {y[at]:R} is {error:F2} units in the last place away."));
    }

    private static void Same(
        string name,
        Func<double, double, double> reference,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> double512,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> double256,
        Func<Vector128<double>, Vector128<double>, Vector128<double>> double128)
    {
        (double[] x, double[] y) = Points();
        for (int at = 0; at < 8_000; at++)
        {
            double expected = reference(x[at], y[at]);
            bool equal = double512(Wide512(x, at), Wide512(y, at))[at % 8].Equals(expected)
                && double256(Wide256(x, at), Wide256(y, at))[at % 4].Equals(expected)
                && double128(Wide128(x, at), Wide128(y, at))[at % 2].Equals(expected);
            Assert.True(equal, string.Create(CultureInfo.InvariantCulture, $"{name} of {x[at]:R}, {y[at]:R} is not {expected:R}."));
        }
    }

    private static Vector512<double> Wide512(double[] x, int at) => Vector512.Create<double>(x.AsSpan(at & ~7));

    private static Vector256<double> Wide256(double[] x, int at) => Vector256.Create<double>(x.AsSpan(at & ~3));

    private static Vector128<double> Wide128(double[] x, int at) => Vector128.Create<double>(x.AsSpan(at & ~1));

    private static Vector512<float> Single512(float[] x, int at) => Vector512.Create<float>(x.AsSpan(at & ~15));

    private static Vector256<float> Single256(float[] x, int at) => Vector256.Create<float>(x.AsSpan(at & ~7));

    private static Vector128<float> Single128(float[] x, int at) => Vector128.Create<float>(x.AsSpan(at & ~3));
}
