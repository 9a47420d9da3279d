using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Frontend;

/// <summary>The structs whose values are followed member by member, and what they consist of.</summary>
internal static class StructMembers
{
    /// <summary>An instance field, or the automatic property that has it.</summary>
    /// <param name="Symbol">The field or property.</param>
    /// <param name="Type">Its type.</param>
    public sealed record Member(ISymbol Symbol, ITypeSymbol Type)
    {
        /// <summary>The name as code writes it.</summary>
        public string Name => SyntaxFacts.GetKeywordKind(Symbol.Name) == SyntaxKind.None ? Symbol.Name : "@" + Symbol.Name;
    }

    /// <summary>The members in the order of their declaration; null where the type is no struct, or one whose state has no names.</summary>
    public static IReadOnlyList<Member>? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false, SpecialType: SpecialType.None } named
            || HasLayout(named) || CapturesParameters(named))
        {
            return null;
        }

        List<Member> members = [];
        foreach (IFieldSymbol field in named.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst))
        {
            if (field.IsFixedSizeBuffer || field.RefKind != RefKind.None || field.Type.TypeKind is TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer
                || field.AssociatedSymbol is IEventSymbol || (field.AssociatedSymbol is IPropertySymbol property && !IsPlain(property)))
            {
                return null;
            }

            members.Add(new Member(field.AssociatedSymbol ?? field, field.Type));
        }

        return members;
    }

    /// <summary>Whether code in a type may name the member and read it, or write it.</summary>
    public static bool IsReachable(ISymbol member, INamedTypeSymbol? from, bool forWriting)
    {
        ISymbol? accessor = member is IPropertySymbol property ? forWriting ? property.SetMethod : property.GetMethod : member;
        bool isReadOnly = member is IFieldSymbol { IsReadOnly: true } && forWriting;
        return !isReadOnly && accessor is not null
            && (accessor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal || IsInside(from, member.ContainingType));
    }

    private static bool IsInside(INamedTypeSymbol? from, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? here = from; here is not null; here = here.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(here, type))
            {
                return true;
            }
        }

        return false;
    }

    // Fields that share memory, and elements without names.
    private static bool HasLayout(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name is "InlineArrayAttribute"
        || (attribute.AttributeClass?.Name is "StructLayoutAttribute" && attribute.ConstructorArguments is [{ Value: 2 or (short)2 }, ..]));

    // Both accessors are the compiler's: what is read is what was written.
    private static bool IsPlain(IPropertySymbol property) => property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).All(syntax =>
        syntax is ParameterSyntax
        || (syntax is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }
            && accessors.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null)));

    // A parameter of a primary constructor that members use becomes a field without a name.
    private static bool CapturesParameters(INamedTypeSymbol type)
    {
        HashSet<string> parameters = new(type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<StructDeclarationSyntax>()
            .SelectMany(declaration => declaration.ParameterList?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? []), StringComparer.Ordinal);
        return parameters.Count > 0 && type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<TypeDeclarationSyntax>()
            .SelectMany(declaration => declaration.Members)
            .Where(member => member is not (BaseTypeDeclarationSyntax or FieldDeclarationSyntax))
            .SelectMany(member => member is PropertyDeclarationSyntax { Initializer: { } initializer }
                ? member.DescendantNodes(node => node != initializer)
                : member.DescendantNodes())
            .OfType<IdentifierNameSyntax>()
            .Any(name => parameters.Contains(name.Identifier.ValueText) && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) && !IsHidden(name));
    }

    // A parameter or local of the member itself has the name.
    private static bool IsHidden(IdentifierNameSyntax name)
    {
        string text = name.Identifier.ValueText;
        MemberDeclarationSyntax? member = name.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is not null && member.DescendantNodes().Any(node =>
            (node is ParameterSyntax parameter && parameter.Identifier.ValueText == text)
            || (node is VariableDeclaratorSyntax local && local.Identifier.ValueText == text)
            || (node is SingleVariableDesignationSyntax designation && designation.Identifier.ValueText == text));
    }
}
