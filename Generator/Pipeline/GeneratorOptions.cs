using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generator.Pipeline;

/// <summary>The properties of a project that change what is generated.</summary>
/// <param name="TrapNonFinite"><c>AdjointTrapNonFinite</c>: companions throw at the first NaN or infinity that they make.</param>
/// <param name="Vectorize">Unless <c>AdjointVectorize</c> is false: loops become vector code.</param>
public sealed record GeneratorOptions(bool TrapNonFinite, bool Vectorize)
{
    public static GeneratorOptions Read(AnalyzerConfigOptions options) =>
        new(Is(options, "AdjointTrapNonFinite", "true"), !Is(options, "AdjointVectorize", "false"));

    private static bool Is(AnalyzerConfigOptions options, string property, string expected) =>
        options.TryGetValue("build_property." + property, out string? value)
        && string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
