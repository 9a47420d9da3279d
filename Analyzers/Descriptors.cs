using System.Collections.Immutable;
using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;

namespace Adjoint.Analyzers;

/// <summary>The descriptors of the rows of <see cref="RejectionKind"/>, which the front end owns.</summary>
public static class Descriptors
{
    public const string Category = "Adjoint";

    private const string HelpRoot = "https://github.com/adjoint-dotnet/adjoint/blob/main/docs/diagnostics/";

    /// <summary>All of them, by id.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } =
        RejectionKind.All.ToImmutableDictionary(kind => kind.Id, Make, StringComparer.Ordinal);

    private static DiagnosticDescriptor Make(RejectionKind kind) => new(
        kind.Id,
        kind.Title,
        kind.Format,
        Category,
        kind.Severity == RejectionSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + kind.Id + ".md");
}
