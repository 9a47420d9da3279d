using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class RandomSourceTests
{
    // Computed by a second implementation, in another language.
    private const ulong KnownNormals = 6840879879928343605;

    [Fact]
    public void TheStreamIsTheReferenceStream()
    {
        // SplitMix64 of seed 0 begins with the first three words; xoshiro256** is then computed by its reference code.
        RandomState state = new RandomSource(0).Save();
        Assert.Equal(0xE220A8397B1DCDAFUL, state.A);
        Assert.Equal(0x6E789E6AA1B965F4UL, state.B);
        Assert.Equal(0x06C45D188009454FUL, state.C);

        // xoshiro256** from the state 1, 2, 3, 4.
        RandomSource known = new(new RandomState(1, 2, 3, 4));
        Assert.Equal(
            [11520UL, 0UL, 1509978240UL, 1215971899390074240UL],
            new[] { known.NextUInt64(), known.NextUInt64(), known.NextUInt64(), known.NextUInt64() });
    }

    [Fact]
    public void SeedsReproduceAndDiffer()
    {
        RandomSource a = new(7);
        RandomSource b = new(7);
        RandomSource c = new(8);
        Assert.Equal(Draw(a), Draw(b));
        Assert.NotEqual(Draw(a), Draw(c));

        static double[] Draw(RandomSource source) =>
            Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? source.NextNormal() : source.NextDouble()).ToArray();
    }

    [Fact]
    public void NormalNumbersAreTheSameOnEveryMachine()
    {
        RandomSource source = new(2024);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < 10_000; i++)
        {
            hash = unchecked((hash ^ BitConverter.DoubleToUInt64Bits(source.NextNormal())) * 1099511628211);
        }

        Assert.Equal(KnownNormals, hash);
    }

    [Fact]
    public void StatesSaveAndRestore()
    {
        RandomSource source = new(3);
        source.NextDouble();
        RandomState state = source.Save();
        double next = source.NextDouble();
        source.NextNormal();
        source.Restore(state);
        Assert.Equal(next, source.NextDouble());
        Assert.Equal(next, new RandomSource(state).NextDouble());
        Assert.Throws<ArgumentException>(() => source.Restore(default));
        Assert.NotEqual(source.Split().NextUInt64(), source.NextUInt64());
    }

    [Fact]
    public void UniformNumbersFillTheirRange()
    {
        RandomSource source = new(1);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            double x = source.NextDouble();
            Assert.InRange(x, 0, 1 - 1e-16);
            Assert.InRange(source.NextSingle(), 0, 1 - 5.9e-8f);
            counts[(int)(x * 10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void IntegersAreEquallyLikely()
    {
        RandomSource source = new(1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[source.Next(7)]++;
            Assert.InRange(source.Next(-3, 3), -3, 2);
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Next(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Next(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Next(int.MinValue, int.MaxValue));
        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => source.NextBoolean()), 4_800, 5_200);
    }

    [Fact]
    public void NormalNumbersHaveTheRightMoments()
    {
        double[] values = new double[200_000];
        new RandomSource(9).FillNormal(values);
        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, values.Average(value => value * value), 0.015);
        Assert.Equal(3, values.Average(value => value * value * value * value), 0.08);
        Assert.Equal(0.0227501, values.Count(value => value > 2) / (double)values.Length, 0.0015);
        Assert.Equal(0.00134990, values.Count(value => value < -3) / (double)values.Length, 0.0004);
    }

    [Fact]
    public void ShufflesAreUniformPermutations()
    {
        RandomSource source = new(4);
        Dictionary<string, int> counts = [];
        Span<int> order = stackalloc int[3];
        for (int i = 0; i < 60_000; i++)
        {
            source.FillPermutation(order);
            string key = string.Join(',', order.ToArray());
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void InitializersHaveTheirDeviations()
    {
        RandomSource source = new(6);
        float[] weights = new float[100_000];
        Initializers.HeNormal(weights, 50, source);
        Assert.Equal(0.04, weights.Average(w => w * w), 0.001);
        Initializers.HeUniform(weights, 50, source);
        Assert.Equal(0.04, weights.Average(w => w * w), 0.001);
        Assert.True(weights.Max() <= MathF.Sqrt(6f / 50));
        Initializers.GlorotUniform(weights, 20, 30, source);
        Assert.Equal(0.04, weights.Average(w => w * w), 0.001);
        double[] wide = new double[100_000];
        Initializers.GlorotNormal(wide, 20, 30, source);
        Assert.Equal(0.04, wide.Average(w => w * w), 0.001);
        Assert.Throws<ArgumentOutOfRangeException>(() => Initializers.HeNormal(weights, 0, source));
        Assert.Throws<ArgumentNullException>(() => Initializers.HeNormal(weights, 1, null!));
    }
}
