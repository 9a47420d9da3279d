using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>The loops over whole vectors: wide ones, then narrower ones for what is left, so that a short loop runs few turns one by one.</summary>
internal sealed class VectorSegments(
    VectorPlan plan, Reductions reductions, Value from, Value count, Func<Value, Value> scalar, Func<LoopAccess, Value?> offset)
{
    private Value[] _inner = [];

    /// <summary>Writes the loops; gives the carried values behind them and the index of the first turn that is left.</summary>
    public (Value[] Carried, Value Next) Write(BlockBuilder builder, int lanes)
    {
        bool reduces = reductions.Count > 0;
        if (reduces)
        {
            // Putting wide accumulators together costs more than a short loop, so a short loop does not make them.
            Value enough = builder.Compare(OpCode.GreaterEqual, count, builder.Const(lanes));
            BlockBuilder wide = builder.Nested();
            WriteWide(wide, lanes);
            Block whenWide = wide.Build(Narrow(wide, _inner, lanes));
            BlockBuilder narrow = builder.Nested();
            Value[] nothing = plan.IsLaneCount(lanes / 2) ? reductions.Start(narrow, lanes / 2) : reductions.Neutral(narrow);
            _inner = builder.If(enough, whenWide, narrow.Build(nothing), Names());
        }
        else
        {
            WriteWide(builder, lanes);
        }

        for (lanes /= 2; plan.IsLaneCount(lanes); lanes /= 2)
        {
            _inner = Loop(builder, Aligned(builder, 2 * lanes), Aligned(builder, lanes), lanes, 1, _inner);
            _inner = Narrow(builder, _inner, lanes);
        }

        LoopAccess[] sums = plan.MemorySums.ToArray();
        int carried = plan.Body.Yields.Count;
        for (int i = 0; i < sums.Length; i++)
        {
            Operation accumulate = sums[i].Operation;
            builder.Do(
                OpCode.Accumulate,
                [scalar(sums[i].Memory), _inner[carried + i], .. sums[i].IndexOperands.Select(scalar)],
                accumulate.Flags | OpFlags.Safe);
        }

        return (reductions.Finish(builder, _inner), Aligned(builder, 2 * lanes));
    }

    private string?[] Names() => Enumerable.Range(0, reductions.Count).Select(reductions.Name).ToArray();

    private void WriteWide(BlockBuilder builder, int lanes)
    {
        int unroll = plan.Size <= 6 && reductions.Count > 0 ? 4 : plan.Size <= 16 ? 2 : 1;
        Value[] start = reductions.Count > 0 ? reductions.Start(builder, lanes) : [];
        Value begin = from;
        if (unroll > 1)
        {
            Value[] all = Enumerable.Range(0, unroll).SelectMany(_ => start).ToArray();
            begin = Aligned(builder, unroll * lanes);
            start = reductions.Combine(builder, Loop(builder, from, begin, lanes, unroll, all));
        }

        _inner = Loop(builder, begin, Aligned(builder, lanes), lanes, 1, start);
    }

    /// <summary>The accumulators for half the lanes; numbers where that is too few.</summary>
    private Value[] Narrow(BlockBuilder builder, Value[] accumulators, int lanes) => plan.IsLaneCount(lanes / 2)
        ? reductions.Halve(builder, accumulators, lanes / 2)
        : reductions.ToScalars(builder, accumulators);

    // The index up to which whole groups of turns reach.
    private Value Aligned(BlockBuilder builder, int turns) =>
        builder.Binary(OpCode.Add, from, builder.Binary(OpCode.And, count, builder.Const(-turns)));

    private Value[] Loop(BlockBuilder builder, Value begin, Value end, int lanes, int unroll, Value[] start)
    {
        Widening widening = new(plan, lanes, builder, scalar, offset);
        BlockBuilder body = builder.Nested();
        Value index = body.Parameter(IrType.I32, plan.Index.Name);
        Value[] accumulators = Enumerable.Range(0, unroll).SelectMany(_ => reductions.Parameters(body, lanes)).ToArray();
        Value[] next = new Value[accumulators.Length];
        for (int copy = 0; copy < unroll; copy++)
        {
            Value first = copy == 0 ? index : body.Binary(OpCode.Add, index, body.Const(copy * lanes));
            Value[] own = accumulators.Skip(copy * reductions.Count).Take(reductions.Count).ToArray();
            widening.Write(body, first, own).CopyTo(next, copy * reductions.Count);
        }

        return builder.For(begin, end, lanes * unroll, start, body.Build(next));
    }
}
