namespace Adjoint.Package.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Gen.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>The user's package cache; made if need be, since a configured fallback folder must exist.</summary>
    public static string UserPackages { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")).FullName;

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Gen.sln is in none of the folders above the tests.");
    }
}
