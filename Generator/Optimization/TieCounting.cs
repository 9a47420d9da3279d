using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Writes the sum of all that equals the extremum of a loop, and how many these are: what its derivative is shared by.</summary>
internal sealed class TieCounting
{
    /// <summary>What takes more operations than this is not computed a second time.</summary>
    private const int MostRepeated = 12;

    private readonly ReductionChain _chain;
    private readonly Operation _loop;
    private readonly Definitions _inside;
    private readonly MemoryRoots _roots;
    private readonly HashSet<int> _repeated = [];
    private readonly Dictionary<int, Tied> _tied = [];

    /// <summary>The extremum, where all is computed again; null where its best value so far is followed.</summary>
    private Value? _extremum;
    private Cloning _cloning = null!;
    private Value _zero = null!;
    private Value _one = null!;

    public TieCounting(ReductionChain chain, Operation loop, MemoryRoots roots)
    {
        _chain = chain;
        _loop = loop;
        _inside = new(new Block(default, new([loop]), default));
        _roots = roots;
        CanRepeat = Compared(loop.Regions[0]).All(IsRepeatable) && _repeated.Count <= MostRepeated && IsExact();
    }

    private sealed record Tied(Value Sum, Value Count);

    /// <summary>Whether all that is compared can be computed again after the loop, cheaply and to the same bit.</summary>
    public bool CanRepeat { get; }

    // What is not beaten ties. A NaN is never beaten, nor is anything by it: they share.
    private OpCode Beaten => _chain.Kind == CarriedKind.Maximum ? OpCode.Less : OpCode.Greater;

    /// <summary>Writes a second loop that adds up what equals the extremum.</summary>
    public (Value Sum, Value Ties) Repeat(BlockBuilder builder, Value extremum, Value initial)
    {
        _extremum = extremum;
        SetConstants(builder, extremum.Type);
        Value beaten = builder.Compare(Beaten, initial, extremum);
        Tied entry = new(builder.Select(beaten, _zero, initial), builder.Select(beaten, _zero, _one));
        Tied exit = WriteFor(builder, _loop, entry);
        return (exit.Sum, exit.Count);
    }

    /// <summary>Lets the loop itself carry the sum and the number of what equals its best value so far.</summary>
    public (Operation Loop, Value Sum, Value Ties) Extend(Operation loop, BlockBuilder before, Value initial)
    {
        SetConstants(before, initial.Type);
        BlockBuilder builder = before.Nested();
        Tied exit = WriteFor(builder, loop, new(initial, _one));
        return (builder.Operations[0], exit.Sum, exit.Count);
    }

    private void SetConstants(BlockBuilder builder, IrType type)
    {
        _cloning = new(builder.NewValue);
        _zero = builder.Floating(type, 0);
        _one = builder.Floating(type, 1);
    }

    private void Write(BlockBuilder builder, Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            builder.Source = operation.Source ?? builder.Source;
            int index = operation.Results.ToList().FindIndex(_chain.Contains);
            if (index >= 0)
            {
                _tied[operation.Results[index].Id] = WriteStep(builder, operation, index);
            }
            else if (_extremum is null)
            {
                builder.Append(operation);
            }
            else if (operation.Results.Any(result => _repeated.Contains(result.Id)))
            {
                // It did not throw the first time.
                Operation copy = _cloning.Clone(operation);
                builder.Append((copy.Effects & Effects.Traps) == 0 ? copy : copy with { Flags = copy.Flags | OpFlags.Safe });
            }
        }
    }

    private Tied WriteStep(BlockBuilder builder, Operation operation, int index)
    {
        switch (operation.Code)
        {
            case OpCode.If:
                return WriteIf(builder, operation, index);
            case OpCode.For:
                return WriteFor(builder, operation, _tied[operation.Operands[index + 2].Id]);
        }

        if (_extremum is null)
        {
            builder.Append(operation);
        }

        if (operation.Code == OpCode.Select)
        {
            Value condition = _cloning.Map(operation.Operands[0]);
            Tied whenTrue = _tied[operation.Operands[1].Id], whenFalse = _tied[operation.Operands[2].Id];
            return new(builder.Select(condition, whenTrue.Sum, whenFalse.Sum), builder.Select(condition, whenTrue.Count, whenFalse.Count));
        }

        int chained = _chain.Contains(operation.Operands[0]) ? 0 : 1;
        Tied before = _tied[operation.Operands[chained].Id];
        Value compared = _cloning.Map(operation.Operands[1 - chained]);
        Value best = _extremum ?? operation.Operands[chained];
        Value beaten = builder.Compare(Beaten, compared, best);
        Tied after = new(
            builder.Binary(OpCode.Add, before.Sum, builder.Select(beaten, _zero, compared)),
            builder.Binary(OpCode.Add, before.Count, builder.Select(beaten, _zero, _one)));
        if (_extremum is not null)
        {
            return after;
        }

        Value better = builder.Compare(Beaten == OpCode.Less ? OpCode.Greater : OpCode.Less, compared, best);
        return new(builder.Select(better, compared, after.Sum), builder.Select(better, _one, after.Count));
    }

    private Tied WriteIf(BlockBuilder builder, Operation operation, int index)
    {
        IEnumerable<Block> regions = operation.Regions.Select(region =>
        {
            BlockBuilder arm = builder.Nested();
            Write(arm, region);
            Tied tied = _tied[region.Yields[index].Id];
            return arm.Build([.. Kept(region.Yields), tied.Sum, tied.Count]);
        });
        return Append(builder, operation, regions.ToArray(), _cloning.Map(operation.Operands));
    }

    private Tied WriteFor(BlockBuilder builder, Operation loop, Tied entry)
    {
        Block body = loop.Regions[0];
        BlockBuilder turn = builder.Nested();
        if (_extremum is null)
        {
            foreach (Value parameter in body.Parameters)
            {
                turn.AddParameter(parameter);
            }
        }
        else
        {
            _cloning.Map(body.Parameters[0], turn.Parameter(body.Parameters[0].Type, body.Parameters[0].Name));
        }

        int index = Enumerable.Range(0, body.Yields.Count).First(i => _chain.Contains(body.Parameters[i + 1]));
        _tied[body.Parameters[index + 1].Id] = new(turn.Parameter(_one.Type), turn.Parameter(_one.Type, "ties"));
        Write(turn, body);
        Tied last = _tied[body.Yields[index].Id];
        Value[] operands = [.. _cloning.Map(loop.Operands).Take(2), .. Kept(loop.Operands).Skip(2), entry.Sum, entry.Count];
        return Append(builder, loop, [turn.Build([.. Kept(body.Yields), last.Sum, last.Count])], new(operands));
    }

    private Tied Append(BlockBuilder builder, Operation operation, Block[] regions, EquatableArray<Value> operands)
    {
        Tied result = new(builder.NewValue(_one.Type), builder.NewValue(_one.Type, "ties"));
        builder.Append(operation with
        {
            Operands = operands,
            Regions = new(regions),
            Results = new([.. Kept(operation.Results), result.Sum, result.Count]),
            Facts = null,
        });
        return result;
    }

    // What a loop or branch has besides stays where it is extended, and is no part of a second one.
    private IEnumerable<Value> Kept(IEnumerable<Value> values) => _extremum is null ? values : [];

    /// <summary>The values that decide about a block's steps of the chain.</summary>
    private IEnumerable<Value> Compared(Block block)
    {
        foreach (Operation operation in block.Operations.Where(operation => operation.Results.Any(_chain.Contains)))
        {
            IEnumerable<Value> own = operation.Code switch
            {
                OpCode.For => operation.Operands.Take(2),
                OpCode.If or OpCode.Select => operation.Operands.Take(1),
                _ => operation.Operands.Where(operand => !_chain.Contains(operand)),
            };
            foreach (Value value in own.Concat(operation.Regions.SelectMany(Compared)))
            {
                yield return value;
            }
        }
    }

    private bool IsRepeatable(Value value)
    {
        if (_repeated.Contains(value.Id) || !_inside.Contains(value))
        {
            return true;
        }

        if (_inside.Of(value) is not { } operation)
        {
            return _inside.Parameter(value) is { Index: 0, Operation: { Code: OpCode.For } loop } && loop.Results.Any(IsOnChain);
        }

        bool repeatable = operation.Regions.Count == 0
            && operation.Results.Count == 1
            && (operation.Effects & (Effects.Writes | Effects.Once | Effects.Allocates)) == 0
            && ((operation.Effects & Effects.Reads) == 0 || IsUnchanged(operation))
            && operation.Operands.All(IsRepeatable);
        if (repeatable)
        {
            _repeated.Add(value.Id);
        }

        return repeatable;
    }

    // The two loops may take different forms, and vectors contract products into sums and have elementary functions of their own.
    private bool IsExact()
    {
        Operation[] repeated = MemoryEffects.All(_loop).Where(operation => operation.Results.Any(result => _repeated.Contains(result.Id) && result.Type.IsFloating)).ToArray();
        return repeated.All(operation => operation.Code != OpCode.Elementary || operation.Symbol is "Abs" or "Sqrt" or "Max" or "Min" or "Floor" or "Ceiling" or "Truncate")
            && !(repeated.Any(operation => operation.Code == OpCode.Mul) && repeated.Any(operation => operation.Code is OpCode.Add or OpCode.Sub));
    }

    private bool IsOnChain(Value result) => _chain.Contains(result) || _loop.Results.Contains(result);

    private bool IsUnchanged(Operation read) => read.Code == OpCode.Load
        && !MemoryEffects.All(_loop).Any(operation => _roots.MayWrite(operation, read.Operands[0]));
}
