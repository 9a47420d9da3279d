using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

internal sealed partial class RandomBody
{
    private (RandomBody Body, BlockBuilder Builder) Inner(params Value[] parameters)
    {
        BlockBuilder nested = builder.Nested();
        foreach (Value parameter in parameters)
        {
            nested.AddParameter(parameter);
        }

        return (new(options, random, floating, helpers, nested, [.. _visible, .. parameters]), nested);
    }

    private void If(int depth)
    {
        IrType[] types = random.Next(3) switch { 0 => [], 1 => [floating], _ => [floating, IrType.I32] };
        Value condition = random.Next(2) == 0 ? Condition() : Any(IrType.Bool);
        (RandomBody then, BlockBuilder thenBuilder) = Inner();
        then.Statements(random.Next(1, 5), depth);
        Value[] thenValues = [.. types.Select(then.Any)];
        (RandomBody otherwise, BlockBuilder otherwiseBuilder) = Inner();
        if (Traps(12))
        {
            otherwiseBuilder.Do(OpCode.Throw, [otherwise.Any(IrType.I32)], symbol: "new InvalidOperationException({0}.ToString())");
        }
        else
        {
            otherwise.Statements(random.Next(4), depth);
        }

        Value[] otherwiseValues = [.. types.Select(otherwise.Any)];
        foreach (Value result in builder.If(condition, thenBuilder.Build(thenValues), otherwiseBuilder.Build(otherwiseValues), Name()))
        {
            Keep(result);
        }
    }

    private void Loop(int depth)
    {
        switch (random.Next(4))
        {
            case 0:
                While(depth);
                break;
            case 1 when options.Memory:
                Stream();
                break;
            default:
                For(depth);
                break;
        }
    }

    // The bounds are small, so that nests of loops end soon: a length, a constant, or two bits of some number.
    private void For(int depth)
    {
        Value[] memory = [.. _visible.Where(value => value.Type is MemoryType { Rank: > 0, Kind: not MemoryKind.Array })];
        Value bound = random.Next(3) switch
        {
            0 when memory.Length > 0 => builder.Emit(OpCode.Length, IrType.I32, [memory[random.Next(memory.Length)]]),
            1 => builder.Binary(OpCode.And, Any(IrType.I32), builder.Const(3)),
            _ => builder.Const(random.Next(6)),
        };
        Value first = builder.Const(random.Next(4) == 0 ? 1 : 0);
        int step = new[] { 1, 1, 1, 2, -1, -2 }[random.Next(6)];
        Value[] initial = Carried();
        Value index = builder.NewValue(IrType.I32, "i");
        Value[] parameters = [index, .. initial.Select(value => builder.NewValue(value.Type, Name()))];
        (RandomBody body, BlockBuilder bodyBuilder) = Inner(parameters);
        body.Statements(random.Next(1, 6), depth);
        Value[] next = [.. parameters.Skip(1).Select(parameter => random.Next(3) == 0
            ? body.Reduction(parameter)
            : body.Any(parameter.Type))];
        (Value from, Value to) = step > 0 ? (first, bound) : (bound, first);
        foreach (Value result in builder.For(from, to, step, initial, bodyBuilder.Build(next)))
        {
            Keep(result);
        }
    }

    private Value Reduction(Value carried) => carried.Type == IrType.I32
        ? builder.Binary(OpCode.Add, carried, Any(IrType.I32))
        : options.Smooth || random.Next(2) == 0
            ? builder.Binary(OpCode.Add, carried, Any(carried.Type))
            : builder.Math(random.Next(2) == 0 ? "Max" : "Min", carried, Any(carried.Type));

    private Value[] Carried() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random.Next(3) == 0 ? IrType.I32 : floating))];

    // A counter makes sure of the end; beside it a condition on the carried values may end the loop earlier.
    private void While(int depth)
    {
        Value[] initial = [builder.Const(random.Next(1, 5)), .. Carried()];
        Value[] tested = [.. initial.Select(value => builder.NewValue(value.Type))];
        (RandomBody condition, BlockBuilder conditionBuilder) = Inner(tested);
        Value go = conditionBuilder.Compare(OpCode.Greater, tested[0], conditionBuilder.Const(0));
        if (random.Next(2) == 0)
        {
            go = conditionBuilder.Binary(OpCode.And, go, condition.Condition());
        }

        Value[] parameters = [.. initial.Select(value => builder.NewValue(value.Type, Name()))];
        (RandomBody body, BlockBuilder bodyBuilder) = Inner(parameters);
        body.Statements(random.Next(1, 5), depth);
        Value counter = bodyBuilder.Binary(OpCode.Sub, parameters[0], bodyBuilder.Const(1));
        Value[] next = [counter, .. parameters.Skip(1).Select(parameter => body.Any(parameter.Type))];
        foreach (Value result in builder.While(initial, conditionBuilder.Build(go), bodyBuilder.Build(next)))
        {
            Keep(result);
        }
    }
}
