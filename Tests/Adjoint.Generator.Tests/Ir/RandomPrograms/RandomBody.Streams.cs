using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

internal sealed partial class RandomBody
{
    // A loop over the elements of one to three spans, side by side: maps and reductions, as numeric code has them everywhere.
    private void Stream()
    {
        Value[] spans = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => StreamMemory())];
        Value count = builder.Emit(OpCode.Length, IrType.I32, [spans[0]]);
        foreach (Value other in spans.Skip(1))
        {
            // Without the minimum an index may run out, which traps in the middle of the loop.
            if (!Traps(6))
            {
                Value length = builder.Emit(OpCode.Length, IrType.I32, [other]);
                count = builder.Select(builder.Compare(OpCode.Less, count, length), count, length);
            }
        }

        Value[] initial = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(floating))];
        Value index = builder.NewValue(IrType.I32, "i");
        Value[] sums = [.. initial.Select(value => builder.NewValue(value.Type, "sum"))];

        // The terms may use anything but the sums themselves, or the loop is a recurrence.
        BlockBuilder inner = builder.Nested();
        inner.AddParameter(index);
        foreach (Value sum in sums)
        {
            inner.AddParameter(sum);
        }

        RandomBody body = new(options, random, floating, helpers, inner, _visible);
        List<Value> elements = [.. spans.Select(span => inner.Load(span, index))];
        body._visible.AddRange(elements);
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            body.Keep(random.Next(8) == 0 ? body.Condition() : body.FloatingOperation(floating));
        }

        foreach (Value span in spans.Where(span => span.Type is MemoryType { Kind: not MemoryKind.ReadOnlySpan }))
        {
            switch (random.Next(3))
            {
                case 0:
                    inner.Store(span, body.Any(floating), index);
                    break;
                case 1:
                    inner.Do(OpCode.Accumulate, [span, body.Any(floating), index]);
                    break;
            }
        }

        Value[] next = [.. sums.Select(body.Term)];
        foreach (Value result in builder.For(builder.Const(0), count, 1, initial, inner.Build(next)))
        {
            Keep(result);
        }
    }

    private Value StreamMemory() =>
        Pick(type => type.Element == floating && type.Kind is MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Array) ?? Kept(AnySpan());

    private Value Kept(Value value)
    {
        Keep(value);
        return value;
    }

    private Value Term(Value sum)
    {
        Value term = Any(floating);
        return random.Next(options.Smooth ? 2 : 6) switch
        {
            0 or 1 => builder.Binary(OpCode.Add, sum, term),
            2 => builder.Binary(OpCode.Sub, sum, term),
            3 => builder.Math("Max", sum, term),
            4 => builder.Math("Min", sum, term),
            _ => builder.Emit(OpCode.Fma, floating, [term, Any(floating), sum]),
        };
    }
}
