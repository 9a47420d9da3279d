using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <content>Identities of views, lengths and slices.</content>
internal sealed partial class Simplification
{
    // Lengths of memory whose making names them. A slice that was made has the length that it was asked for.
    private Value? SameLength(Operation operation)
    {
        Value memory = operation.Operands[0];
        if (DefinitionOf(memory, OpCode.View) is { } view && DefinitionOf(view.Operands[0], OpCode.Alloc) is not null)
        {
            memory = view.Operands[0];
        }

        return Definition(memory) switch
        {
            { Code: OpCode.Alloc, Result.Type: MemoryType { Kind: not MemoryKind.Ref } } alloc => alloc.Operands[operation.Number],
            { Code: OpCode.Slice } slice => slice.Operands[2],
            _ => null,
        };
    }

    // Only a null array has no length; a span always has one. The span of a null array is empty, so views of arrays stay.
    private Operation BetterLength(Operation operation)
    {
        Value memory = operation.Operands[0];
        while (DefinitionOf(memory, OpCode.View) is { } view
            && (view.Operands[0].Type is MemoryType { Kind: MemoryKind.Span } || DefinitionOf(view.Operands[0], OpCode.Alloc) is not null))
        {
            memory = view.Operands[0];
        }

        return operation with { Operands = new([memory]) };
    }

    private Value? SameView(Operation operation)
    {
        Value memory = operation.Operands[0];
        return memory.Type == operation.Result.Type ? memory : null;
    }

    private Operation BetterView(Operation operation) =>
        DefinitionOf(operation.Operands[0], OpCode.View) is { } inner ? operation with { Operands = inner.Operands } : operation;

    // A slice of a slice, both from constant starts. The outer check implies nothing about the inner, which stays where it stands.
    private Operation BetterSlice(Operation operation)
    {
        if (DefinitionOf(operation.Operands[0], OpCode.Slice) is not { } inner
            || LiteralOf(inner.Operands[1]) is not { } innerStart
            || LiteralOf(operation.Operands[1]) is not { } start
            || LiteralOf(inner.Operands[2]) is not { } innerCount
            || LiteralOf(operation.Operands[2]) is not { } count
            || start.Bits < 0
            || count.Bits < 0
            || start.Bits + count.Bits > innerCount.Bits)
        {
            return operation;
        }

        Value combined = Constant(Literal.Of(ScalarKind.I32, innerStart.Bits + start.Bits));
        return operation with { Operands = new([inner.Operands[0], combined, operation.Operands[2]]), Flags = operation.Flags | OpFlags.Safe };
    }

    // Memory of a size that cannot be negative is made without a trap.
    private Operation BetterAlloc(Operation operation) =>
        operation.Operands.All(size => LiteralOf(size) is { Bits: >= 0 } || DefinitionOf(size, OpCode.Length) is not null)
            ? operation with { Flags = operation.Flags | OpFlags.Safe }
            : operation;
}
