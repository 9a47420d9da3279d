using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// The check that the cotangent of returned memory has the shape of that memory. The shape is known only when the function has run,
/// so it stands at the start of the backward sweep, before anything is added to an accumulator.
/// </summary>
internal static class CotangentShape
{
    /// <summary>Throws where a length differs, those of the rows of arrays of arrays included.</summary>
    /// <param name="builder">Where the check goes.</param>
    /// <param name="cotangent">The cotangent.</param>
    /// <param name="shadow">The shadow of what is returned, which has its shape.</param>
    public static void Check(BlockBuilder builder, Value cotangent, Value shadow)
    {
        if (cotangent.Type is not MemoryType { Kind: not MemoryKind.Ref } memory || shadow.Type is not MemoryType like || cotangent == shadow)
        {
            return;
        }

        for (int k = 0; k < memory.Rank; k++)
        {
            Same(builder, Length(builder, cotangent, k), Length(builder, shadow, k));
        }

        if (memory.Element is MemoryType row && like.Element is MemoryType likeRow)
        {
            BlockBuilder inner = builder.Nested();
            Value index = inner.Parameter(IrType.I32, "i");
            Value found = inner.Emit(OpCode.Load, row, [cotangent, index], flags: OpFlags.Safe);
            Value expected = inner.Emit(OpCode.Load, likeRow, [shadow, index], flags: OpFlags.Safe);
            Check(inner, found, expected);
            builder.For(builder.Const(0), Length(builder, shadow, 0), 1, [], inner.Build());
        }
    }

    private static Value Length(BlockBuilder builder, Value memory, int dimension) =>
        builder.Emit(OpCode.Length, IrType.I32, [memory], number: dimension);

    private static void Same(BlockBuilder builder, Value found, Value expected)
    {
        BlockBuilder failure = builder.Nested();
        failure.Do(OpCode.Throw, [], symbol: RuntimeCalls.OtherShape);
        builder.If(builder.Compare(OpCode.NotEqual, found, expected), failure.Build(), Block.Empty);
    }
}
