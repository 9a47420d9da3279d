using Adjoint;

namespace Quickstart.Data;

/// <summary>Images of 8 × 8 pixels between 0 and 1, one after another, and the digit that each shows.</summary>
public sealed class DigitSet
{
    /// <summary>The number of pixels in an image.</summary>
    public const int Pixels = Side * Side;

    private const int Side = 8;

    private readonly float[] pixels;
    private readonly int[] labels;

    /// <summary>Wraps arrays; they are not copied.</summary>
    /// <param name="pixels">The pixels of all images.</param>
    /// <param name="labels">The digit in each.</param>
    public DigitSet(float[] pixels, int[] labels)
    {
        if (pixels.Length != labels.Length * Pixels)
        {
            throw new ArgumentException($"{labels.Length} images have {labels.Length * Pixels} pixels, not {pixels.Length}.", nameof(pixels));
        }

        this.pixels = pixels;
        this.labels = labels;
    }

    /// <summary>The number of images.</summary>
    public int Count => labels.Length;

    /// <summary>The images, one a row.</summary>
    public Rows<float> Images => new(pixels, Pixels);

    /// <summary>The digits.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Copies the images at some positions into a set of their own.</summary>
    /// <param name="positions">Which, in this order.</param>
    /// <returns>The new set.</returns>
    public DigitSet Select(ReadOnlySpan<int> positions)
    {
        DigitSet selected = new(new float[positions.Length * Pixels], new int[positions.Length]);
        for (int i = 0; i < positions.Length; i++)
        {
            Images[positions[i]].CopyTo(selected.pixels.AsSpan(i * Pixels, Pixels));
            selected.labels[i] = labels[positions[i]];
        }

        return selected;
    }

    /// <summary>Puts the images into another order, in place (Fisher and Yates).</summary>
    /// <param name="random">The random numbers.</param>
    public void Shuffle(RandomSource random)
    {
        Span<float> held = stackalloc float[Pixels];
        for (int last = Count - 1; last > 0; last--)
        {
            int other = random.Next(last + 1);
            Span<float> a = pixels.AsSpan(last * Pixels, Pixels);
            Span<float> b = pixels.AsSpan(other * Pixels, Pixels);
            a.CopyTo(held);
            b.CopyTo(a);
            held.CopyTo(b);
            (labels[last], labels[other]) = (labels[other], labels[last]);
        }
    }

    /// <summary>
    /// Copies the images over those of a set of equal size, each moved a little and with noise on every pixel.
    /// </summary>
    /// <param name="destination">Where they go.</param>
    /// <param name="shift">The largest move across and down, less than one pixel.</param>
    /// <param name="noise">The largest change of a pixel.</param>
    /// <param name="random">The random numbers.</param>
    public void CopyDistorted(DigitSet destination, double shift, float noise, RandomSource random)
    {
        random.FillUniform(destination.pixels, -noise, noise);
        for (int i = 0; i < Count; i++)
        {
            AddMoved(
                Images[i],
                destination.pixels.AsSpan(i * Pixels, Pixels),
                (float)random.NextDouble(-shift, shift),
                (float)random.NextDouble(-shift, shift));
        }

        labels.CopyTo(destination.labels, 0);
    }

    /// <summary>The same images with the labels dealt out anew: nothing is left to learn.</summary>
    /// <param name="random">The random numbers.</param>
    /// <returns>The new set.</returns>
    public DigitSet WithShuffledLabels(RandomSource random)
    {
        int[] shuffled = [.. labels];
        random.Shuffle<int>(shuffled);
        return new DigitSet(pixels, shuffled);
    }

    /// <summary>Adds an image moved by parts of a pixel, each pixel a mean of four; beyond the edge all is blank.</summary>
    private static void AddMoved(ReadOnlySpan<float> image, Span<float> destination, float across, float down)
    {
        int column = Math.Sign(across);
        int row = Math.Sign(down);
        (float across1, float down1) = (Math.Abs(across), Math.Abs(down));
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                destination[(y * Side) + x] +=
                    ((1 - down1) * (((1 - across1) * Pixel(image, x, y)) + (across1 * Pixel(image, x - column, y))))
                    + (down1 * (((1 - across1) * Pixel(image, x, y - row)) + (across1 * Pixel(image, x - column, y - row))));
            }
        }
    }

    private static float Pixel(ReadOnlySpan<float> image, int x, int y) =>
        (uint)x < Side && (uint)y < Side ? image[(y * Side) + x] : 0;
}
