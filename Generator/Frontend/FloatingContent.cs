using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Whether a type that the front end does not follow could hold values with a derivative.</summary>
internal static class FloatingContent
{
    public static bool In(ITypeSymbol type) => In(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>Whether a value with a derivative could be kept in an object of the type, boxed ones included.</summary>
    public static bool MayBeIn(ITypeSymbol type) => In(type) || HoldsAnything(type);

    private static bool HoldsAnything(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } or { TypeKind: TypeKind.Dynamic } => true,
        IArrayTypeSymbol array => HoldsAnything(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HoldsAnything),
        _ => false,
    };

    private static bool In(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (!seen.Add(type))
        {
            return false;
        }

        switch (type)
        {
            case { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal }:
                return true;
            case IArrayTypeSymbol array:
                return In(array.ElementType, seen);
            case IPointerTypeSymbol pointer:
                return In(pointer.PointedAtType, seen);
            case INamedTypeSymbol { TypeKind: TypeKind.Enum or TypeKind.Delegate }:
                return false;
            case INamedTypeSymbol named:
                return named.MetadataFullName() is "System.Half"
                    || named.ContainingNamespace?.ToDisplayString() == "System.Numerics"
                    || named.TypeArguments.Any(argument => In(argument, seen))
                    || Fields(named).Any(field => In(field, seen));
            default:
                return false;
        }
    }

    // Framework types are judged by their type arguments: a random source has floating fields and carries nothing.
    private static IEnumerable<ITypeSymbol> Fields(INamedTypeSymbol type) =>
        type.SpecialType != SpecialType.None || IsFramework(type.ContainingAssembly)
            ? []
            : type.GetMembers().OfType<IFieldSymbol>()
                .Where(field => !field.IsStatic && !field.HasNoDerivative() && !(field.AssociatedSymbol?.HasNoDerivative() ?? false))
                .Select(field => field.Type)
                .Concat(type.BaseType is { } parent ? Fields(parent) : []);

    private static bool IsFramework(IAssemblySymbol? assembly) => assembly?.Name is not { } name
        || name is "mscorlib" or "netstandard" or "System" or "Adjoint"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal);
}
