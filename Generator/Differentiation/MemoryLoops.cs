using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Loops over whole memory that transforms write: sums and additions, for any rank.</summary>
internal static class MemoryLoops
{
    /// <summary>The sum of all elements.</summary>
    public static Value Sum(BlockBuilder builder, Value memory, IrType element)
    {
        Value zero = builder.Floating(element, 0);
        return Nest(builder, memory, [], zero, (inner, indices, sum) =>
        {
            Value item = inner.Emit(OpCode.Load, element, [memory, .. indices], flags: OpFlags.Safe);
            return inner.Binary(OpCode.Add, sum!, item, flags: OpFlags.Adjoint);
        })!;
    }

    /// <summary>Adds each element of <paramref name="from"/> to its counterpart; arrays of arrays are walked to their scalars.</summary>
    public static void Add(BlockBuilder builder, Value to, Value from) => Nest(builder, from, [], null, (inner, indices, _) =>
    {
        IrType element = ((MemoryType)from.Type).Element;
        Value item = inner.Emit(OpCode.Load, element, [from, .. indices], flags: OpFlags.Safe);
        if (element.IsReference)
        {
            Add(inner, inner.Emit(OpCode.Load, ((MemoryType)to.Type).Element, [to, .. indices], flags: OpFlags.Safe), item);
        }
        else
        {
            inner.Do(OpCode.Accumulate, [to, item, .. indices], OpFlags.Safe);
        }

        return null;
    });

    /// <summary>Zeroed memory of a reference's shape, arrays of arrays to their scalars.</summary>
    public static Value ZerosLike(BlockBuilder builder, Value like, IrType type) =>
        ZerosLike(builder, like, builder.NewValue(type, AdjointMap.NameOf(like)));

    /// <summary>The same, under a value that is there already.</summary>
    public static Value ZerosLike(BlockBuilder builder, Value like, Value shadow)
    {
        IrType type = shadow.Type;
        MemoryType memory = (MemoryType)type;
        Value[] sizes = Enumerable.Range(0, memory.Rank)
            .Select(k => builder.Emit(OpCode.Length, IrType.I32, [like], number: k)).ToArray();
        OpFlags flags = memory.Element.IsReference ? OpFlags.Escapes : OpFlags.None;
        builder.Append(new Operation(OpCode.Alloc, new(sizes), new([shadow])) { Flags = flags, Source = builder.Source });
        if (memory.Element is MemoryType held)
        {
            BlockBuilder inner = builder.Nested();
            Value index = inner.Parameter(IrType.I32, "i");
            Value row = inner.Emit(OpCode.Load, held, [like, index], flags: OpFlags.Safe);
            Value length = inner.Emit(OpCode.Length, IrType.I32, [row]);
            inner.Do(OpCode.Store, [shadow, inner.Emit(OpCode.Alloc, held, [length], flags: OpFlags.Escapes), index], OpFlags.Safe);
            builder.For(builder.Const(0), sizes[0], 1, [], inner.Build());
        }

        return shadow;
    }

    /// <summary>Sets every scalar that is reached to zero.</summary>
    public static void Clear(BlockBuilder builder, Value destination)
    {
        if (destination.Type is MemoryType { Kind: MemoryKind.Ref } location)
        {
            builder.Store(destination, builder.Floating(location.Element, 0));
        }
        else
        {
            builder.Do(OpCode.Fill, [destination, builder.Floating(ScalarOf(destination.Type), 0)]);
        }
    }

    /// <summary>The type of the zero that clears a reference: that of the scalars in memory; objects are cleared by a double.</summary>
    private static IrType ScalarOf(IrType type) => type switch
    {
        MemoryType memory => ScalarOf(memory.Element),
        ScalarType => type,
        _ => IrType.F64,
    };

    private static Value? Nest(BlockBuilder builder, Value memory, Value[] indices, Value? carried,
        Func<BlockBuilder, Value[], Value?, Value?> body)
    {
        if (indices.Length == ((MemoryType)memory.Type).Rank)
        {
            return body(builder, indices, carried);
        }

        BlockBuilder inner = builder.Nested();
        Value length = builder.Emit(OpCode.Length, IrType.I32, [memory], number: indices.Length);
        Value from = builder.Const(0);
        Value index = inner.Parameter(IrType.I32, "i");
        Value? next = Nest(inner, memory, [.. indices, index], carried is null ? null : inner.Parameter(carried.Type), body);
        Value[] results = builder.For(from, length, 1, carried is null ? [] : [carried], inner.Build(next is null ? [] : [next]));
        return results.Length == 0 ? null : results[0];
    }
}
