using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Types as documentation references write them: braces for type arguments, no tuple syntax.</summary>
internal static class CrefTexts
{
    public static string Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        INamedTypeSymbol { IsTupleType: true } tuple => "global::System.ValueTuple{" + string.Join(", ", tuple.TupleElements.Select(element => Of(element.Type))) + "}",
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => Outer(generic) + "{" + string.Join(", ", generic.TypeArguments.Select(Of)) + "}",
        _ => type.FullText(),
    };

    private static string Outer(INamedTypeSymbol generic)
    {
        string text = generic.OriginalDefinition.FullText();
        return text.EndsWith("?", StringComparison.Ordinal) ? "global::System.Nullable" : text.Substring(0, text.LastIndexOf('<'));
    }
}
