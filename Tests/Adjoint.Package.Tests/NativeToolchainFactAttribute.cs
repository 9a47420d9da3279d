using System.Runtime.InteropServices;

namespace Adjoint.Package.Tests;

/// <summary>A test that needs a linker for native code, and says that it is skipped where there is none.</summary>
internal sealed class NativeToolchainFactAttribute : FactAttribute
{
    public NativeToolchainFactAttribute()
    {
        if (Linker is null)
        {
            Skip = "Neither clang nor gcc is here, which publishing to native code needs.";
        }
    }

    /// <summary>The compiler to link with; empty where the platform finds its own.</summary>
    public static string? Linker { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? string.Empty : Find("clang") ?? Find("gcc");

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Any(folder => File.Exists(Path.Combine(folder, program))) ? program : null;
}
