namespace Adjoint.Generator.Ir;

/// <summary>The types of shadows: the memory that holds the adjoints or tangents of memory.</summary>
internal static class ShadowTypes
{
    /// <summary>
    /// The shadow of a reference in reverse mode. One-dimensional memory of scalars is a span whatever its primal form, so
    /// that a destination, a view and local memory are alike; references inside memory keep the form that holds them.
    /// </summary>
    public static IrType Of(IrType primal) => primal switch
    {
        MemoryType { Kind: MemoryKind.Grid or MemoryKind.Ref } => primal,
        MemoryType { Element.IsReference: true, Kind: MemoryKind.ReadOnlySpan } memory => MemoryType.Span(memory.Element),
        MemoryType { Element.IsReference: true } => primal,
        MemoryType memory => MemoryType.Span(memory.Element),
        _ => primal,
    };

    /// <summary>The tangent of a reference in forward mode: as the primal, but for one-dimensional arrays, which are spans.</summary>
    public static IrType OfTangent(IrType primal) => primal switch
    {
        MemoryType { Kind: MemoryKind.ReadOnlySpan or MemoryKind.Rows } memory => MemoryType.ReadOnlySpan(memory.Element),
        _ => Of(primal),
    };
}
