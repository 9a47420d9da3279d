using System.Reflection;

namespace Quickstart;

/// <summary>Where the build wrote the gradients that the generator made.</summary>
public static class GeneratedSource
{
    /// <summary>The file that holds the companions of a method; null where the sources are not on this machine.</summary>
    /// <param name="method">Type and method, <c>Digits.Loss</c>.</param>
    /// <returns>The path.</returns>
    public static string? Find(string method)
    {
        string? folder = typeof(GeneratedSource).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(entry => entry.Key == "GeneratedSources")?.Value;
        return folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"*{method}*.g.cs", SearchOption.AllDirectories)
                .OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)
                .Select(path => Path.GetRelativePath(Environment.CurrentDirectory, path))
                .FirstOrDefault()
            : null;
    }
}
