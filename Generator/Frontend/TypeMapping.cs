using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>C# types as IR types. Declares the containers that it meets.</summary>
/// <param name="project">The assembly whose source is followed; the source of others may be at hand, too, where projects refer to each other. Null for any.</param>
internal sealed class TypeMapping(IAssemblySymbol? project = null)
{
    private const string Span = "System.Span`1";
    private const string ReadOnlySpan = "System.ReadOnlySpan`1";

    private readonly Dictionary<string, TypeDeclaration> _containers = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<ITypeSymbol, IReadOnlyList<StructMembers.Member>?> _structs = new(SymbolEqualityComparer.Default);

    /// <summary>What type parameters stand for in the body that is being lowered.</summary>
    public TypeSubstitution Substitution { get; set; } = TypeSubstitution.None;

    /// <summary>The type with its type parameters replaced.</summary>
    public ITypeSymbol Closed(ITypeSymbol type) => Substitution.Close(type);

    /// <summary>The containers met so far, in the order in which they were met.</summary>
    public EquatableArray<TypeDeclaration> Declarations => _order.Select(name => _containers[name]).ToEquatableArray();

    /// <summary>The IR values that stand for a value of a type. Delegates have none: their targets are known while lowering.</summary>
    public Leaf[] Leaves(ITypeSymbol type)
    {
        type = Closed(type);
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

        if (StructMembersOf(type) is { } parts)
        {
            return parts
                .SelectMany(member => Leaves(member.Type).Select(leaf => leaf with
                {
                    Path = "." + member.Name + leaf.Path,
                    IsConstant = leaf.IsConstant || member.Symbol.HasNoDerivative(),
                }))
                .ToArray();
        }

        IrType single = Single(type);
        return [new("", single)
        {
            HidesFloating = single is OpaqueType && FloatingContent.In(type),
            Packing = ElementOf(type) is { } element && Packed(element) is not null ? element.FullText() + (type is IArrayTypeSymbol ? "[]" : "") : null,
        }];
    }

    /// <summary>Whether the symbol is declared in the source that is followed.</summary>
    public bool IsOwn(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Length > 0
        && (project is null || SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, project) || (symbol is IMethodSymbol method && Mirrors.Has(method)));

    /// <summary>The members of a struct that is followed; null for every other type.</summary>
    public IReadOnlyList<StructMembers.Member>? StructMembersOf(ITypeSymbol type)
    {
        type = Closed(type);
        if (!_structs.TryGetValue(type, out IReadOnlyList<StructMembers.Member>? members))
        {
            members = NumericsTypes.Members(type) ?? (IsOwn(type) && !IsMemory(type) ? StructMembers.Of(type) : null);
            members = members is { Count: > 0 } && members.SelectMany(member => Leaves(member.Type)).Any(leaf => leaf.Type is not OpaqueType) ? members : null;
            _structs[type] = members;
        }

        return members;
    }

    /// <summary>Structs that are memory, and not the members that they have where the runtime is itself in source.</summary>
    private static bool IsMemory(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } named
        && named.MetadataFullName() is Span or ReadOnlySpan or WellKnown.Rows;

    public static string TupleItem(int index) => ".Item" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The types of the parts of a tuple or of a struct that is followed; null for every other type.</summary>
    public ITypeSymbol[]? Parts(ITypeSymbol? type) => (type is null ? null : Closed(type)) switch
    {
        null => null,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(element => element.Type).ToArray(),
        var closed => StructMembersOf(closed)?.Select(member => member.Type).ToArray(),
    };

    /// <summary>The part of a tuple or struct that a field or automatic property is; null where it is none.</summary>
    public int? PartIndex(ITypeSymbol? type, ISymbol member)
    {
        int index = (type is null ? null : Closed(type)) switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple when member is IFieldSymbol field =>
                tuple.TupleElements.Select(element => (element.CorrespondingTupleField ?? element).Name).ToList().IndexOf((field.CorrespondingTupleField ?? field).Name),
            null => -1,
            var closed => StructMembersOf(closed)?.ToList().FindIndex(part => SymbolEqualityComparer.Default.Equals(part.Symbol.OriginalDefinition, member.OriginalDefinition)) ?? -1,
        };
        return index < 0 ? null : index;
    }

    /// <summary>The offset of a part among the leaves of a tuple or struct, and the number of its own leaves.</summary>
    public (int Offset, int Count) PartRange(ITypeSymbol type, int part)
    {
        ITypeSymbol[] parts = Parts(type) ?? throw new ArgumentException($"'{type.Name}' has no parts", nameof(type));
        return (parts.Take(part).Sum(earlier => Leaves(earlier).Length), Leaves(parts[part]).Length);
    }

    /// <summary>The places in memory that an element of an array or span takes: one, or the number of members of a struct that is packed.</summary>
    public int GroupOf(ITypeSymbol? memory) => ElementOf(memory) is { } element && Packed(element) is not null ? Leaves(element).Length : 1;

    private ITypeSymbol? ElementOf(ITypeSymbol? memory) => (memory is null ? null : Closed(memory)) switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } span when span.MetadataFullName() is Span or ReadOnlySpan => span.TypeArguments[0],
        _ => null,
    };

    /// <summary>The scalar that all members of a struct are, so that in memory they stand side by side; null where they are not.</summary>
    private ScalarKind? Packed(ITypeSymbol type)
    {
        type = Closed(type);
        if (StructMembersOf(type) is null || HoldsTuples(type))
        {
            return null;
        }

        Leaf[] leaves = Leaves(type);
        return leaves[0].Type is ScalarType { Kind: not (ScalarKind.Bool or ScalarKind.Char) } scalar && leaves.All(leaf => leaf.Type == scalar && !leaf.IsConstant)
            ? scalar.Kind
            : null;
    }

    // The layout of tuples and nullables is the runtime's, and so is that of structs that contain them.
    private bool HoldsTuples(ITypeSymbol type) => type.IsTupleType || NullableUnderlying(type) is not null
        || type.HasAttribute("System.Runtime.InteropServices.StructLayoutAttribute")
        || (StructMembersOf(type)?.Any(member => HoldsTuples(member.Type)) ?? false);

    /// <summary>How code in a type puts a value together from its leaves.</summary>
    public ValueShape Shape(ITypeSymbol type, INamedTypeSymbol? from)
    {
        type = Closed(type);
        if (TypeMapping.NullableUnderlying(type) is { } underlying)
        {
            return new(ValueForm.Nullable, type.FullText(), new([new("", 0, ValueShape.Single), new("", 1, Shape(underlying, from))]));
        }

        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return new(ValueForm.Tuple, type.FullText(), tuple.TupleElements
                .Select((element, i) => new ValueMember("", PartRange(type, i).Offset, Shape(element.Type, from)))
                .ToEquatableArray());
        }

        return StructMembersOf(type) is { } members ? StructShape(type, members, from) : ValueShape.Single;
    }

    /// <summary>Whether every leaf is a variable where the value is one, so that a reference to the value refers to its leaves.</summary>
    public bool HoldsVariables(ITypeSymbol type) => TypeMapping.NullableUnderlying(type) is null
        && (StructMembersOf(type)?.All(member => member.Symbol is IFieldSymbol { IsReadOnly: false }) ?? true)
        && (Parts(type)?.All(HoldsVariables) ?? true);

    private ValueShape StructShape(ITypeSymbol type, IReadOnlyList<StructMembers.Member> members, INamedTypeSymbol? from)
    {
        ValueMember[] parts = members.Select((member, i) => new ValueMember(member.Name, PartRange(type, i).Offset, Shape(member.Type, from))).ToArray();
        if (members.Any(member => !StructMembers.IsReachable(member.Symbol, from, forWriting: false)))
        {
            return new(ValueForm.Hidden, type.FullText(), new(parts));
        }

        if (NumericsTypes.Has(type))
        {
            return new(ValueForm.Constructed, type.FullText(), new(parts));
        }

        bool assignable = members.All(member => StructMembers.IsReachable(member.Symbol, from, forWriting: true))
            && !((INamedTypeSymbol)type).InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && !constructor.IsImplicitlyDeclared);
        return assignable ? new(ValueForm.Initialized, type.FullText(), new(parts))
            : StructConstruction.Order((INamedTypeSymbol)type, members, from) is { } order ? new(ValueForm.Constructed, type.FullText(), order.Select(i => parts[i]).ToEquatableArray())
            : new(ValueForm.Hidden, type.FullText(), new(parts));
    }

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

    /// <summary>The scalar kind of a type in the body that is being lowered; null for all that is no scalar.</summary>
    public ScalarKind? ScalarOf(ITypeSymbol? type) => type is null ? null : Scalar(Closed(type));

    /// <summary>The IR type of a type that is one value. What is not followed is opaque.</summary>
    public IrType Single(ITypeSymbol type)
    {
        type = Closed(type);
        if (type.TypeKind == TypeKind.Error)
        {
            throw new RejectedException();
        }

        if (Scalar(type) is { } scalar)
        {
            return new ScalarType(scalar);
        }

        if (type is IArrayTypeSymbol array && Element(array.ElementType, inGrid: !array.IsSZArray) is { } element)
        {
            return !array.IsSZArray ? MemoryType.Grid(element, array.Rank)
                : Packed(array.ElementType) is null ? MemoryType.Array(element) : MemoryType.Span(element);
        }

        if (type is INamedTypeSymbol named)
        {
            if (named.IsContainer())
            {
                return Container(named);
            }

            if (named.TypeArguments.Length == 1 && Element(named.TypeArguments[0], inGrid: named.Name == "Rows") is { } item)
            {
                switch (named.MetadataFullName())
                {
                    case Span:
                        return MemoryType.Span(item);
                    case ReadOnlySpan:
                        return MemoryType.ReadOnlySpan(item);
                    case WellKnown.Rows:
                        return MemoryType.Rows(item);
                }
            }
        }

        return new OpaqueType(type.FullText());
    }

    // Memory holds scalars and references that the IR follows; memory of anything else is opaque as a whole. Enums in memory
    // would have to be converted at every access of the emitted code, so such memory is opaque, too.
    private IrType? Element(ITypeSymbol type, bool inGrid = false)
    {
        type = Closed(type);
        if (type.TypeKind == TypeKind.Enum || type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (Scalar(type) is { } scalar)
        {
            return new ScalarType(scalar);
        }

        if (!inGrid && Packed(type) is { } packed)
        {
            return new ScalarType(packed);
        }

        if ((type is IArrayTypeSymbol && GroupOf(type) == 1) || (type is INamedTypeSymbol named && named.IsContainer()))
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
