using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>The project settings under which a source is compiled.</summary>
internal sealed record HarnessOptions
{
    public bool CheckOverflow { get; init; }

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Properties of the project that the generator sees, without <c>build_property.</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further sources, compiled with the first.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Whether the pragma that silences user analyzers is taken out of generated files before they are compiled.</summary>
    public bool StripPragmas { get; init; } = true;
}
