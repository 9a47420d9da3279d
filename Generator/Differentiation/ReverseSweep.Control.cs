using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The reverse of branches and loops.</summary>
internal sealed partial class ReverseSweep
{
    private void ReverseIf(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation operation = site.Operation;
        Value[] touched = ActiveInputs(site).ToArray();
        BlockBuilder[] builders = [scope.Builder.Nested(), scope.Builder.Nested()];
        List<Value?[]> adjointsAfter = [];
        for (int arm = 0; arm < 2; arm++)
        {
            ReverseScope inner = new(site.Regions[arm], builders[arm], scope);
            AdjointMap overlay = new(adjoints);
            PopStored(inner);
            for (int k = 0; k < operation.Results.Count; k++)
            {
                Value yielded = operation.Regions[arm].Yields[k];
                if (_activity.IsActive(operation.Results[k]) && _activity.IsActive(yielded) && !yielded.Type.IsReference)
                {
                    overlay.Add(builders[arm], yielded, adjoints[operation.Results[k]]);
                }
            }

            if (!EndsInThrow(site.Regions[arm]))
            {
                ReverseOperations(inner, overlay);
            }

            adjointsAfter.Add(touched.Select(value => overlay[value]).ToArray());
        }

        // A value that neither arm gave an adjoint keeps what it had.
        int[] changed = Enumerable.Range(0, touched.Length)
            .Where(i => adjointsAfter.Any(arm => arm[i] is not null && !ReferenceEquals(arm[i], adjoints[touched[i]]))).ToArray();
        Block[] regions = new Block[2];
        for (int arm = 0; arm < 2; arm++)
        {
            Value[] yields = changed.Select(i => adjointsAfter[arm][i] ?? Zero(builders[arm], touched[i])).ToArray();
            regions[arm] = builders[arm].Build(yields);
        }

        if (changed.Length == 0 && regions.All(region => region.Operations.Count == 0))
        {
            return;
        }

        Value condition = Primal(scope, operation.Operands[0]);
        Value[] results = scope.Builder.If(condition, regions[0], regions[1],
            changed.Select(i => AdjointMap.NameOf(touched[i])).ToArray());
        for (int i = 0; i < changed.Length; i++)
        {
            adjoints.Set(touched[changed[i]], results[i]);
        }
    }

    private static bool EndsInThrow(BlockSite block) => block.Operations.Any(site => site.Operation.Code == OpCode.Throw);

    private void ReverseFor(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation loop = site.Operation;
        BlockBuilder builder = scope.Builder;
        bool joint = IsJoint(site);
        Value from = Primal(scope, loop.Operands[0]);
        Value to = Primal(scope, loop.Operands[1]);
        int step = loop.Number;

        // Turns that depend on one another through nothing but sums may be reversed in any order; upwards reads best.
        // What is on a tape comes back last in, first out.
        bool upwards = (joint && CarriesAlong(site)) || (IsFreeOfOrder(site) && (joint || !site.Regions.Any(TakesFromTapes)));
        if (!upwards)
        {
            Value last = LastIndex(builder, loop, from, to);
            to = builder.Binary(step > 0 ? OpCode.Sub : OpCode.Add, from, builder.Const(1));
            from = last;
            step = -step;
        }

        BlockBuilder body = builder.Nested();
        Value index = body.Parameter(IrType.I32, loop.Regions[0].Parameters[0].Name);
        ReverseLoop(site, scope, adjoints, body, index, site.Regions[0], loop.Operands.Skip(2).ToArray(), 1, joint,
            (initial, block) => For(builder, from, to, step, initial, block, Delayed().Contains(site) ? loop.Results.ToArray() : []));
    }

    /// <summary>A counted loop whose last results keep the numbers that the primal gave them.</summary>
    private static Value[] For(BlockBuilder builder, Value from, Value to, int step, Value[] initial, Block body, Value[] last)
    {
        Value[] results =
        [
            .. initial.Take(initial.Length - last.Length).Select((value, i) => builder.NewValue(value.Type, body.Parameters[i + 1].Name)),
            .. last,
        ];
        builder.Append(new Operation(OpCode.For, new([from, to, .. initial]), new(results))
        {
            Number = step,
            Regions = new([body]),
            Source = builder.Source,
        });
        return results;
    }

    /// <summary>Whether no turn needs another, but for sums, nor undoes what another wrote.</summary>
    private bool IsFreeOfOrder(OperationSite loop)
    {
        if (!_freeOfOrder.TryGetValue(loop, out bool free))
        {
            free = loop.Operation is { Code: OpCode.For, Facts: { Independent: true } facts }
                && facts.Carried.All(kind => kind == CarriedKind.Sum)
                && !new LoopMemory(loop.Operation, _roots.Value, _definitions.Value).MayOverwrite(IsShadowed);
            _freeOfOrder[loop] = free;
        }

        return free;
    }

    /// <summary>Whether the reverse of a block takes from a tape what the forward sweep left there.</summary>
    private bool TakesFromTapes(BlockSite block) =>
        (StorageOf(block) == StorageKind.Tape && StoredIn(block).Count > 0)
        || block.Operations.Any(site => IsSplitCall(site)
            || (!IsJoint(site) && site.Regions.Any(TakesFromTapes)));

    private void ReverseWhile(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation loop = site.Operation;
        BlockBuilder builder = scope.Builder;
        Value from = builder.Binary(OpCode.Sub, Primal(scope, Turns(site)), builder.Const(1));
        Value to = builder.Const(-1);
        BlockBuilder body = builder.Nested();
        Value turn = body.Parameter(IrType.I32, TurnName(site.Regions[1]));
        ReverseLoop(site, scope, adjoints, body, turn, site.Regions[1], loop.Operands.ToArray(), 0, false,
            (initial, block) => builder.For(from, to, -1, initial, block));
    }

    /// <summary>
    /// The reverse of a loop's body, carrying the adjoints of the loop's carried values, and of every value from outside
    /// that the body uses. A carried value that no turn reads, but the result, has an adjoint as well.
    /// </summary>
    private void ReverseLoop(OperationSite site, ReverseScope scope, AdjointMap adjoints, BlockBuilder body, Value index,
        BlockSite bodySite, Value[] initial, int firstCarried, bool joint, Func<Value[], Block, Value[]> build)
    {
        Operation loop = site.Operation;
        int[] kept = joint ? KeptInReverse(site) : [];
        int[] carried = Enumerable.Range(0, initial.Length)
            .Where(k => !initial[k].Type.IsReference
                && (_activity.IsActive(bodySite.Block.Parameters[k + firstCarried]) || _activity.IsActive(loop.Results[k]))).ToArray();
        Value[] inputs = ActiveInputs(site).Where(value => IsUsedIn(bodySite, value)).ToArray();
        Value[] start =
        [
            .. carried.Select(k => adjoints[loop.Results[k]] ?? Zero(scope.Builder, loop.Results[k])),
            .. inputs.Select(value => adjoints[value] ?? Zero(scope.Builder, value)),
            .. kept.Select(k => Primal(scope, initial[k])),
        ];

        SweepStorage? storage = joint ? new SweepStorage() : null;
        bool isCounted = loop.Code == OpCode.For;
        ReverseScope inner = new(bodySite, body, scope) { Storage = storage, Turn = isCounted ? null : index };
        if (isCounted)
        {
            inner.Primals[bodySite.Block.Parameters[0].Id] = index;
        }

        AdjointMap overlay = new(adjoints);
        Value[] after = carried.Select(k => body.Parameter(loop.Results[k].Type, AdjointMap.NameOf(loop.Results[k]))).ToArray();
        foreach (Value input in inputs)
        {
            overlay.Set(input, body.Parameter(input.Type, AdjointMap.NameOf(input)));
        }

        SortedDictionary<int, Value> keptValues = [];
        foreach (int k in kept)
        {
            keptValues[k] = body.Parameter(loop.Results[k].Type, loop.Results[k].Name);
        }

        ForwardWriter? turn = joint ? new ForwardWriter(this, bodySite, storage!, inner, keptValues) : null;
        turn?.Run(body);
        if (turn is null)
        {
            PopStored(inner);
        }

        for (int i = 0; i < carried.Length; i++)
        {
            overlay.Add(body, bodySite.Block.Yields[carried[i]], after[i]);
        }

        ReverseOperations(inner, overlay);
        Value[] yields =
        [
            .. carried.Select(k => overlay[bodySite.Block.Parameters[k + firstCarried]] ?? Zero(body, loop.Results[k])),
            .. inputs.Select(value => overlay[value]!),
            .. turn?.NextKept() ?? [],
        ];
        Value[] results = build(start, body.Build(yields));
        for (int i = 0; i < inputs.Length; i++)
        {
            adjoints.Set(inputs[i], results[carried.Length + i]);
        }

        for (int i = 0; i < carried.Length; i++)
        {
            if (_activity.IsActive(initial[carried[i]]))
            {
                adjoints.Add(scope.Builder, initial[carried[i]], results[i]);
            }
        }
    }

    /// <summary>The index of a counted loop's last turn.</summary>
    private Value LastIndex(BlockBuilder builder, Operation loop, Value from, Value to)
    {
        if (loop.Number is 1 or -1)
        {
            return builder.Binary(loop.Number > 0 ? OpCode.Sub : OpCode.Add, to, builder.Const(1));
        }

        Value beforeLast = builder.Binary(OpCode.Sub, TripCount(builder, loop, from, to), builder.Const(1));
        Value offset = builder.Binary(OpCode.Mul, beforeLast, builder.Const(loop.Number));
        return IsZero(loop.Operands[0]) ? offset : builder.Binary(OpCode.Add, from, offset);
    }

    /// <summary>The active scalars from outside that the regions of a site use, in the order of their numbers.</summary>
    private IEnumerable<Value> ActiveInputs(OperationSite site)
    {
        SortedDictionary<int, Value> found = [];
        foreach (BlockSite region in site.Regions)
        {
            Collect(region);
        }

        return found.Values;

        void Collect(BlockSite block)
        {
            foreach (Value used in block.Operations.SelectMany(operation => operation.Operation.Operands).Concat(block.Block.Yields))
            {
                if (!used.Type.IsReference && _activity.IsActive(used) && !IsInside(_index.BlockOf(used), site))
                {
                    found[used.Id] = used;
                }
            }

            foreach (BlockSite inner in block.Operations.SelectMany(operation => operation.Regions))
            {
                Collect(inner);
            }
        }
    }

    private static bool IsInside(BlockSite block, OperationSite site) => site.Regions.Any(block.IsWithin);

    private static bool IsUsedIn(BlockSite block, Value value) =>
        block.Block.Yields.Any(yielded => yielded.Id == value.Id)
        || block.Operations.Any(site => site.Operation.Operands.Any(operand => operand.Id == value.Id)
            || site.Regions.Any(region => IsUsedIn(region, value)));

    private static Value Zero(BlockBuilder builder, Value like) => builder.Floating(like.Type, 0);
}
