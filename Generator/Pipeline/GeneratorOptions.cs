using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Generator.Pipeline;

/// <summary>The properties of a project that change what is generated.</summary>
/// <param name="TrapNonFinite"><c>AdjointTrapNonFinite</c>: companions throw at the first NaN or infinity that they make.</param>
/// <param name="Vectorize"><c>AdjointVectorize</c>: loops become vector code.</param>
public sealed record GeneratorOptions(bool TrapNonFinite, bool Vectorize)
{
    public static GeneratorOptions Read(AnalyzerConfigOptions options) =>
        new(IsOn(options, "AdjointTrapNonFinite"), IsOn(options, "AdjointVectorize"));

    private static bool IsOn(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out string? value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
