using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Memory whose contents are kept, to be found again after they have changed.</summary>
internal static class SavedMemory
{
    /// <summary>Whether contents of this form can be kept.</summary>
    public static bool CanSave(IrType type) => type is MemoryType { Element: ScalarType element, Kind: not MemoryKind.Rows } memory
        && (memory.Kind != MemoryKind.Grid || element.IsFloating);

    /// <summary>New memory that stands in for <paramref name="like"/>, of its shape and of a type that can be written.</summary>
    public static Value Like(BlockBuilder builder, Value like) => like.Type is MemoryType { Kind: MemoryKind.ReadOnlySpan } memory
        ? Alloc(builder, like, MemoryType.Span(memory.Element))
        : Alloc(builder, like, (MemoryType)like.Type);

    /// <summary>That memory as the type of what it stands in for.</summary>
    public static Value As(BlockBuilder builder, Value memory, IrType type) =>
        memory.Type == type ? memory : builder.Emit(OpCode.View, type, [memory], memory.Name);

    /// <summary>Leaves every element on a tape.</summary>
    public static void Push(BlockBuilder builder, Value memory, Value tape) =>
        Walk(builder, memory, isBackward: false, (inner, indices) => inner.Do(OpCode.Push, [tape, inner.Emit(OpCode.Load, Element(memory), [memory, .. indices], flags: OpFlags.Safe)]));

    /// <summary>Takes every element from the tape that <see cref="Push"/> left them on.</summary>
    public static void Pop(BlockBuilder builder, Value memory, Value tape) =>
        Walk(builder, memory, isBackward: true, (inner, indices) => inner.Do(OpCode.Store, [memory, inner.Emit(OpCode.Pop, Element(memory), [tape]), .. indices], OpFlags.Safe));

    private static IrType Element(Value memory) => ((MemoryType)memory.Type).Element;

    private static Value Alloc(BlockBuilder builder, Value like, MemoryType type)
    {
        Value[] sizes = Enumerable.Range(0, type.Rank).Select(k => builder.Emit(OpCode.Length, IrType.I32, [like], number: k)).ToArray();
        return builder.Emit(OpCode.Alloc, type, sizes, like.Name);
    }

    private static void Walk(BlockBuilder builder, Value memory, bool isBackward, Action<BlockBuilder, Value[]> body) =>
        Walk(builder, memory, [], isBackward, body);

    private static void Walk(BlockBuilder builder, Value memory, Value[] indices, bool isBackward, Action<BlockBuilder, Value[]> body)
    {
        if (indices.Length == ((MemoryType)memory.Type).Rank)
        {
            body(builder, indices);
            return;
        }

        Value length = builder.Emit(OpCode.Length, IrType.I32, [memory], number: indices.Length);
        BlockBuilder inner = builder.Nested();
        Value index = inner.Parameter(IrType.I32, "i");
        Walk(inner, memory, [.. indices, index], isBackward, body);
        if (isBackward)
        {
            builder.For(builder.Binary(OpCode.Sub, length, builder.Const(1)), builder.Const(-1), -1, [], inner.Build());
        }
        else
        {
            builder.For(builder.Const(0), length, 1, [], inner.Build());
        }
    }
}
