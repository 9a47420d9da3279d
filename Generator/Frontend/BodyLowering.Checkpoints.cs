using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Loops with <c>Derivative.Checkpoint</c>: each becomes a function that is a loop and nothing else, and its turn another, so that
/// the reverse of the loop can run turns again as it likes.
/// </summary>
internal sealed partial class BodyLowering
{
    private (Value Count, IInvocationOperation Call)? _snapshots;

    private bool IsCheckpointOfLoop(IInvocationOperation call) => call.Parent is IExpressionStatementOperation statement
        && (statement.Parent is ILoopOperation || statement.Parent is IBlockOperation { Parent: ILoopOperation });

    /// <summary>Finds the number of snapshots that a loop asks for, before anything of the loop is lowered.</summary>
    private void FindSnapshots(ILoopOperation loop)
    {
        _snapshots = null;
        IEnumerable<IOperation> statements = loop.Body is IBlockOperation block ? block.Operations : [loop.Body];
        IInvocationOperation[] calls = statements.OfType<IExpressionStatementOperation>()
            .Select(statement => statement.Operation)
            .OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod is { Name: "Checkpoint", ContainingType: { } type } && type.MetadataFullName() == WellKnown.Derivative)
            .ToArray();
        if (calls.Length == 0)
        {
            return;
        }

        if (calls.Length > 1)
        {
            throw Refuse(RejectionKind.Checkpoint, calls[1], Rejections.Text(calls[1].Syntax), "the loop has a checkpoint already", "write one in a loop");
        }

        IOperation count = calls[0].Arguments[0].Value;
        HashSet<ISymbol> assigned = Assigned([loop]);
        bool changes = count.DescendantsAndSelf().Any(operation => operation switch
        {
            ILocalReferenceOperation { Local: var local } => assigned.Contains(local) || _state.Find(local) is null,
            IParameterReferenceOperation { Parameter: var parameter } => assigned.Contains(parameter),
            IInvocationOperation or IAssignmentOperation or IIncrementOrDecrementOperation => true,
            _ => false,
        });
        if (changes && !count.ConstantValue.HasValue)
        {
            throw Refuse(RejectionKind.Checkpoint, calls[0], Rejections.Text(calls[0].Syntax), "the number of snapshots is told before the loop starts", "compute it before the loop, in a variable that the loop does not change");
        }

        SetSource(loop);
        _snapshots = (Scalar(count), calls[0]);
    }

    /// <summary>Takes the number of snapshots for the loop that is lowered now, so that no loop in it does.</summary>
    private (Value Count, IInvocationOperation Call)? TakeSnapshots()
    {
        (Value, IInvocationOperation)? taken = _snapshots;
        _snapshots = null;
        return taken;
    }

    private Value[] ForInPlace((Value Count, IInvocationOperation Call)? snapshots, (int Losses, int Outside, int Reads) noted, Value from, Value to, int step, Value[] initial, Block body) => snapshots is { } wanted
        ? Outline(wanted, noted, new Operation(OpCode.For, new([from, to, .. initial]), default) { Number = step, Regions = new([body]), Source = _builder.Source })
        : _builder.For(from, to, step, initial, body);

    private Value[] WhileInPlace((Value Count, IInvocationOperation Call)? snapshots, (int Losses, int Outside, int Reads) noted, Value[] initial, Block condition, Block body) => snapshots is { } wanted
        ? Outline(wanted, noted, new Operation(OpCode.While, new(initial), default) { Regions = new([condition, body]), Source = _builder.Source })
        : _builder.While(initial, condition, body);

    private (int Losses, int Outside, int Reads) Noted() => (_module.Losses.Count, _module.Outside.Count, _module.Reads.Count);

    private Value[] Outline((Value Count, IInvocationOperation Call) snapshots, (int Losses, int Outside, int Reads) noted, Operation loop)
    {
        bool isCounted = loop.Code == OpCode.For;
        int own = isCounted ? 2 : 0;
        Value[] all = loop.Operands.Skip(own).ToArray();
        int[] moving = MovingIn(loop, own);
        loop = WithoutCarried(loop, own, moving);
        Block body = loop.Regions[loop.Regions.Count - 1];
        Value[] initial = loop.Operands.Skip(own).ToArray();
        if (initial.FirstOrDefault(value => value.Type is MemoryType or ObjectType) is { } moved)
        {
            throw Refuse(RejectionKind.Checkpoint, snapshots.Call, Rejections.Text(snapshots.Call.Syntax), $"the loop assigns '{moved.Name ?? "a variable"}', which refers to memory", "let it change the elements instead");
        }

        string name = _module.OutlinedName(_name);
        string turnName = name + ":turn";
        Dictionary<int, Operation> constants = _builder.Operations.Where(operation => operation.Code == OpCode.Const).ToDictionary(operation => operation.Result.Id);
        Value[] captured = FreeValues(loop.Regions).Where(value => !constants.ContainsKey(value.Id)).ToArray();
        Operation[] known = FreeValues(loop.Regions).Where(value => constants.ContainsKey(value.Id)).Select(value => constants[value.Id]).ToArray();
        _module.Outlined.Add(Escapes.Mark(new Function(turnName, new Block(
            new([.. body.Parameters, .. captured]), new([.. known, .. body.Operations]), body.Yields))
        { Checkpoint = CheckpointKind.Whole }));
        _module.MoveNotes(noted, _name, turnName);

        // The loop by itself: it counts its turns, which its reverse has to know.
        BlockBuilder builder = new(new Function(turnName, new Block(new([.. body.Parameters, .. captured]), new([.. loop.Regions.SelectMany(region => region.Operations), .. known]), default)).NextId()) { Source = loop.Source };
        Value count = builder.Parameter(IrType.I32, "snapshots");
        Value[] bounds = isCounted ? [builder.Parameter(IrType.I32, "start"), builder.Parameter(IrType.I32, "end")] : [];
        Value[] carried = initial.Select((value, i) => builder.Parameter(value.Type, body.Parameters[i + (isCounted ? 1 : 0)].Name)).ToArray();
        foreach (Value value in captured)
        {
            builder.AddParameter(value);
        }

        foreach (Operation constant in known)
        {
            builder.Append(constant);
        }

        Value none = builder.Const(0);
        BlockBuilder turn = builder.Nested();
        Value[] index = isCounted ? [turn.Parameter(IrType.I32, body.Parameters[0].Name)] : [];
        Value[] state = carried.Select(value => turn.Parameter(value.Type, value.Name)).ToArray();
        Value turns = turn.Parameter(IrType.I32, "turns");
        Value[] next = turn.Call(turnName, [.. index, .. state, .. captured], state.Select(value => value.Type).ToArray());
        Block repeated = turn.Build([.. next, turn.Binary(OpCode.Add, turns, turn.Const(1), "turns")]);
        Value[] results;
        if (isCounted)
        {
            results = builder.For(bounds[0], bounds[1], loop.Number, [.. carried, none], repeated);
        }
        else
        {
            Block condition = loop.Regions[0];
            Value unused = builder.NewValue(IrType.I32, "turns");
            results = builder.While([.. carried, none], condition with { Parameters = new([.. condition.Parameters, unused]) }, repeated);
        }

        _module.Outlined.Add(new Function(name, builder.Build(results)) { Checkpoint = CheckpointKind.Loop });
        Value[] given = isCounted ? [loop.Operands[0], loop.Operands[1]] : [];
        Value[] ended = _builder.Call(name, [snapshots.Count, .. given, .. initial, .. captured], results.Select(value => value.Type).ToArray());
        return all.Select((value, i) => Array.IndexOf(moving, i) is >= 0 and int at ? ended[at] : value).ToArray();
    }

    // References that every turn hands on as they are, because only what they refer to changes, are as good as from outside.
    private static int[] MovingIn(Operation loop, int own)
    {
        Block body = loop.Regions[loop.Regions.Count - 1];
        int first = own == 0 ? 0 : 1;
        return Enumerable.Range(0, loop.Operands.Count - own)
            .Where(i => loop.Operands[own + i].Type is not (MemoryType or ObjectType) || body.Yields[i].Id != body.Parameters[first + i].Id)
            .ToArray();
    }

    private static Operation WithoutCarried(Operation loop, int own, int[] moving)
    {
        if (moving.Length == loop.Operands.Count - own)
        {
            return loop;
        }

        int first = own == 0 ? 0 : 1;
        Dictionary<int, Value> same = [];
        foreach (Block region in loop.Regions)
        {
            for (int i = 0; i < loop.Operands.Count - own; i++)
            {
                if (!moving.Contains(i))
                {
                    same[region.Parameters[first + i].Id] = loop.Operands[own + i];
                }
            }
        }

        return loop with
        {
            Operands = new([.. loop.Operands.Take(own), .. moving.Select(i => loop.Operands[own + i])]),
            Regions = new(loop.Regions.Select((region, k) => Renamed(region with
            {
                Parameters = new([.. region.Parameters.Take(first), .. moving.Select(i => region.Parameters[first + i])]),
                Yields = k == loop.Regions.Count - 1 ? new(moving.Select(i => region.Yields[i])) : region.Yields,
            }))),
        };

        Block Renamed(Block block) => block with
        {
            Operations = new(block.Operations.Select(operation => operation with
            {
                Operands = new(operation.Operands.Select(Value)),
                Regions = operation.Regions.Count == 0 ? operation.Regions : new(operation.Regions.Select(Renamed)),
            })),
            Yields = new(block.Yields.Select(Value)),
        };

        Value Value(Value value) => same.TryGetValue(value.Id, out Value? outside) ? outside : value;
    }

    /// <summary>What blocks use and do not define, in the order of its first use.</summary>
    private static IReadOnlyList<Value> FreeValues(IEnumerable<Block> blocks)
    {
        HashSet<int> defined = [];
        HashSet<int> seen = [];
        List<Value> free = [];
        foreach (Block block in blocks)
        {
            Visit(block);
        }

        return free;

        void Visit(Block block)
        {
            defined.UnionWith(block.Parameters.Select(parameter => parameter.Id));
            foreach (Operation operation in block.Operations)
            {
                Use(operation.Operands);
                foreach (Block region in operation.Regions)
                {
                    Visit(region);
                }

                defined.UnionWith(operation.Results.Select(result => result.Id));
            }

            Use(block.Yields);
        }

        void Use(IEnumerable<Value> values)
        {
            foreach (Value value in values.Where(value => !defined.Contains(value.Id) && seen.Add(value.Id)))
            {
                free.Add(value);
            }
        }
    }
}
