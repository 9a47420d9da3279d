namespace Quickstart.Data;

/// <summary>What the network learns from, and what it is tested on.</summary>
/// <param name="Training">For training, a part of it for validation.</param>
/// <param name="Test">Seen once, at the end.</param>
/// <param name="Origin">Where they come from, for the user.</param>
public sealed record DigitData(DigitSet Training, DigitSet Test, string Origin)
{
    /// <summary>The name of the file of training images.</summary>
    public const string TrainingFile = "optdigits-train.csv";

    /// <summary>The name of the file of test images.</summary>
    public const string TestFile = "optdigits-test.csv";

    /// <summary>Reads both files.</summary>
    /// <param name="folder">Where they are.</param>
    /// <returns>The data.</returns>
    /// <exception cref="DataException">A file is missing or corrupt.</exception>
    public static DigitData Read(string folder) => new(
        DigitFile.Read(Path.Combine(folder, TrainingFile)),
        DigitFile.Read(Path.Combine(folder, TestFile)),
        folder);
}
