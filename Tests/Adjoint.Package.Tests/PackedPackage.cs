using System.Globalization;

namespace Adjoint.Package.Tests;

/// <summary>
/// The package, packed once for all tests into a folder of its own, under a version that no cache has seen. Consumers
/// restore it into that folder, too, so that nothing of it stays in the user's package cache.
/// </summary>
public sealed class PackedPackage : IDisposable
{
    public PackedPackage()
    {
        Root = Directory.CreateTempSubdirectory("adjoint-package-").FullName;
        Feed = Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;
        Version = "0.1.0-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);
        string project = Path.Combine(Repository.Root, "Runtime", "Adjoint.csproj");
        Dotnet.Run(Repository.Root, "pack", project, "-c", "Release", "-o", Feed, "-nologo", "-v", "q", "-p:PackageVersion=" + Version)
            .RequireSuccess();
        File.WriteAllText(Path.Combine(Root, "nuget.config"), NuGetConfig());
    }

    /// <summary>The folder below which consumers stand; its <c>nuget.config</c> knows the package.</summary>
    public string Root { get; }

    public string Feed { get; }

    public string Version { get; }

    public string PackageFile => Path.Combine(Feed, $"Adjoint.{Version}.nupkg");

    /// <summary>A clean folder with the given files, in which <c>{version}</c> stands for the package's version.</summary>
    public string Consumer(string name, params (string File, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        foreach ((string file, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), text.Replace("{version}", Version, StringComparison.Ordinal));
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    // Other packages (the NativeAOT compiler) are taken from the user's cache where it has them.
    private string NuGetConfig() => $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Path.Combine(Root, "packages")}" />
          </config>
          <fallbackPackageFolders>
            <add key="user" value="{Repository.UserPackages}" />
          </fallbackPackageFolders>
          <packageSources>
            <add key="packed" value="{Feed}" />
          </packageSources>
        </configuration>
        """;
}
