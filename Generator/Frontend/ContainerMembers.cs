using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>The leaves of a parameter container, in the order in which they are declared, those of base classes first.</summary>
internal static class ContainerMembers
{
    /// <summary>A field or automatic property that can hold a derivative.</summary>
    public readonly record struct Member(string Name, ITypeSymbol Type, ISymbol Symbol);

    public static IEnumerable<Member> Of(INamedTypeSymbol type)
    {
        if (type.BaseType is { SpecialType: not SpecialType.System_Object } parent)
        {
            foreach (Member member in Of(parent))
            {
                yield return member;
            }
        }

        foreach (ISymbol symbol in type.GetMembers())
        {
            if (symbol.IsStatic || symbol.HasNoDerivative())
            {
                continue;
            }

            if (symbol is IFieldSymbol { AssociatedSymbol: null, IsConst: false } field && CanHold(field.Type))
            {
                yield return new Member(field.Name, field.Type, field);
            }
            else if (symbol is IPropertySymbol { IsIndexer: false } property && IsAutomatic(property) && CanHold(property.Type))
            {
                yield return new Member(property.Name, property.Type, property);
            }
        }
    }

    /// <summary>Whether the compiler gave the property a field of its own.</summary>
    public static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>Floats, arrays, matrices and jagged arrays of them, containers and arrays of containers.</summary>
    public static bool CanHold(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true, ElementType: IArrayTypeSymbol { IsSZArray: true } row } => IsFloating(row.ElementType),
        IArrayTypeSymbol { IsSZArray: true } array => IsFloating(array.ElementType) || IsContainer(array.ElementType),
        IArrayTypeSymbol { Rank: 2 } grid => IsFloating(grid.ElementType),
        _ => IsFloating(type) || IsContainer(type),
    };

    private static bool IsFloating(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool IsContainer(ITypeSymbol type) => type is INamedTypeSymbol named && named.IsContainer();
}
