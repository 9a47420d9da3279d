namespace Adjoint;

/// <summary>Starting values of weights.</summary>
public static class Initializers
{
    /// <summary>Normal with deviation √(2 / fanIn), for layers followed by a rectifier (He et al. 2015).</summary>
    /// <param name="weights">What to fill.</param>
    /// <param name="fanIn">The number of inputs of a unit.</param>
    /// <param name="random">The random numbers.</param>
    public static void HeNormal(Span<float> weights, int fanIn, RandomSource random) =>
        Require(random).FillNormal(weights, 0, (float)Math.Sqrt(2.0 / Positive(fanIn, nameof(fanIn))));

    /// <inheritdoc cref="HeNormal(Span{float}, int, RandomSource)"/>
    public static void HeNormal(Span<double> weights, int fanIn, RandomSource random) =>
        Require(random).FillNormal(weights, 0, Math.Sqrt(2.0 / Positive(fanIn, nameof(fanIn))));

    /// <summary>Uniform within ±√(6 / fanIn), for layers followed by a rectifier (He et al. 2015).</summary>
    /// <param name="weights">What to fill.</param>
    /// <param name="fanIn">The number of inputs of a unit.</param>
    /// <param name="random">The random numbers.</param>
    public static void HeUniform(Span<float> weights, int fanIn, RandomSource random) =>
        Uniform(weights, Math.Sqrt(6.0 / Positive(fanIn, nameof(fanIn))), random);

    /// <inheritdoc cref="HeUniform(Span{float}, int, RandomSource)"/>
    public static void HeUniform(Span<double> weights, int fanIn, RandomSource random) =>
        Uniform(weights, Math.Sqrt(6.0 / Positive(fanIn, nameof(fanIn))), random);

    /// <summary>Normal with deviation √(2 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    /// <param name="weights">What to fill.</param>
    /// <param name="fanIn">The number of inputs of a unit.</param>
    /// <param name="fanOut">The number of units.</param>
    /// <param name="random">The random numbers.</param>
    public static void GlorotNormal(Span<float> weights, int fanIn, int fanOut, RandomSource random) =>
        Require(random).FillNormal(weights, 0, (float)Math.Sqrt(2.0 / Sum(fanIn, fanOut)));

    /// <inheritdoc cref="GlorotNormal(Span{float}, int, int, RandomSource)"/>
    public static void GlorotNormal(Span<double> weights, int fanIn, int fanOut, RandomSource random) =>
        Require(random).FillNormal(weights, 0, Math.Sqrt(2.0 / Sum(fanIn, fanOut)));

    /// <summary>Uniform within ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    /// <param name="weights">What to fill.</param>
    /// <param name="fanIn">The number of inputs of a unit.</param>
    /// <param name="fanOut">The number of units.</param>
    /// <param name="random">The random numbers.</param>
    public static void GlorotUniform(Span<float> weights, int fanIn, int fanOut, RandomSource random) =>
        Uniform(weights, Math.Sqrt(6.0 / Sum(fanIn, fanOut)), random);

    /// <inheritdoc cref="GlorotUniform(Span{float}, int, int, RandomSource)"/>
    public static void GlorotUniform(Span<double> weights, int fanIn, int fanOut, RandomSource random) =>
        Uniform(weights, Math.Sqrt(6.0 / Sum(fanIn, fanOut)), random);

    private static void Uniform(Span<float> weights, double bound, RandomSource random) =>
        Require(random).FillUniform(weights, (float)-bound, (float)bound);

    private static void Uniform(Span<double> weights, double bound, RandomSource random) =>
        Require(random).FillUniform(weights, -bound, bound);

    private static double Sum(int fanIn, int fanOut) =>
        (double)Positive(fanIn, nameof(fanIn)) + Positive(fanOut, nameof(fanOut));

    private static int Positive(int fan, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fan, 1, name);
        return fan;
    }

    private static RandomSource Require(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random;
    }
}
