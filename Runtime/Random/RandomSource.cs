using System.Numerics;

namespace Adjoint;

/// <summary>
/// Random numbers that reproduce: the same seed gives the same numbers on every machine and in every version of .NET
/// (xoshiro256** of Blackman and Vigna 2018, seeded by SplitMix64). Not for secrets; not to be shared between threads.
/// </summary>
public sealed partial class RandomSource
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Begins the stream of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public RandomSource(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>Goes on where a saved state stood.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">The state is all zeros, which no stream reaches.</exception>
    public RandomSource(RandomState state)
    {
        Restore(state);
    }

    /// <summary>The state, from which <see cref="Restore"/> or the constructor continues with the same numbers.</summary>
    /// <returns>The state.</returns>
    public RandomState Save() => new(s0, s1, s2, s3);

    /// <summary>Goes on where a saved state stood.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">The state is all zeros, which no stream reaches.</exception>
    public void Restore(RandomState state)
    {
        if (state == default)
        {
            throw new ArgumentException("A state of zeros is no state of this generator.", nameof(state));
        }

        (s0, s1, s2, s3) = (state.A, state.B, state.C, state.D);
    }

    /// <summary>A new source whose stream does not overlap this one's; this one moves on by one number.</summary>
    /// <returns>The new source.</returns>
    public RandomSource Split() => new(NextUInt64());

    /// <summary>64 random bits.</summary>
    /// <returns>The bits.</returns>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A number from 0 to less than 1, a multiple of 2^-53.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 to less than 1, a multiple of 2^-24.</summary>
    /// <returns>The number.</returns>
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <summary>A number from a range.</summary>
    /// <param name="low">The smallest.</param>
    /// <param name="high">What it stays below.</param>
    /// <returns>The number.</returns>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>An integer from 0 to less than a bound, all equally likely (Lemire 2019).</summary>
    /// <param name="bound">The bound, at least 1.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is less than 1.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            uint rejected = unchecked(0u - range) % range;
            while ((uint)product < rejected)
            {
                product = (NextUInt64() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>An integer from a range, all equally likely.</summary>
    /// <param name="low">The smallest.</param>
    /// <param name="high">What it stays below.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or has more than 2^31 - 1 numbers.</exception>
    public int Next(int low, int high)
    {
        long range = (long)high - low;
        if (range is < 1 or > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "The range must have from 1 to 2^31 - 1 numbers.");
        }

        return low + Next((int)range);
    }

    /// <summary>True or false, equally likely.</summary>
    /// <returns>Either.</returns>
    public bool NextBoolean() => (long)NextUInt64() < 0;

    /// <summary>A normally distributed number of mean 0 and standard deviation 1.</summary>
    /// <remarks>
    /// By inversion with Acklam's rational approximation (relative error 1.2e-9), which uses arithmetic, one logarithm and
    /// one square root only; the logarithm is our own, so that the stream is the same on every machine.
    /// </remarks>
    /// <returns>The number.</returns>
    public double NextNormal()
    {
        // Odd multiples of 2^-54: never 0 nor 1, symmetric about one half.
        double uniform = ((NextUInt64() >> 11) + 0.5) * (1.0 / (1UL << 53));
        return NormalQuantile(uniform);
    }

    /// <summary>A normally distributed number.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation.</param>
    /// <returns>The number.</returns>
    public double NextNormal(double mean, double standardDeviation) => mean + (standardDeviation * NextNormal());

    private static ulong SplitMix(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        ulong mixed = state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return mixed ^ (mixed >> 31);
    }
}
