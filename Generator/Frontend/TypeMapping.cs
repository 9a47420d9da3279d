using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>C# types as IR types. Declares the containers that it meets.</summary>
internal sealed class TypeMapping
{
    private readonly Dictionary<string, TypeDeclaration> _containers = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>The containers met so far, in the order in which they were met.</summary>
    public EquatableArray<TypeDeclaration> Declarations => _order.Select(name => _containers[name]).ToEquatableArray();

    /// <summary>The IR values that stand for a value of a type. Delegates have none: their targets are known while lowering.</summary>
    public Leaf[] Leaves(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void || type.TypeKind == TypeKind.Delegate)
        {
            return [];
        }

        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return tuple.TupleElements
                .SelectMany((element, i) => Leaves(element.Type).Select(leaf => leaf with { Path = TupleItem(i) + leaf.Path }))
                .ToArray();
        }

        if (NullableUnderlying(type) is { } underlying)
        {
            Leaf[] members = Leaves(underlying);
            return [new(".HasValue", IrType.Bool), .. members.Select(leaf => leaf with { Path = ".GetValueOrDefault()" + leaf.Path })];
        }

        return [new("", Single(type))];
    }

    public static string TupleItem(int index) => ".Item" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The offset of a tuple's element among the tuple's leaves.</summary>
    public int TupleOffset(INamedTypeSymbol tuple, int element) =>
        tuple.TupleElements.Take(element).Sum(field => Leaves(field.Type).Length);

    public static ITypeSymbol? NullableUnderlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : null;

    /// <summary>The scalar kind of a built-in type or an enum; null for everything else.</summary>
    public static ScalarKind? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ScalarKind.Bool,
        SpecialType.System_SByte => ScalarKind.I8,
        SpecialType.System_Byte => ScalarKind.U8,
        SpecialType.System_Int16 => ScalarKind.I16,
        SpecialType.System_UInt16 => ScalarKind.U16,
        SpecialType.System_Char => ScalarKind.Char,
        SpecialType.System_Int32 => ScalarKind.I32,
        SpecialType.System_UInt32 => ScalarKind.U32,
        SpecialType.System_Int64 => ScalarKind.I64,
        SpecialType.System_UInt64 => ScalarKind.U64,
        SpecialType.System_Single => ScalarKind.F32,
        SpecialType.System_Double => ScalarKind.F64,
        _ => type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? Scalar(underlying) : null,
    };

    /// <summary>The IR type of a type that is one value. What is not followed is opaque.</summary>
    public IrType Single(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            throw new RejectedException();
        }

        if (Scalar(type) is { } scalar)
        {
            return new ScalarType(scalar);
        }

        if (type is IArrayTypeSymbol array && Element(array.ElementType) is { } element)
        {
            return array.IsSZArray ? MemoryType.Array(element) : MemoryType.Grid(element, array.Rank);
        }

        if (type is INamedTypeSymbol named)
        {
            if (named.IsContainer())
            {
                return Container(named);
            }

            if (named.TypeArguments.Length == 1 && Element(named.TypeArguments[0]) is { } item)
            {
                switch (named.MetadataFullName())
                {
                    case "System.Span`1":
                        return MemoryType.Span(item);
                    case "System.ReadOnlySpan`1":
                        return MemoryType.ReadOnlySpan(item);
                    case "Adjoint.Rows`1":
                        return MemoryType.Rows(item);
                }
            }
        }

        return new OpaqueType(type.FullText());
    }

    // Memory holds scalars and references that the IR follows; memory of anything else is opaque as a whole. Enums in memory
    // would have to be converted at every access of the emitted code, so such memory is opaque, too.
    private IrType? Element(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum || type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (Scalar(type) is { } scalar)
        {
            return new ScalarType(scalar);
        }

        if (type is IArrayTypeSymbol || (type is INamedTypeSymbol named && named.IsContainer()))
        {
            return Single(type) is var reference and not OpaqueType ? reference : null;
        }

        return null;
    }

    private ObjectType Container(INamedTypeSymbol type)
    {
        string name = type.FullText();
        if (!_containers.ContainsKey(name))
        {
            // Entered before its fields are mapped, since containers may refer to themselves.
            _order.Add(name);
            _containers[name] = new TypeDeclaration(name, default);
            _containers[name] = new TypeDeclaration(name, ContainerMembers.Of(type)
                .Select(member => new FieldDeclaration(member.Name, Single(member.Type)))
                .ToEquatableArray());
        }

        return new ObjectType(name);
    }
}
