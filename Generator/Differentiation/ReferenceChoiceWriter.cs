using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The rewriting of one function for <see cref="ReferenceChoices"/>.</summary>
internal sealed class ReferenceChoiceWriter(Function function)
{
    private readonly Dictionary<int, Value> _map = [];
    private int _next = function.NextId();

    public Block Write(Block block)
    {
        List<Operation> operations = [];
        Write(block, operations);
        return new Block(block.Parameters, new(operations), new(block.Yields.Select(Map)));
    }

    private void Write(Block block, List<Operation> operations)
    {
        foreach (Operation operation in block.Operations)
        {
            Operation mapped = operation with { Operands = new(operation.Operands.Select(Map)) };
            if (operation.Code is OpCode.For or OpCode.While && Candidates(mapped) is { } candidates)
            {
                WriteLoop(mapped, candidates, operations);
            }
            else
            {
                operations.Add(mapped with { Regions = new(mapped.Regions.Select(Write)) });
            }
        }
    }

    private Value Map(Value value) => _map.TryGetValue(value.Id, out Value? mapped) ? mapped : value;

    private static int FirstInitial(Operation loop) => loop.Code == OpCode.For ? 2 : 0;

    private static int FirstParameter(Operation loop) => loop.Code == OpCode.For ? 1 : 0;

    /// <summary>For each carried value that is a reference the references that it can be; null where there is none, or one is not known before the loop.</summary>
    private List<Value>?[]? Candidates(Operation loop)
    {
        int first = FirstInitial(loop);
        List<Value>?[] candidates = loop.Results
            .Select((result, k) => result.Type.IsReference ? new List<Value> { loop.Operands[k + first] } : null).ToArray();
        if (candidates.All(candidate => candidate is null))
        {
            return null;
        }

        Block body = loop.Regions[loop.Regions.Count - 1];
        Dictionary<int, Operation> definitions = [];
        HashSet<int> inside = [];
        Collect(body, definitions, inside);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int k = 0; k < candidates.Length; k++)
            {
                if (candidates[k] is null)
                {
                    continue;
                }

                if (!Sources(body.Yields[k], loop, body, definitions, inside, candidates, out HashSet<Value> sources))
                {
                    return null;
                }

                foreach (Value source in sources.Where(source => candidates[k]!.All(known => known.Id != source.Id)).OrderBy(source => source.Id))
                {
                    candidates[k]!.Add(source);
                    changed = true;
                }
            }
        }

        Share(candidates);
        return candidates.Any(candidate => candidate?.Any(value => value.Type != candidate[0].Type) == true) ? null : candidates;
    }

    /// <summary>Gives carried references that can be the same one list, so that a number means the same reference wherever it is carried.</summary>
    private static void Share(List<Value>?[] candidates)
    {
        for (int k = 0; k < candidates.Length; k++)
        {
            for (int other = 0; other < k; other++)
            {
                if (candidates[k] is { } list && candidates[other] is { } known && !ReferenceEquals(list, known)
                    && list.Any(value => known.Any(item => item.Id == value.Id)))
                {
                    List<Value> joined = known.Concat(list.Where(value => known.All(item => item.Id != value.Id))).ToList();
                    for (int i = 0; i <= k; i++)
                    {
                        candidates[i] = ReferenceEquals(candidates[i], list) || ReferenceEquals(candidates[i], known) ? joined : candidates[i];
                    }
                }
            }
        }
    }

    private static bool Sources(Value value, Operation loop, Block body, Dictionary<int, Operation> definitions, HashSet<int> inside,
        List<Value>?[] candidates, out HashSet<Value> sources)
    {
        sources = [];
        int carried = body.Parameters.Skip(FirstParameter(loop)).ToList().FindIndex(parameter => parameter.Id == value.Id);
        if (carried >= 0)
        {
            sources.UnionWith(candidates[carried]!);
            return true;
        }

        if (!inside.Contains(value.Id))
        {
            sources.Add(value);
            return true;
        }

        if (!definitions.TryGetValue(value.Id, out Operation? choice) || choice.Code != OpCode.If)
        {
            return false;
        }

        int result = choice.Results.ToList().FindIndex(item => item.Id == value.Id);
        foreach (Block arm in choice.Regions)
        {
            if (!Sources(arm.Yields[result], loop, body, definitions, inside, candidates, out HashSet<Value> chosen))
            {
                return false;
            }

            sources.UnionWith(chosen);
        }

        return true;
    }

    private static void Collect(Block block, Dictionary<int, Operation> definitions, HashSet<int> inside)
    {
        inside.UnionWith(block.Parameters.Select(parameter => parameter.Id));
        foreach (Operation operation in block.Operations)
        {
            foreach (Value result in operation.Results)
            {
                definitions[result.Id] = operation;
                inside.Add(result.Id);
            }

            foreach (Block region in operation.Regions)
            {
                Collect(region, definitions, inside);
            }
        }
    }

    private void WriteLoop(Operation loop, List<Value>?[] candidates, List<Operation> operations)
    {
        int first = FirstInitial(loop);
        List<Value> operands = loop.Operands.ToList();
        for (int k = 0; k < candidates.Length; k++)
        {
            if (candidates[k] is { } choices)
            {
                int initial = choices.FindIndex(choice => choice.Id == loop.Operands[k + first].Id);
                operands[k + first] = Constant(initial, operations);
            }
        }

        List<Block> regions = loop.Regions.Select(region => WriteRegion(loop, region, candidates)).ToList();
        List<Value> results = [];
        List<Operation> after = [];
        for (int k = 0; k < candidates.Length; k++)
        {
            Value result = loop.Results[k];
            if (candidates[k] is { } choices)
            {
                Value number = Number(result);
                results.Add(number);
                _map[result.Id] = Chosen(number, choices, 0, result, after);
            }
            else
            {
                results.Add(result);
            }
        }

        operations.Add(loop with { Operands = new(operands), Results = new(results), Regions = new(regions), Facts = null });
        operations.AddRange(after);
    }

    private Block WriteRegion(Operation loop, Block region, List<Value>?[] candidates)
    {
        List<Operation> operations = [];
        List<Value> parameters = region.Parameters.ToList();
        Dictionary<int, Value> numbers = [];
        int first = FirstParameter(loop);
        for (int k = 0; k < candidates.Length; k++)
        {
            if (candidates[k] is { } choices)
            {
                Value parameter = region.Parameters[k + first];
                Value number = Number(parameter);
                parameters[k + first] = number;
                numbers[parameter.Id] = number;
                _map[parameter.Id] = Chosen(number, choices, 0, parameter, operations);
            }
        }

        Write(region, operations);
        bool yieldsCondition = loop.Code == OpCode.While && region.Yields.Count == 1 && region.Yields[0].Type == IrType.Bool
            && ReferenceEquals(region, loop.Regions[0]);
        Value[] yields = region.Yields.Select((value, k) => !yieldsCondition && candidates[k] is { } choices
            ? NumberOf(value, choices, numbers, region, operations)
            : Map(value)).ToArray();
        return new Block(new(parameters), new(operations), new(yields));
    }

    /// <summary>The number that the loop carries for a yielded reference.</summary>
    private Value NumberOf(Value value, List<Value> choices, Dictionary<int, Value> numbers, Block region, List<Operation> operations)
    {
        if (numbers.TryGetValue(value.Id, out Value? number))
        {
            return number;
        }

        int known = choices.FindIndex(choice => choice.Id == value.Id);
        if (known >= 0)
        {
            return Constant(known, operations);
        }

        Operation choice = region.Operations.First(operation => operation.Results.Any(result => result.Id == value.Id));
        int index = choice.Results.ToList().FindIndex(result => result.Id == value.Id);
        Block[] arms = choice.Regions.Select(arm =>
        {
            List<Operation> inner = [];
            Value yielded = NumberOf(arm.Yields[index], choices, numbers, arm, inner);
            return new Block(default, new(inner), new([yielded]));
        }).ToArray();
        Value result = new(_next++, IrType.I32, value.Name);
        operations.Add(new Operation(OpCode.If, new([Map(choice.Operands[0])]), new([result])) { Regions = new(arms), Source = choice.Source });
        return result;
    }

    private Value Number(Value reference) =>
        new(_next++, IrType.I32, reference.Name is null ? null : "which" + char.ToUpperInvariant(reference.Name[0]) + reference.Name.Substring(1));

    /// <summary>The reference with a number: a chain of branches over the choices.</summary>
    private Value Chosen(Value number, List<Value> choices, int from, Value like, List<Operation> operations)
    {
        if (from == choices.Count - 1)
        {
            return choices[from];
        }

        Value candidate = Constant(from, operations);
        Value isThis = new(_next++, IrType.Bool);
        operations.Add(new Operation(OpCode.Equal, new([number, candidate]), new([isThis])));
        List<Operation> others = [];
        Value other = Chosen(number, choices, from + 1, like, others);
        Value result = new(_next++, like.Type, like.Name);
        operations.Add(new Operation(OpCode.If, new([isThis]), new([result]))
        {
            Regions = new([new Block(default, default, new([choices[from]])), new Block(default, new(others), new([other]))]),
        });
        return result;
    }

    private Value Constant(int number, List<Operation> operations)
    {
        Value value = new(_next++, IrType.I32);
        operations.Add(new Operation(OpCode.Const, default, new([value])) { Literal = Literal.Of(ScalarKind.I32, number) });
        return value;
    }
}
