using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Removes what nothing needs: values, memory that is written and never read, carried values and results that no one asks for.</summary>
/// <remarks>
/// Needed is what an operation with an effect takes, what the function yields, and what leads to these; the rest goes. A loop's carried
/// value needs its initial value and what each turn yields for it, so a cycle that feeds only itself is not needed.
/// A write counts as an effect unless its memory is private to the function, never read, and the write cannot trap.
/// </remarks>
internal sealed class DeadCode
{
    private readonly HashSet<int> _needed = [];
    private readonly Stack<Value> _pending = new();

    // For each value the values that it is computed from, one step back.
    private readonly Dictionary<int, List<Value>> _sources = [];
    private readonly HashSet<Operation> _kept = new(OperationIdentity.Comparer);
    private readonly HashSet<int> _unread;

    private DeadCode(Function function) => _unread = UnreadMemory.Of(function);

    public static Function Run(Function function)
    {
        DeadCode pass = new(function);
        pass.Mark(function.Body);
        foreach (Value result in function.Results)
        {
            pass.Need(result);
        }

        pass.Propagate();
        return function with { Body = pass.Sweep(function.Body) };
    }

    private void Mark(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            Mark(operation);
        }
    }

    private void Mark(Operation operation)
    {
        switch (operation.Code)
        {
            case OpCode.If:
                MarkIf(operation);
                return;
            case OpCode.For:
                MarkFor(operation);
                return;
            case OpCode.While:
                MarkWhile(operation);
                return;
        }

        foreach (Value result in operation.Results)
        {
            AddSources(result, operation.Operands);
        }

        if (!IsRemovable(operation))
        {
            Keep(operation, operation.Operands);
        }
    }

    private bool IsRemovable(Operation operation)
    {
        bool traps = (operation.Effects & Effects.Traps) != 0;
        return operation.Code switch
        {
            OpCode.Alloc => operation.Operands.Count == 0 || !traps,
            OpCode.Store or OpCode.Accumulate or OpCode.Fill or OpCode.VectorStore => !traps && _unread.Contains(operation.Operands[0].Id),
            OpCode.Note => true,
            _ => operation.IsRemovable,
        };
    }

    private void MarkIf(Operation operation)
    {
        for (int i = 0; i < operation.Results.Count; i++)
        {
            AddSources(operation.Results[i],
                [operation.Operands[0], operation.Regions[0].Yields[i], operation.Regions[1].Yields[i]]);
        }

        Mark(operation.Regions[0]);
        Mark(operation.Regions[1]);
        KeepIfRegionsAct(operation, [operation.Operands[0]]);
    }

    private void MarkFor(Operation operation)
    {
        Block body = operation.Regions[0];
        Value[] bounds = [operation.Operands[0], operation.Operands[1]];
        AddSources(body.Parameters[0], bounds);
        for (int i = 0; i < operation.Results.Count; i++)
        {
            AddSources(operation.Results[i], [body.Parameters[i + 1], .. bounds]);
            AddSources(body.Parameters[i + 1], [operation.Operands[i + 2], body.Yields[i], .. bounds]);
        }

        Mark(body);
        KeepIfRegionsAct(operation, bounds);
    }

    // A loop that may never end is itself an effect, so its condition is always needed.
    private void MarkWhile(Operation operation)
    {
        Block condition = operation.Regions[0], body = operation.Regions[1];
        for (int i = 0; i < operation.Results.Count; i++)
        {
            Value[] sources = [operation.Operands[i], body.Yields[i]];
            AddSources(operation.Results[i], [body.Parameters[i], .. sources]);
            AddSources(condition.Parameters[i], [body.Parameters[i], .. sources]);
            AddSources(body.Parameters[i], [condition.Parameters[i], .. sources]);
        }

        Mark(condition);
        Mark(body);
        Keep(operation, condition.Yields);
    }

    private void KeepIfRegionsAct(Operation operation, Value[] controls)
    {
        if (operation.Regions.Any(region => region.Operations.Any(_kept.Contains)))
        {
            Keep(operation, controls);
        }
    }

    private void Keep(Operation operation, IEnumerable<Value> needed)
    {
        _kept.Add(operation);
        foreach (Value value in needed)
        {
            Need(value);
        }
    }

    private void AddSources(Value value, IEnumerable<Value> sources)
    {
        if (!_sources.TryGetValue(value.Id, out List<Value>? list))
        {
            _sources[value.Id] = list = [];
        }

        list.AddRange(sources);
    }

    private void Need(Value value)
    {
        if (_needed.Add(value.Id))
        {
            _pending.Push(value);
        }
    }

    private void Propagate()
    {
        while (_pending.Count > 0)
        {
            if (_sources.TryGetValue(_pending.Pop().Id, out List<Value>? sources))
            {
                foreach (Value source in sources)
                {
                    Need(source);
                }
            }
        }
    }

    private Block Sweep(Block block) => block with { Operations = new(block.Operations.Where(IsNeeded).Select(Sweep)) };

    // A note keeps nothing alive, and stays wherever the block around it does.
    private bool IsNeeded(Operation operation) =>
        operation.Code == OpCode.Note || _kept.Contains(operation) || operation.Results.Any(result => _needed.Contains(result.Id));

    private Operation Sweep(Operation operation)
    {
        if (operation.Regions.Count == 0)
        {
            return operation;
        }

        Block[] regions = operation.Regions.Select(Sweep).ToArray();
        switch (operation.Code)
        {
            case OpCode.If:
                bool[] used = operation.Results.Select(result => _needed.Contains(result.Id)).ToArray();
                return operation with
                {
                    Results = Kept(operation.Results, used),
                    Regions = new(regions.Select(region => region with { Yields = Kept(region.Yields, used) })),
                };

            case OpCode.For:
                bool[] carried = Carried(operation, regions[0].Parameters.Skip(1));
                return operation with
                {
                    Operands = new(operation.Operands.Take(2).Concat(Kept(operation.Operands.Skip(2), carried))),
                    Results = Kept(operation.Results, carried),
                    Regions = new([WithoutCarried(regions[0], regions[0].Parameters.Take(1), regions[0].Parameters.Skip(1), carried)]),
                    Facts = operation.Facts is { } facts ? facts with { Carried = Kept(facts.Carried, carried) } : null,
                };

            default:
                bool[] kept = Carried(operation, regions[1].Parameters);
                return operation with
                {
                    Operands = Kept(operation.Operands, kept),
                    Results = Kept(operation.Results, kept),
                    Regions = new([
                        regions[0] with { Parameters = Kept(regions[0].Parameters, kept) },
                        WithoutCarried(regions[1], [], regions[1].Parameters, kept),
                    ]),
                };
        }
    }

    private bool[] Carried(Operation loop, IEnumerable<Value> parameters) =>
        parameters.Zip(loop.Results, (parameter, result) => _needed.Contains(parameter.Id) || _needed.Contains(result.Id)).ToArray();

    private static Block WithoutCarried(Block body, IEnumerable<Value> index, IEnumerable<Value> parameters, bool[] kept) => body with
    {
        Parameters = new(index.Concat(Kept(parameters, kept))),
        Yields = Kept(body.Yields, kept),
    };

    private static EquatableArray<T> Kept<T>(IEnumerable<T> items, bool[] kept) => new(items.Where((_, i) => kept[i]));
}
