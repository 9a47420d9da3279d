using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

internal sealed partial class RandomBody
{
    private Value? Pick(Func<MemoryType, bool> which)
    {
        Value[] fitting = [.. _visible.Where(value => value.Type is MemoryType type && which(type))];
        return fitting.Length == 0 ? null : fitting[random.Next(fitting.Length)];
    }

    // A span of floating values, new where there is none.
    private Value AnySpan() => Pick(type => type == MemoryType.Span(floating))
        ?? builder.Emit(OpCode.Alloc, MemoryType.Span(floating), [builder.Const(random.Next(1, 6))], "local");

    // Of memory of length zero the remainder traps, but an unchecked index would trap much more often.
    private Value Index(Value memory, int dimension = 0)
    {
        Value any = Any(IrType.I32);
        if (Traps(25))
        {
            return any;
        }

        Value length = builder.Emit(OpCode.Length, IrType.I32, [memory], number: dimension);
        Value positive = builder.Binary(OpCode.And, any, builder.Const(int.MaxValue));
        return builder.Binary(OpCode.Rem, positive, options.Traps ? length : NotZero(length));
    }

    private Value NotZero(Value length) => builder.Select(
        builder.Compare(OpCode.Equal, length, builder.Const(0)), builder.Const(1), length);

    private Value[] Indices(Value memory) => [.. Enumerable.Range(0, ((MemoryType)memory.Type).Rank).Select(i => Index(memory, i))];

    private void Access()
    {
        if (Pick(type => type.Element is ScalarType && type.Kind != MemoryKind.Rows) is not { } memory)
        {
            Keep(FloatingOperation(floating));
            return;
        }

        MemoryType type = (MemoryType)memory.Type;
        if (!options.Traps && type.Rank == 1)
        {
            Guarded(memory, type);
            return;
        }

        Touch(memory, type, Indices(memory), this);
    }

    // Where nothing may trap, memory of length zero is left alone.
    private void Guarded(Value memory, MemoryType type)
    {
        Value length = builder.Emit(OpCode.Length, IrType.I32, [memory]);
        Value some = builder.Compare(OpCode.Greater, length, builder.Const(0));
        (RandomBody body, BlockBuilder inner) = Inner();
        Value[] indices = body.Indices(memory);
        Value? read = body.Touch(memory, type, indices, body);
        Value other = body.Any(type.Element);
        Value result = builder.If(some, inner.Build(read ?? other), builder.Nested().Build(Any(type.Element)))[0];
        Keep(result);
    }

    private Value? Touch(Value memory, MemoryType type, Value[] indices, RandomBody scope)
    {
        int kind = type.Kind == MemoryKind.ReadOnlySpan ? 0 : random.Next(4);
        if (kind == 1)
        {
            builder.Do(OpCode.Store, [memory, Any(type.Element), .. indices]);
            return null;
        }

        if (kind == 2)
        {
            builder.Do(OpCode.Accumulate, [memory, Any(type.Element), .. indices]);
            return null;
        }

        Value read = builder.Load(memory, indices);
        scope.Keep(read);
        return read;
    }

    private void NewMemory()
    {
        switch (random.Next(10))
        {
            case 0 when Pick(type => type.Element is ScalarType && type.Kind is MemoryKind.Span or MemoryKind.ReadOnlySpan) is { } whole:
                Slice(whole);
                break;
            case 1 when options.Traps && Pick(type => type.Element is ScalarType && type.Kind is MemoryKind.Span or MemoryKind.Array or MemoryKind.Grid) is { } holder:
                Keep(builder.Emit(OpCode.Element, MemoryType.Ref(((MemoryType)holder.Type).Element), [holder, .. Indices(holder)], Name()));
                break;
            case 2 when Pick(type => type.Kind == MemoryKind.Rows) is { } rows:
                Keep(builder.Emit(OpCode.Row, MemoryType.ReadOnlySpan(((MemoryType)rows.Type).Element), [rows, Index(rows)], Name()));
                break;
            case 3 when Pick(type => type.Kind == MemoryKind.Array && type.Element is ScalarType) is { } array:
                Keep(builder.Emit(OpCode.View, MemoryType.Span(((MemoryType)array.Type).Element), [array], Name()));
                break;
            case 4 when Pick(type => type.Element is MemoryType) is { } jagged:
                Keep(builder.Emit(OpCode.Load, ((MemoryType)jagged.Type).Element, [jagged, Index(jagged)], Name()));
                break;
            case 5 when _visible.Find(value => value.Type is ObjectType) is { } container:
                Keep(random.Next(2) == 0
                    ? builder.Emit(OpCode.Field, MemoryType.Ref(floating), [container], Name(), symbol: "B")
                    : builder.Emit(OpCode.Field, MemoryType.Array(floating), [container], Name(), symbol: "W"));
                break;
            case 6:
                builder.Do(OpCode.Fill, [AnySpan(), Any(floating)]);
                break;
            case 7:
                CopyOfPart();
                break;
            case 8 when options.Loops:
                Residuals();
                break;
            default:
                Value length = builder.Binary(OpCode.And, Any(IrType.I32), builder.Const(3));
                Value local = builder.Emit(OpCode.Alloc, MemoryType.Span(floating), [builder.Binary(OpCode.Add, length, builder.Const(1))], "local");
                builder.Do(OpCode.Fill, [local, Any(floating)]);
                Keep(local);
                break;
        }
    }

    private void Slice(Value whole)
    {
        Value length = builder.Emit(OpCode.Length, IrType.I32, [whole]);
        Value start = builder.Binary(
            OpCode.Rem, builder.Binary(OpCode.And, Any(IrType.I32), builder.Const(int.MaxValue)), builder.Binary(OpCode.Add, length, builder.Const(1)));
        Keep(builder.Emit(OpCode.Slice, whole.Type, [whole, start, builder.Binary(OpCode.Sub, length, start)], Name()));
    }

    // The shorter of two spans decides how much is copied; they may overlap.
    private void CopyOfPart()
    {
        Value from = AnySpan();
        Value to = AnySpan();
        Value fromLength = builder.Emit(OpCode.Length, IrType.I32, [from]);
        Value toLength = builder.Emit(OpCode.Length, IrType.I32, [to]);
        Value count = builder.Select(builder.Compare(OpCode.Less, fromLength, toLength), fromLength, toLength);
        builder.Do(OpCode.Copy, [builder.Emit(OpCode.Slice, from.Type, [from, builder.Const(0), count]), to]);
    }

    // A loop that fills a tape and one that empties it, as reverse sweeps do.
    private void Residuals()
    {
        Value tape = builder.Emit(OpCode.NewTape, new TapeType(((ScalarType)floating).Kind), [], "tape");
        Value count = builder.Binary(OpCode.And, Any(IrType.I32), builder.Const(3));
        Value zero = builder.Const(0);
        Value start = Any(floating);

        Value index = builder.NewValue(IrType.I32, "i");
        Value carried = builder.NewValue(floating);
        (RandomBody body, BlockBuilder inner) = Inner(index, carried);
        inner.Do(OpCode.Push, [tape, carried]);
        Value next = body.FloatingOperation(floating);
        builder.For(zero, count, 1, [start], inner.Build(next));

        Value back = builder.NewValue(IrType.I32, "i");
        Value adjoint = builder.NewValue(floating);
        (RandomBody undo, BlockBuilder undoBuilder) = Inner(back, adjoint);
        undo.Keep(undoBuilder.Emit(OpCode.Pop, floating, [tape]));
        Value last = undo.FloatingOperation(floating);
        Keep(builder.For(zero, count, 1, [start], undoBuilder.Build(last))[0]);
    }
}
