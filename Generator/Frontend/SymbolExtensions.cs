using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Frontend;

/// <summary>Names and attributes of symbols, as the front end asks for them.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat FullNullable = Full
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Name = new();

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.CSharpErrorMessageFormat;

    /// <summary>The type as C# text that is valid anywhere, without nullable annotations.</summary>
    public static string FullText(this ITypeSymbol type) => type.ToDisplayString(Full);

    /// <summary>The type as C# text that is valid anywhere in a nullable context.</summary>
    public static string NullableText(this ITypeSymbol type) => type.ToDisplayString(FullNullable);

    /// <summary>The symbol as messages name it.</summary>
    public static string PlainText(this ISymbol symbol) => symbol.ToDisplayString(Plain);

    /// <summary>A method's name as people write it: <c>operator +</c>.</summary>
    public static string PlainName(this IMethodSymbol method) =>
        method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion ? method.ToDisplayString(Name) : method.Name;

    /// <summary>A name as code writes it: with <c>@</c> where it is a keyword.</summary>
    public static string Escaped(this string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary><c>System.Span`1</c>: namespace, enclosing types joined by <c>+</c>, and metadata name of the definition.</summary>
    public static string MetadataFullName(this INamedTypeSymbol type)
    {
        string name = type.OriginalDefinition.MetadataName;
        if (type.ContainingType is { } outer)
        {
            return outer.MetadataFullName() + "+" + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }

    /// <summary>The attribute of a metadata name, null where the symbol has none.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.MetadataFullName() == metadataName)
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool HasAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttribute(metadataName) is not null;

    public static bool HasNoDerivative(this ISymbol symbol) => symbol.HasAttribute(WellKnown.NoDerivative);

    /// <summary>What stands for the instance in an instance member of an <c>extension</c> block; null for every other method.</summary>
    public static IParameterSymbol? ExtensionReceiver(this IMethodSymbol method) =>
        method is { IsStatic: false, ContainingType: { IsExtension: true } block } ? block.ExtensionParameter : null;

    /// <summary>Whether the type is a parameter container: a <c>[Differentiable]</c> class.</summary>
    public static bool IsContainer(this INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && type.HasAttribute(WellKnown.Differentiable);

    /// <summary>Whether the body holds <c>yield</c>.</summary>
    public static bool IsIteratorMethod(this IMethodSymbol method, ModuleLowering module) =>
        MethodBodies.Of(method, module) is { } body && BodyScan.Here(body).Any(operation => operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);
}
