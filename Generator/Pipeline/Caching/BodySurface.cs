using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>The text of a method as lowering sees it, and the names by which it can reach others.</summary>
/// <param name="Hash">Of its text, comments included, since the IR quotes statements and numbers their lines; not of where it stands.</param>
/// <param name="Mentioned">Every identifier in it, without repetition.</param>
internal sealed record BodySurface(ContentHash Hash, EquatableArray<string> Mentioned)
{
    public static BodySurface Of(SyntaxNode method) => new(
        ContentHash.Of(method.ToString()),
        Identifiers(method)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray());

    /// <summary>The identifiers in a piece of code, in the order in which they stand there.</summary>
    public static IEnumerable<string> Identifiers(SyntaxNode code) => code.DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText);
}
