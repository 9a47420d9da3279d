using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The transpose of a reduction: what it gave, in every lane that it came from.</summary>
internal static class SpreadLanes
{
    /// <summary>A scalar in all lanes; a vector of half the lanes in the lower and in the upper half.</summary>
    public static Value Of(BlockBuilder builder, Value reduced, IrType lanes)
    {
        if (reduced.Type is not VectorType half)
        {
            return builder.Emit(OpCode.Splat, lanes, [reduced]);
        }

        Value zero = builder.Const(0);
        Value both = builder.Emit(OpCode.Alloc, MemoryType.Span(new ScalarType(half.Element)), [builder.Const(2 * half.Lanes)]);
        builder.Do(OpCode.VectorStore, [both, reduced, zero]);
        builder.Do(OpCode.VectorStore, [both, reduced, builder.Const(half.Lanes)]);
        return builder.Emit(OpCode.VectorLoad, lanes, [both, zero]);
    }
}
