using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Memory as one row of scalars, in row-major order: counting, finding and visiting its elements by their number.</summary>
internal static class DenseMemory
{
    /// <summary>How many scalars a leaf has.</summary>
    public static Value Count(BlockBuilder builder, Value leaf) => leaf.Type switch
    {
        MemoryType { Element: MemoryType row } => Walk(builder, leaf, builder.Const(0), (inner, i, sum) =>
            inner.Binary(OpCode.Add, sum, Length(inner, inner.Emit(OpCode.Load, row, [leaf, i], flags: OpFlags.Safe)))),
        MemoryType { Kind: MemoryKind.Rows } => builder.Binary(OpCode.Mul, Length(builder, leaf), Length(builder, leaf, 1)),
        MemoryType { Rank: > 0 } memory => Enumerable.Range(1, memory.Rank - 1)
            .Aggregate(Length(builder, leaf), (count, k) => builder.Binary(OpCode.Mul, count, Length(builder, leaf, k))),
        _ => builder.Const(1),
    };

    /// <summary>Memory of zeros in the shape of a leaf.</summary>
    public static Value Zeros(BlockBuilder builder, Value leaf, IrType type) => leaf.Type is MemoryType { Kind: MemoryKind.Rows }
        ? builder.Emit(OpCode.Alloc, type, [Count(builder, leaf)], AdjointMap.NameOf(leaf))
        : MemoryLoops.ZerosLike(builder, leaf, type);

    /// <summary>Copies every scalar of a leaf to memory of its shape.</summary>
    public static void Copy(BlockBuilder builder, Value from, Value to)
    {
        switch (from.Type)
        {
            case MemoryType { Kind: MemoryKind.Ref }:
                builder.Store(to, builder.Load(from));
                break;
            case MemoryType { Element: MemoryType row }:
                Walk(builder, from, null, (inner, i, _) =>
                {
                    Copy(inner, inner.Emit(OpCode.Load, row, [from, i], flags: OpFlags.Safe), inner.Emit(OpCode.Load, row, [to, i], flags: OpFlags.Safe));
                    return null!;
                });
                break;
            case MemoryType { Kind: MemoryKind.Grid }:
                MemoryLoops.Clear(builder, to);
                MemoryLoops.Add(builder, to, from);
                break;
            default:
                builder.Do(OpCode.Copy, [from, to], OpFlags.Safe);
                break;
        }
    }

    /// <summary>Stores a value at the element of a number, which is one of the memory's.</summary>
    public static void Store(BlockBuilder builder, Value memory, Value value, Value number)
    {
        switch (memory.Type)
        {
            case MemoryType { Kind: MemoryKind.Ref }:
                builder.Store(memory, value);
                break;
            case MemoryType { Element: MemoryType row }:
                Walk(builder, memory, number, (inner, i, rest) =>
                {
                    Value line = inner.Emit(OpCode.Load, row, [memory, i], flags: OpFlags.Safe);
                    Value length = Length(inner, line);
                    Value isHere = inner.Binary(OpCode.And, inner.Compare(OpCode.GreaterEqual, rest, inner.Const(0)), inner.Compare(OpCode.Less, rest, length));
                    BlockBuilder store = inner.Nested();
                    store.Store(line, value, rest);
                    inner.If(isHere, store.Build(), Block.Empty);
                    return inner.Binary(OpCode.Sub, rest, length);
                });
                break;
            case MemoryType { Rank: var rank }:
                Value[] indices = new Value[rank];
                for (int k = rank - 1; k > 0; k--)
                {
                    Value size = Length(builder, memory, k);
                    indices[k] = builder.Binary(OpCode.Rem, number, size);
                    number = builder.Binary(OpCode.Div, number, size);
                }

                indices[0] = number;
                builder.Store(memory, value, indices);
                break;
        }
    }

    /// <summary>Shows each scalar of memory with its number.</summary>
    public static void Visit(BlockBuilder builder, Value memory, Action<BlockBuilder, Value, Value> action) => Visit(builder, memory, builder.Const(0), action);

    private static Value Visit(BlockBuilder builder, Value memory, Value first, Action<BlockBuilder, Value, Value> action)
    {
        MemoryType type = (MemoryType)memory.Type;
        switch (type)
        {
            case { Kind: MemoryKind.Ref }:
                action(builder, builder.Load(memory), first);
                return first;
            case { Element: MemoryType row }:
                return Walk(builder, memory, first, (inner, i, next) =>
                {
                    Value line = inner.Emit(OpCode.Load, row, [memory, i], flags: OpFlags.Safe);
                    Visit(inner, line, next, action);
                    return inner.Binary(OpCode.Add, next, Length(inner, line));
                });
            default:
                Nest(builder, memory, [], first, action);
                return first;
        }
    }

    // Numbers are computed from the indices, so that turns do not wait for one another.
    private static void Nest(BlockBuilder builder, Value memory, Value[] indices, Value number, Action<BlockBuilder, Value, Value> action)
    {
        MemoryType type = (MemoryType)memory.Type;
        if (indices.Length == type.Rank)
        {
            action(builder, builder.Emit(OpCode.Load, type.Element, [memory, .. indices], flags: OpFlags.Safe), number);
            return;
        }

        Value length = Length(builder, memory, indices.Length);
        BlockBuilder inner = builder.Nested();
        Value index = inner.Parameter(IrType.I32, "i");
        Value scale = index;
        for (int k = indices.Length + 1; k < type.Rank; k++)
        {
            scale = inner.Binary(OpCode.Mul, scale, Length(inner, memory, k));
        }

        Nest(inner, memory, [.. indices, index], inner.Binary(OpCode.Add, number, scale), action);
        builder.For(builder.Const(0), length, 1, [], inner.Build());
    }

    private static Value Length(BlockBuilder builder, Value memory, int dimension = 0) =>
        builder.Emit(OpCode.Length, IrType.I32, [memory], number: dimension);

    // A loop over the rows of a jagged array, with or without a number that goes from turn to turn.
    private static Value Walk(BlockBuilder builder, Value memory, Value? carried, Func<BlockBuilder, Value, Value, Value> body)
    {
        BlockBuilder inner = builder.Nested();
        Value index = inner.Parameter(IrType.I32, "i");
        Value? parameter = carried is null ? null : inner.Parameter(carried.Type);
        Value next = body(inner, index, parameter!);
        Value[] results = builder.For(builder.Const(0), Length(builder, memory), 1, carried is null ? [] : [carried], inner.Build(carried is null ? [] : [next]));
        return carried is null ? null! : results[0];
    }
}
