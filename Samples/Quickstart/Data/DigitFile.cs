using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Quickstart.Data;

/// <summary>Reads a file of the optdigits set: a line for each image, 64 integers from 0 to 16 and then the digit.</summary>
public static class DigitFile
{
    private const float Brightest = 16;

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { HasHeaderRecord = false };

    /// <summary>Reads all images of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The images.</returns>
    /// <exception cref="DataException">The file is missing, cannot be read or holds something else.</exception>
    public static DigitSet Read(string path)
    {
        try
        {
            using StreamReader text = new(path);
            return Read(text, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"There is no file '{path}'.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The file '{path}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads all images of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The images.</returns>
    /// <exception cref="DataException">The text holds something else.</exception>
    public static DigitSet Read(TextReader text, string name)
    {
        List<float> pixels = [];
        List<int> labels = [];
        using CsvParser lines = new(text, Format, leaveOpen: true);
        while (lines.Read())
        {
            if (lines.Count != DigitSet.Pixels + 1)
            {
                throw Corrupt(name, lines.Row, $"has {lines.Count} values, not {DigitSet.Pixels + 1}");
            }

            for (int i = 0; i < DigitSet.Pixels; i++)
            {
                pixels.Add(Value(lines, i, 16, name) / Brightest);
            }

            labels.Add(Value(lines, DigitSet.Pixels, 9, name));
        }

        return labels.Count > 0
            ? new DigitSet([.. pixels], [.. labels])
            : throw new DataException($"The file '{name}' is empty.");
    }

    private static int Value(CsvParser lines, int position, int highest, string name) =>
        int.TryParse(lines[position], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int value) && value <= highest
            ? value
            : throw Corrupt(name, lines.Row, $"has '{lines[position]}' as value {position + 1}, not an integer from 0 to {highest}");

    private static DataException Corrupt(string name, int line, string fault) =>
        new($"The file '{name}' is not one of the optdigits set: line {line} {fault}.");
}
