using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>The model of a <c>[Differentiable]</c> class. Never throws but for cancellation.</summary>
internal static class ContainerLowering
{
    public static ContainerResult Lower(INamedTypeSymbol type, CancellationToken cancellation)
    {
        Rejections rejections = new();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            ContainerModel? model = Model(type, rejections);
            return new ContainerResult(rejections.HasErrors || HoldsRefused(type, new(SymbolEqualityComparer.Default) { type }) ? null : model, rejections.InOrder);
        }
        catch (RejectedException)
        {
            return new ContainerResult(null, rejections.InOrder);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new ContainerResult(null, rejections.InOrder)
            {
                InternalError = fault.GetType().Name + ": " + Rejections.OneLine(fault.Message),
            };
        }
    }

    /// <summary>
    /// Whether a container of that type, or one that it holds, is refused. That container says why; code that uses it cannot be
    /// written.
    /// </summary>
    public static bool IsRefused(ITypeSymbol type) => IsRefused(type, new(SymbolEqualityComparer.Default));

    private static bool IsRefused(ITypeSymbol type, HashSet<ISymbol> seen)
    {
        while (type is IArrayTypeSymbol array)
        {
            type = array.ElementType;
        }

        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return tuple.TupleElements.Any(element => IsRefused(element.Type, seen));
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Struct } && StructMembers.Of(type) is { } members && seen.Add(type))
        {
            return members.Any(member => IsRefused(member.Type, seen));
        }

        if (type is not INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } named || !named.IsContainer() || !seen.Add(named))
        {
            return false;
        }

        try
        {
            Rejections rejections = new();
            _ = Model(named, rejections);
            return rejections.HasErrors || HoldsRefused(named, seen);
        }
        catch (RejectedException)
        {
            return true;
        }
    }

    private static bool HoldsRefused(INamedTypeSymbol type, HashSet<ISymbol> seen) =>
        ContainerMembers.Of(type).Any(member => IsRefused(member.Type, seen))
        || (type.BaseType is { SpecialType: not SpecialType.System_Object } parent && IsRefused(parent, seen));

    private static ContainerModel Model(INamedTypeSymbol type, Rejections rejections)
    {
        EquatableArray<TypeShell> shells = TypeShells.Of(type);
        CheckForm(type, shells, rejections);
        CheckUnfollowed(type, rejections);
        TypeMapping types = new();
        List<ContainerLeafModel> leaves = [];
        foreach (ContainerMembers.Member member in ContainerMembers.Of(type))
        {
            CheckAssignable(type, member, rejections);
            leaves.Add(new ContainerLeafModel(
                member.Name,
                member.Type.NullableText(),
                types.Single(member.Type),
                ShapeOf(member.Type),
                ElementOf(member.Type),
                member.Symbol is IPropertySymbol));
        }

        if (leaves.Count == 0)
        {
            Refuse(RejectionKind.ContainerForm, type, rejections, type.Name, "it has no field or settable property with a derivative",
                "give it floats, doubles, arrays of them or containers, or remove [Differentiable]");
        }

        return new ContainerModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            shells,
            type.Name,
            type.FullText(),
            type.IsSealed,
            type.BaseType?.IsContainer() ?? false,
            leaves.ToEquatableArray(),
            HintNames.Of(type));
    }

    private static void Refuse(RejectionKind kind, ISymbol at, Rejections rejections, params string[] arguments) =>
        rejections.Add(kind, at.Locations[0], arguments);

    private static void CheckForm(INamedTypeSymbol type, EquatableArray<TypeShell> shells, Rejections rejections)
    {
        (string Why, string Instead)? fault = type switch
        {
            { TypeKind: TypeKind.Struct } => ("structs are not followed yet", "make it a class"),
            { TypeKind: not TypeKind.Class } or { IsStatic: true } => ("it has no instances", "make it an ordinary class"),
            { IsGenericType: true } => ("generic containers are not followed yet", "write it for double or float"),
            { IsAbstract: true } => ("nothing can be made of an abstract class", "mark the classes that derive from it"),
            { IsFileLocal: true } => ("a file-local type cannot be reopened in another file", "remove 'file'"),
            _ when shells.Any(shell => !shell.IsPartial) =>
                ("its members are generated into it", $"make {string.Join(" and ", shells.Where(shell => !shell.IsPartial).Select(shell => $"'{shell.Name}'"))} partial"),
            _ => null,
        };
        if (fault is { } found)
        {
            Refuse(RejectionKind.ContainerForm, type, rejections, type.Name, found.Why, found.Instead);
        }
    }

    // Members that hold floating values in a type that is not followed would be left out without a word.
    private static void CheckUnfollowed(INamedTypeSymbol type, Rejections rejections)
    {
        foreach (ISymbol symbol in type.GetMembers().Where(symbol => !symbol.IsStatic && !symbol.HasNoDerivative()))
        {
            ITypeSymbol? held = symbol switch
            {
                IFieldSymbol { AssociatedSymbol: null, IsConst: false } field => field.Type,
                IPropertySymbol { IsIndexer: false } property when ContainerMembers.IsAutomatic(property) => property.Type,
                _ => null,
            };
            if (held is { TypeKind: TypeKind.Error })
            {
                throw new RejectedException();
            }

            if (held is not null && !ContainerMembers.CanHold(held) && FloatingContent.In(held))
            {
                Refuse(RejectionKind.ContainerLeaf, symbol, rejections, symbol.Name, $"'{held.PlainText()}' is not followed",
                    "use float, double, T[], T[,] or T[][] of them, [Differentiable] classes or arrays of those");
            }
        }
    }

    private static void CheckAssignable(INamedTypeSymbol type, ContainerMembers.Member member, Rejections rejections)
    {
        bool inherited = !SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, type);
        (string Why, string Instead)? fault = member.Symbol switch
        {
            IFieldSymbol { IsReadOnly: true } => ("it is readonly", "remove 'readonly'"),
            IPropertySymbol { SetMethod: null } => ("it has no setter", "add 'set', private if you like"),
            IPropertySymbol { SetMethod.IsInitOnly: true } => ("it can be set only while the object is made", "write 'set' in the place of 'init'"),
            { DeclaredAccessibility: Accessibility.Private } when inherited => ("it is private to the base class", "make it protected"),
            _ => null,
        };
        if (fault is { } found)
        {
            Refuse(RejectionKind.ContainerLeaf, inherited ? type : member.Symbol, rejections, member.Name, found.Why, found.Instead);
        }
    }

    private static ContainerShape ShapeOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType: INamedTypeSymbol element } when element.IsContainer() => ContainerShape.ContainerArray,
        IArrayTypeSymbol { ElementType: IArrayTypeSymbol } => ContainerShape.Jagged,
        IArrayTypeSymbol { IsSZArray: false } => ContainerShape.Grid,
        IArrayTypeSymbol => ContainerShape.Array,
        INamedTypeSymbol named when named.IsContainer() => ContainerShape.Container,
        _ => ContainerShape.Scalar,
    };

    private static string ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ElementOf(array.ElementType),
        { SpecialType: SpecialType.System_Single } => "float",
        { SpecialType: SpecialType.System_Double } => "double",
        _ => "",
    };
}
