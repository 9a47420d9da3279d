using Adjoint;

namespace Quickstart.Data;

/// <summary>
/// Digits that the program draws itself where the real ones are out of reach: strokes bent, scaled, turned, slanted and
/// moved at random, seen through 8 × 8 pixels with noise. They are easier to tell apart than handwriting.
/// </summary>
public static class DrawnDigits
{
    private const int Side = 8;
    private const int TrainingCount = 3000;
    private const int TestCount = 1000;

    // The strokes of 0 to 9: points, x from 0 to 4 and y from 0 (top) to 6; a bar lifts the pen.
    private static readonly string[] Glyphs =
    [
        "10 30 41 45 36 16 05 01 10",
        "11 20 26",
        "01 10 30 41 42 06 46",
        "01 10 30 41 42 33 44 45 36 16 05 | 13 33",
        "36 30 04 44",
        "40 00 03 33 44 45 36 06",
        "30 10 01 05 16 36 45 44 33 13 04",
        "00 40 16",
        "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33",
        "16 36 45 41 30 10 01 02 13 33 42",
    ];

    /// <summary>Draws training and test images.</summary>
    /// <param name="seed">The same seed draws the same images.</param>
    /// <returns>The data.</returns>
    public static DigitData Draw(ulong seed)
    {
        RandomSource random = new(seed);
        return new DigitData(DrawSet(TrainingCount, random), DrawSet(TestCount, random), "drawn by this program");
    }

    private static DigitSet DrawSet(int count, RandomSource random)
    {
        float[] pixels = new float[count * DigitSet.Pixels];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(10);
            DrawGlyph(Glyphs[labels[i]], pixels.AsSpan(i * DigitSet.Pixels, DigitSet.Pixels), random);
        }

        return new DigitSet(pixels, labels);
    }

    private static void DrawGlyph(string glyph, Span<float> image, RandomSource random)
    {
        double angle = random.NextNormal(0, 0.12);
        double slant = random.NextNormal(0, 0.15);
        double width = random.NextDouble(0.9, 1.3);
        double height = random.NextDouble(0.9, 1.15);
        double left = 3.5 + random.NextNormal(0, 0.35);
        double top = 3.5 + random.NextNormal(0, 0.3);
        double pen = random.NextDouble(0.5, 0.9);
        (double Sine, double Cosine) turn = Math.SinCos(angle);

        foreach (string stroke in glyph.Split('|', StringSplitOptions.TrimEntries))
        {
            (double X, double Y)? from = null;
            foreach (string point in stroke.Split(' '))
            {
                double x = (point[0] - '2' + random.NextNormal(0, 0.15)) * width;
                double y = (point[1] - '3' + random.NextNormal(0, 0.15)) * height;
                x -= slant * y;
                (double X, double Y) to = (
                    left + (turn.Cosine * x) - (turn.Sine * y),
                    top + (turn.Sine * x) + (turn.Cosine * y));
                DrawSegment(image, from ?? to, to, pen);
                from = to;
            }
        }

        for (int i = 0; i < image.Length; i++)
        {
            double seen = Math.Clamp(image[i] + random.NextNormal(0, 0.06), 0, 1);
            image[i] = (float)Math.Round(seen * 16) / 16;
        }
    }

    /// <summary>Darkens the pixels near a line, less with the distance.</summary>
    private static void DrawSegment(Span<float> image, (double X, double Y) from, (double X, double Y) to, double pen)
    {
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double square = (dx * dx) + (dy * dy);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                double along = (((column - from.X) * dx) + ((row - from.Y) * dy)) / Math.Max(square, 1e-9);
                double t = Math.Clamp(along, 0, 1);
                double distance = double.Hypot(column - from.X - (t * dx), row - from.Y - (t * dy));
                ref float pixel = ref image[(row * Side) + column];
                pixel = Math.Max(pixel, (float)Math.Clamp(0.5 + pen - distance, 0, 1));
            }
        }
    }
}
