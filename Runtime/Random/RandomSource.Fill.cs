namespace Adjoint;

public sealed partial class RandomSource
{
    /// <summary>Fills a span with numbers from a range.</summary>
    /// <param name="destination">The span.</param>
    /// <param name="low">The smallest.</param>
    /// <param name="high">What they stay below.</param>
    public void FillUniform(Span<double> destination, double low = 0, double high = 1)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = NextDouble(low, high);
        }
    }

    /// <inheritdoc cref="FillUniform(Span{double}, double, double)"/>
    public void FillUniform(Span<float> destination, float low = 0, float high = 1)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = low + ((high - low) * NextSingle());
        }
    }

    /// <summary>Fills a span with normally distributed numbers.</summary>
    /// <param name="destination">The span.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation.</param>
    public void FillNormal(Span<double> destination, double mean = 0, double standardDeviation = 1)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = NextNormal(mean, standardDeviation);
        }
    }

    /// <inheritdoc cref="FillNormal(Span{double}, double, double)"/>
    public void FillNormal(Span<float> destination, float mean = 0, float standardDeviation = 1)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)NextNormal(mean, standardDeviation);
        }
    }

    /// <summary>Fills a span with 0, 1, 2… in random order.</summary>
    /// <param name="destination">The span.</param>
    public void FillPermutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = i;
        }

        Shuffle(destination);
    }

    /// <summary>Puts the elements of a span in random order, all orders equally likely (Fisher and Yates).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The span.</param>
    public void Shuffle<T>(Span<T> elements)
    {
        for (int i = elements.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (elements[i], elements[j]) = (elements[j], elements[i]);
        }
    }
}
