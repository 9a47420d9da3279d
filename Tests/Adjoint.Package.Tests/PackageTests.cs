using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Adjoint.Package.Tests;

/// <summary>The package as users meet it: each test is a clean folder and the commands that the documentation tells them.</summary>
public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    private const string Odd = """
        <Nullable>disable</Nullable>
        <ImplicitUsings>disable</ImplicitUsings>
        <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        <GenerateDocumentationFile>true</GenerateDocumentationFile>
        <RootNamespace>System.Adjoint.Odd</RootNamespace>
        <AnalysisLevel>latest-all</AnalysisLevel>
        <!-- What the user's own file does: types outside namespaces, visible fields, arguments not looked at. -->
        <NoWarn>CA1050;CA1051;CA1062</NoWarn>
        <WarningLevel>9999</WarningLevel>
        """;

    private const string Usual = """
        <Nullable>enable</Nullable>
        <ImplicitUsings>enable</ImplicitUsings>
        """;

    [Fact]
    public void Layout_is_that_of_one_package()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackageFile);
        List<string> names = archive.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("lib/net10.0/Adjoint.dll", names);
        Assert.Contains("lib/net10.0/Adjoint.xml", names);
        Assert.Contains("analyzers/dotnet/cs/Adjoint.Generator.dll", names);
        Assert.Contains("analyzers/dotnet/cs/Adjoint.Analyzers.dll", names);
        Assert.Contains("analyzers/dotnet/cs/Adjoint.CodeFixes.dll", names);
        Assert.DoesNotContain(names, name => name.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));

        using StreamReader reader = new(archive.GetEntry("Adjoint.nuspec")!.Open());
        Assert.DoesNotContain("<dependency ", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Class_library_builds_under_odd_settings()
    {
        string folder = package.Consumer(
            "library", ("Library.csproj", Sources.Project("Library", Odd)), ("Library.cs", Sources.Library));
        Dotnet.Run(folder, "build", "-nologo").RequireNoWarning();
    }

    [Fact]
    public void Console_project_runs()
    {
        string folder = package.Consumer(
            "console",
            ("App.csproj", Sources.Project("Exe", Usual)),
            ("Library.cs", Sources.Library),
            ("Program.cs", Sources.Program));
        Dotnet.Run(folder, "build", "-nologo").RequireNoWarning();
        Assert.Contains("all is well", Dotnet.Run(folder, "run", "--no-build").RequireSuccess().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void File_based_app_runs()
    {
        string folder = package.Consumer("file", ("app.cs", Sources.FileApp));
        CommandResult result = Dotnet.Run(folder, "run", "app.cs").RequireNoWarning();
        Assert.Contains(Sources.FileAppOutput, result.Output, StringComparison.Ordinal);
    }

    [NativeToolchainFact]
    public void File_based_app_publishes_to_native_code()
    {
        string folder = package.Consumer("native", ("app.cs", Sources.FileApp));
        Dotnet.Run(folder, "publish", "app.cs", "-o", "out", "-p:CppCompilerAndLinker=" + NativeToolchainFactAttribute.Linker)
            .RequireNoWarning();
        string program = Path.Combine(folder, "out", RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "app.exe" : "app");
        Assert.Contains(
            Sources.FileAppOutput, Dotnet.Run(program, folder, []).RequireSuccess().Output, StringComparison.Ordinal);
    }
}
