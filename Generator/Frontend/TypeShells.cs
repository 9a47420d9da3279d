using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Frontend;

/// <summary>The types around a member, as generated files reopen them.</summary>
internal static class TypeShells
{
    public static EquatableArray<TypeShell> Of(INamedTypeSymbol? innermost)
    {
        List<TypeShell> shells = [];
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
        {
            bool isPartial = type.DeclaringSyntaxReferences.Any(reference =>
                reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
            shells.Add(new TypeShell(Keyword(type), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), isPartial, type.IsStatic));
        }

        shells.Reverse();
        return shells.ToEquatableArray();
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };
}
