using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>A type of the IR. Types compare by value and print as <see cref="TypeText"/> writes them.</summary>
public abstract record IrType
{
    public static readonly ScalarType Bool = new(ScalarKind.Bool);
    public static readonly ScalarType I32 = new(ScalarKind.I32);
    public static readonly ScalarType I64 = new(ScalarKind.I64);
    public static readonly ScalarType F32 = new(ScalarKind.F32);
    public static readonly ScalarType F64 = new(ScalarKind.F64);

    /// <summary>Whether a value of this type can itself carry a derivative: floating scalars, and vectors and tensors of them.</summary>
    public bool IsFloating => this switch
    {
        ScalarType scalar => scalar.Kind is ScalarKind.F32 or ScalarKind.F64,
        VectorType vector => vector.Element is ScalarKind.F32 or ScalarKind.F64,
        TensorType tensor => tensor.Element is ScalarKind.F32 or ScalarKind.F64,
        _ => false,
    };

    /// <summary>Whether a value of this type refers to memory that can hold derivatives, at any depth.</summary>
    public bool RefersToFloating => this switch
    {
        MemoryType memory => memory.Element.IsFloating || memory.Element.RefersToFloating,
        RecordType record => record.Fields.Any(member => member.Type.IsFloating || member.Type.RefersToFloating),
        TapeType tape => tape.Element.IsFloating || tape.Element.RefersToFloating,
        ObjectType => true,
        _ => false,
    };

    public bool IsInteger => this is ScalarType { Kind: not (ScalarKind.Bool or ScalarKind.F32 or ScalarKind.F64) };

    /// <summary>Whether a value of this type is a reference: memory, a tape, an object or something opaque.</summary>
    public bool IsReference => this is MemoryType or TapeType or ObjectType or OpaqueType;

    public sealed override string ToString() => TypeText.Of(this);
}

/// <summary>One machine scalar.</summary>
public sealed record ScalarType(ScalarKind Kind) : IrType;

/// <summary>Memory that operations load from and store to; <paramref name="Rank"/> indices reach an element.</summary>
/// <remarks>The element is a scalar, a record, or a reference (jagged arrays, arrays of containers).</remarks>
public sealed record MemoryType(IrType Element, MemoryKind Kind, int Rank) : IrType
{
    public static MemoryType Span(IrType element) => new(element, MemoryKind.Span, 1);

    public static MemoryType ReadOnlySpan(IrType element) => new(element, MemoryKind.ReadOnlySpan, 1);

    public static MemoryType Array(IrType element) => new(element, MemoryKind.Array, 1);

    public static MemoryType Grid(IrType element, int rank) => new(element, MemoryKind.Grid, rank);

    public static MemoryType Ref(IrType element) => new(element, MemoryKind.Ref, 0);

    public static MemoryType Rows(IrType element) => new(element, MemoryKind.Rows, 1);
}

/// <summary>A last-in-first-out store of residuals, for loops of unknown length and split functions: scalars, or references that memory can hold.</summary>
public sealed record TapeType(IrType Element) : IrType
{
    public TapeType(ScalarKind kind)
        : this(new ScalarType(kind))
    {
    }
}

/// <summary>A reference to a parameter container, declared in the module by its C# name.</summary>
public sealed record ObjectType(string Name) : IrType;

/// <summary>A struct held in memory; its fields are reached by <see cref="OpCode.Field"/> on a location.</summary>
public sealed record RecordType(string Name, EquatableArray<FieldDeclaration> Fields) : IrType;

/// <summary>A C# type that carries no derivative and is only passed along (a random source, a logger).</summary>
public sealed record OpaqueType(string Name) : IrType;

/// <summary>A tensor value; each dimension is a number or the name of a symbolic size.</summary>
public sealed record TensorType(ScalarKind Element, EquatableArray<string> Dimensions) : IrType;

/// <summary>A SIMD register of <paramref name="Lanes"/> elements; comparisons give vectors of <see cref="ScalarKind.Bool"/>.</summary>
public sealed record VectorType(ScalarKind Element, int Lanes) : IrType;
