using Quickstart.Data;

namespace Adjoint.Samples.Tests;

/// <summary>Where the real digits are on this machine, if anywhere.</summary>
internal static class RealData
{
    /// <summary>The folder with both files; null where there is none.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(
        folder => File.Exists(Path.Combine(folder, DigitData.TrainingFile)) && File.Exists(Path.Combine(folder, DigitData.TestFile)));

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("ADJOINT_DATA") is { Length: > 0 } named)
        {
            yield return Path.Combine(named, "optdigits");
            yield return named;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "data", "optdigits");
        }

        yield return DigitCache.Folder;
    }
}
