using Microsoft.CodeAnalysis;

namespace Adjoint.Emission.Tests.Harness;

/// <summary>The project settings that generated code has to live with.</summary>
internal sealed record CompilationSettings(bool CheckOverflow = false, NullableContextOptions Nullable = NullableContextOptions.Enable, bool StripPragma = true)
{
    public static readonly CompilationSettings Default = new();

    /// <summary>Every combination that changes what the compiler says or makes of the text.</summary>
    public static IEnumerable<CompilationSettings> All =>
        from check in new[] { false, true }
        from nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable }
        from strip in new[] { false, true }
        select new CompilationSettings(check, nullable, strip);
}
