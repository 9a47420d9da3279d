namespace Adjoint.Generator.Pipeline;

/// <summary>The names of companions: the method's and a suffix.</summary>
internal static class CompanionNames
{
    /// <summary>What companions' names end in.</summary>
    public static IReadOnlyList<string> Suffixes { get; } =
        ["Forward", "Gradient", "Vjp", "Jvp", "Hvp", "Jacobian", "Hessian", "Batch", "GradientBatch", "Check"];

    /// <summary>The names of the methods that a companion of this name could belong to.</summary>
    public static IEnumerable<string> Methods(string companion) => Suffixes
        .Where(suffix => companion.Length > suffix.Length && companion.EndsWith(suffix, StringComparison.Ordinal))
        .Select(suffix => companion.Substring(0, companion.Length - suffix.Length));
}
