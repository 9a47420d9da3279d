using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

internal sealed partial class ReverseSweep
{
    /// <summary>
    /// Writes the forward code of one sweep root: for the function's body the operations as they are, for a repeated turn a
    /// copy without what must not happen twice; in both, with the stores that the plan asks for.
    /// </summary>
    private sealed class ForwardWriter(
        ReverseSweep sweep, BlockSite root, SweepStorage storage, ReverseScope? repeated, IReadOnlyDictionary<int, Value>? kept = null)
    {
        /// <summary>What primal values became in a repeated turn; the carried values that the reverse loop keeps are there from the start.</summary>
        private readonly Dictionary<int, Value> _map = kept is null
            ? []
            : kept.ToDictionary(item => root.Block.Parameters[item.Key + 1].Id, item => item.Value);

        /// <summary>Whether the turns run here for the first time: all but those of a joint loop that is not merged with its reverse. A first run may throw.</summary>
        private readonly bool _runsFirst = repeated is null || sweep.Delayed().Contains(root.Owner!);

        private readonly HashSet<int> _skipped = repeated is null ? [] : SumUpdates(root.Owner!.Operation, kept?.Keys ?? []);

        /// <summary>The carried values that the reverse loop keeps, after the turn.</summary>
        public IEnumerable<Value> NextKept() => kept is null ? [] : kept.Keys.Select(k => Map(root.Block.Yields[k]));

        /// <summary>The loops entered so far with what their turn number is computed from.</summary>
        private readonly List<(OperationSite Loop, Value Index)> _nest = [];

        public void Run(BlockBuilder builder)
        {
            Operations(root, builder);
            if (sweep.StorageOf(root) == StorageKind.Tape)
            {
                sweep.Push(sweep.StoredIn(root), builder, Map);
            }

            if (repeated is not null)
            {
                foreach (KeyValuePair<int, Value> pair in _map)
                {
                    repeated.Primals[pair.Key] = pair.Value;
                }
            }
        }

        /// <summary>Whether what a block stores is for the reverse code of this sweep root: the turns of joint loops are run again, and store then.</summary>
        private bool IsOwn(BlockSite block) => ReferenceEquals(sweep.SweepRootOf(block), root);

        private Value Map(Value value)
        {
            if (_map.TryGetValue(value.Id, out Value? mapped))
            {
                return mapped;
            }

            return repeated is null ? value : sweep.Primal(repeated, value);
        }

        private Value Define(Value value, BlockBuilder builder)
        {
            if (repeated is null)
            {
                return value;
            }

            Value copy = builder.NewValue(value.Type, value.Name);
            _map[value.Id] = copy;
            return copy;
        }

        private void Operations(BlockSite block, BlockBuilder builder)
        {
            foreach (OperationSite site in block.Operations)
            {
                if (repeated is null ? sweep.Delayed().Contains(site) : IsSkipped(site))
                {
                    continue;
                }

                builder.Source = site.Operation.Source ?? builder.Source;
                if (ReferenceEquals(block, root))
                {
                    AllocateBuffers(site, builder);
                }

                Write(site, builder);
            }
        }

        /// <summary>Whether the run of a turn in the reverse sweep leaves an operation out: notes, throws that did not happen, sums, and writes to memory outside the turn.</summary>
        private bool IsSkipped(OperationSite site)
        {
            Operation operation = site.Operation;
            return operation.Code == OpCode.Note
                || (operation.Code == OpCode.Throw && !_runsFirst)
                || operation.Results.Any(result => _skipped.Contains(result.Id))
                || (operation.Code != OpCode.Call && sweep._summaries.WrittenOperands(operation).Any(written => !sweep.IsLocalTo(written, root)));
        }

        private void Write(OperationSite site, BlockBuilder builder)
        {
            switch (site.Operation.Code)
            {
                case OpCode.If:
                    WriteIf(site, builder);
                    break;
                case OpCode.For:
                    WriteFor(site, builder);
                    break;
                case OpCode.While:
                    WriteWhile(site, builder);
                    break;
                case OpCode.Call when sweep.IsSplitCall(site) && IsOwn(site.Block):
                    sweep.WriteRecord(site, builder, Map, result => Define(result, builder));
                    break;
                case OpCode.Alloc when IsOwn(site.Block) && sweep.IsKept(site.Operation.Result):
                    Value size = Map(site.Operation.Operands[0]);
                    Value turn = NestIndex(builder);
                    builder.Append(KeptSlice(builder, storage.Buffers[site.Operation.Result.Id], turn, size, Define(site.Operation.Result, builder)));
                    break;
                default:
                    Copy(site.Operation, builder, site.Operation.Regions.ToArray());
                    WriteShadow(site, builder);
                    break;
            }
        }

        /// <summary>
        /// Where memory comes to hold references, its shadow comes to hold their shadows at the same moment: an allocation makes
        /// both, a store of a reference stores both.
        /// </summary>
        private void WriteShadow(OperationSite site, BlockBuilder builder)
        {
            Operation operation = site.Operation;
            if (!IsOwn(site.Block))
            {
                return;
            }

            if (operation.Code == OpCode.Alloc && sweep.HasForwardShadow(operation.Result))
            {
                Value[] sizes = operation.Operands.Select(Map).ToArray();
                SetShadow(operation.Result, builder.Emit(OpCode.Alloc, operation.Result.Type, sizes,
                    AdjointMap.NameOf(operation.Result), operation.Flags & OpFlags.Escapes));
            }
            else if (operation.Code == OpCode.Load && operation.Result.Type.IsReference && sweep._activity.IsActive(operation.Result)
                && sweep._stability.HoldsStoredReferences(operation.Operands[0]) && FindHeldShadow(operation.Result, builder) is { } loaded)
            {
                // At once: the reference may be replaced before its shadow is wanted.
                SetShadow(operation.Result, loaded);
            }
            else if (operation.Code == OpCode.Store && operation.Operands[1].Type.IsReference && sweep._activity.IsActive(operation.Operands[0]))
            {
                Value[] indices = operation.Operands.Skip(2).Select(Map).ToArray();
                builder.Do(OpCode.Store, [HeldShadow(operation.Operands[0], builder), HeldShadow(operation.Operands[1], builder), .. indices], OpFlags.Safe);
            }
        }

        private void SetShadow(Value primal, Value shadow)
        {
            storage.Shadows[primal.Id] = shadow;
            _map[sweep.ShadowKey(primal).Id] = shadow;
        }

        /// <summary>The shadow of a reference, in the form in which memory holds it, while the forward sweep runs.</summary>
        private Value HeldShadow(Value primal, BlockBuilder builder) => FindHeldShadow(primal, builder)
            ?? throw (sweep._parameterShadows.ContainsKey(primal.Id)
                ? sweep.Lost(primal, "an array that the caller passed is put into an array of arrays", "put a copy there, or an index", builder.Source)
                : sweep.Lost(primal, "an array is put into another after a branch, a loop or a call chose it", "put it there where it is made", builder.Source));

        private Value? FindHeldShadow(Value primal, BlockBuilder builder)
        {
            if (storage.Shadows.TryGetValue(primal.Id, out Value? made))
            {
                return made;
            }

            if (sweep._parameterShadows.TryGetValue(primal.Id, out made))
            {
                return made.Type == primal.Type ? made : null;
            }

            Operation? definition = sweep._index.Definition(primal)?.Operation;
            if (definition?.Code is not (OpCode.Load or OpCode.Field or OpCode.View) || FindHeldShadow(definition.Operands[0], builder) is not { } around)
            {
                return null;
            }

            Value[] operands = [around, .. definition.Operands.Skip(1).Select(Map)];
            return definition.Code == OpCode.View && operands[0].Type == primal.Type
                ? operands[0]
                : builder.Repeat(definition with { Results = new([primal]) }, operands, AsRepeated(definition));
        }

        private void Copy(Operation operation, BlockBuilder builder, Block[] regions)
        {
            Operation copy = operation with { Operands = new(operation.Operands.Select(Map)), Regions = new(regions) };
            if (repeated is not null)
            {
                copy = copy with { Results = new(operation.Results.Select(result => Define(result, builder))), Flags = _runsFirst ? operation.Flags : AsRepeated(operation) };
            }

            builder.Append(copy);
        }

        private void WriteIf(OperationSite site, BlockBuilder builder)
        {
            Value condition = Map(site.Operation.Operands[0]);
            BlockBuilder[] arms = [builder.Nested(), builder.Nested()];
            List<Value>[] exports = [[], []];
            for (int i = 0; i < 2; i++)
            {
                Operations(site.Regions[i], arms[i]);
                exports[i] = Keep(site.Regions[i], arms[i]);
            }

            Value[] all = [.. exports[0], .. exports[1]];
            Block[] regions = new Block[2];
            for (int i = 0; i < 2; i++)
            {
                int arm = i;
                IEnumerable<Value> kept = all.Select((value, k) => (k < exports[0].Count) == (arm == 0)
                    ? Map(value)
                    : arms[arm].Emit(OpCode.Default, value.Type, []));
                Value[] yields = [.. site.Operation.Regions[i].Yields.Select(Map), .. kept];
                regions[i] = arms[i].Build(yields);
            }

            List<Value> results = site.Operation.Results.Select(result => Define(result, builder)).ToList();
            foreach (Value value in all)
            {
                Value export = builder.NewValue(value.Type, value.Name);
                results.Add(export);
                _map[value.Id] = export;
                storage.Exports[value.Id] = export;
            }

            builder.Append(site.Operation with { Operands = new([condition]), Results = new(results), Regions = new(regions) });
        }

        private void WriteFor(OperationSite site, BlockBuilder builder)
        {
            Operation loop = site.Operation;
            BlockBuilder body = builder.Nested();
            Value[] operands = loop.Operands.Select(Map).ToArray();
            foreach (Value parameter in loop.Regions[0].Parameters)
            {
                body.AddParameter(Define(parameter, body));
            }

            _nest.Add((site, Map(loop.Regions[0].Parameters[0])));
            Operations(site.Regions[0], body);
            Keep(site.Regions[0], body);
            _nest.RemoveAt(_nest.Count - 1);
            Block region = body.Build(loop.Regions[0].Yields.Select(Map).ToArray());
            builder.Append(loop with
            {
                Operands = new(operands),
                Results = new(loop.Results.Select(result => Define(result, builder))),
                Regions = new([region]),
            });
        }

        private void WriteWhile(OperationSite site, BlockBuilder builder)
        {
            Operation loop = site.Operation;
            bool counts = sweep.NeedsReverse(site) && IsOwn(site.Block);
            List<Value> operands = loop.Operands.Select(Map).ToList();
            if (counts)
            {
                operands.Add(builder.Const(0));
            }

            BlockBuilder[] builders = [builder.Nested(), builder.Nested()];
            Value turns = sweep.Turns(site);
            List<Value> yields = [];
            for (int i = 0; i < 2; i++)
            {
                foreach (Value parameter in loop.Regions[i].Parameters)
                {
                    builders[i].AddParameter(Define(parameter, builders[i]));
                }

                Value? count = counts ? builders[i].Parameter(IrType.I32, turns.Name) : null;
                Operations(site.Regions[i], builders[i]);
                yields = loop.Regions[i].Yields.Select(Map).ToList();
                if (i == 1)
                {
                    Keep(site.Regions[i], builders[i]);
                    if (count is not null)
                    {
                        yields.Add(builders[i].Binary(OpCode.Add, count, builders[i].Const(1), turns.Name));
                    }
                }

                if (i == 0)
                {
                    builders[i].Source = loop.Source;
                    _conditions[site] = builders[i].Build(yields.ToArray());
                }
            }

            List<Value> results = loop.Results.Select(result => Define(result, builder)).ToList();
            if (counts)
            {
                Value total = builder.NewValue(IrType.I32, turns.Name);
                results.Add(total);
                _map[turns.Id] = total;
                storage.Exports[turns.Id] = total;
            }

            builder.Append(loop with
            {
                Operands = new(operands),
                Results = new(results),
                Regions = new([_conditions[site], builders[1].Build(yields.ToArray())]),
            });
        }

        private readonly Dictionary<OperationSite, Block> _conditions = [];

        /// <summary>Keeps the stored values of a block that was just written.</summary>
        /// <returns>The values, this block's and its branches', that the branch around must export.</returns>
        private List<Value> Keep(BlockSite block, BlockBuilder builder)
        {
            if (!IsOwn(block) || block.Operations.Any(site => site.Operation.Code == OpCode.Throw))
            {
                return [];
            }

            List<Value> values = sweep.StoredIn(block);
            switch (sweep.StorageOf(block))
            {
                case StorageKind.Export:
                    IEnumerable<Value> inner = block.Operations
                        .Where(site => site.Operation.Code == OpCode.If)
                        .SelectMany(site => site.Regions).SelectMany(ExportsOf);
                    return [.. values, .. inner];
                case StorageKind.Indexed:
                    Value? index = values.Count > 0 ? NestIndex(builder) : null;
                    foreach (Value value in values)
                    {
                        builder.Do(OpCode.Store, [storage.Buffers[value.Id], Map(value), index!], OpFlags.Safe);
                    }

                    return [];
                case StorageKind.Tape:
                    sweep.Push(values, builder, Map);
                    return [];
                default:
                    return [];
            }
        }

        private IEnumerable<Value> ExportsOf(BlockSite block) =>
            block.Operations.Any(site => site.Operation.Code == OpCode.Throw)
                ? []
                : sweep.StoredIn(block).Concat(block.Operations
                    .Where(site => site.Operation.Code == OpCode.If)
                    .SelectMany(site => site.Regions).SelectMany(ExportsOf));

        private Value NestIndex(BlockBuilder builder)
        {
            Value? index = null;
            foreach ((OperationSite loop, Value turnIndex) in _nest)
            {
                Value turn = sweep.Turn(builder, loop.Operation, turnIndex, () => Map(loop.Operation.Operands[0]));
                index = index is null
                    ? turn
                    : builder.Binary(OpCode.Add, builder.Binary(OpCode.Mul, index, storage.Trips[loop]), turn);
            }

            return index!;
        }

        /// <summary>Makes the buffers for what is stored inside an operation of the sweep root.</summary>
        private void AllocateBuffers(OperationSite site, BlockBuilder builder)
        {
            foreach ((BlockSite block, Value value) in sweep.IndexedWithin(site, root))
            {
                string? name = value.Name is null ? null : value.Name + (value.Name.EndsWith("s", StringComparison.Ordinal) ? "OfTurns" : "s");
                Value size = TurnCount(block, builder);
                storage.Buffers[value.Id] = value.Type.IsReference
                    ? builder.Emit(OpCode.Alloc, MemoryType.Array(value.Type), [size], name, OpFlags.Escapes | OpFlags.Residual)
                    : builder.Emit(OpCode.Alloc, MemoryType.Span(value.Type), [size], name, OpFlags.Uninitialized | OpFlags.Residual);
            }

            foreach (OperationSite made in Descendants(site).Where(made => made.Operation.Code == OpCode.Alloc && IsOwn(made.Block)
                && sweep.IsKept(made.Operation.Result)))
            {
                Value memory = made.Operation.Result;
                Value turns = TurnCount(made.Block, builder);
                Value size = builder.Binary(OpCode.Mul, turns, Express(made.Operation.Operands[0], builder), flags: OpFlags.Checked);
                storage.Buffers[memory.Id] = builder.Emit(OpCode.Alloc, memory.Type, [size], memory.Name, OpFlags.Uninitialized | OpFlags.Residual);
            }
        }

        /// <summary>How often a block runs, all loops between the sweep root and it taken together.</summary>
        private Value TurnCount(BlockSite block, BlockBuilder builder)
        {
            Value? count = null;
            foreach (OperationSite loop in sweep.NestOf(block, root)!)
            {
                if (!storage.Trips.TryGetValue(loop, out Value? trips))
                {
                    trips = sweep.TripCount(builder, loop.Operation,
                        Express(loop.Operation.Operands[0], builder), Express(loop.Operation.Operands[1], builder));
                    storage.Trips[loop] = trips;
                }

                count = count is null ? trips : builder.Binary(OpCode.Mul, count, trips, flags: OpFlags.Checked);
            }

            return count!;
        }

        /// <summary>A loop bound, computed at the sweep root.</summary>
        private Value Express(Value value, BlockBuilder builder)
        {
            if (root.IsWithin(sweep.BlockOf(value)))
            {
                return Map(value);
            }

            Operation operation = sweep._index.Definition(value)!.Operation;
            Value[] operands = operation.Operands.Select(operand => Express(operand, builder)).ToArray();

            // Here it is not certain that the loop is reached; where it is, the bound itself throws.
            return builder.Repeat(operation, operands, operation.Flags & ~OpFlags.Checked);
        }
    }
}
