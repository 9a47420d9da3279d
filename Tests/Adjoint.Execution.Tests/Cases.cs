namespace Adjoint.Execution.Tests;

/// <summary>A method under test: its source within <c>public static partial class P</c>, and arguments.</summary>
/// <param name="Source">One method with <c>[Differentiable]</c> and what it needs.</param>
/// <param name="Values">For each parameter <c>name: expression</c>.</param>
/// <param name="Tolerance">The relative error allowed; about 1e-6 for doubles, 2e-2 for floats.</param>
public sealed record Case(string Source, string[] Values, double Tolerance = 1e-6)
{
    public IReadOnlyDictionary<string, string> Arguments => Values.ToDictionary(
        value => value[..value.IndexOf(':', StringComparison.Ordinal)],
        value => value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(),
        StringComparer.Ordinal);

    public string Program => $$"""
        using System; using System.Numerics;
        using Adjoint;
        public static partial class P
        {
            {{Source}}
        }
        """;
}
