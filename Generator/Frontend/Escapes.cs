using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Flags the arrays that outlive the call: returned, stored into other memory, or handed to what may keep or return them.
/// All others can live in the workspace. An array seen through a view or a span cannot be kept by what sees it.
/// </summary>
internal static class Escapes
{
    public static Function Mark(Function function)
    {
        // From a reference to the references that it may be, found by walking uses backwards until nothing new comes.
        Dictionary<int, List<int>> sources = [];
        HashSet<int> escaping = [];
        Collect(function.Body, sources, escaping);
        escaping.UnionWith(function.Results.Select(result => result.Id));
        Stack<int> waiting = new(escaping);
        while (waiting.Count > 0)
        {
            if (sources.TryGetValue(waiting.Pop(), out List<int>? origins))
            {
                foreach (int origin in origins.Where(escaping.Add))
                {
                    waiting.Push(origin);
                }
            }
        }

        return function with { Body = Mark(function.Body, escaping) };
    }

    private static void Collect(Block block, Dictionary<int, List<int>> sources, HashSet<int> escaping)
    {
        foreach (Operation operation in block.Operations)
        {
            switch (operation.Code)
            {
                case OpCode.Store when operation.Operands[1].Type.IsReference:
                    escaping.Add(operation.Operands[1].Id);
                    break;
                case OpCode.Call when operation.Results.Any(IsArray) || operation.Operands.Any(HoldsReferences):
                    escaping.UnionWith(operation.Operands.Where(IsArray).Select(operand => operand.Id));
                    break;
                case OpCode.Opaque or OpCode.Throw:
                    escaping.UnionWith(operation.Operands.Where(IsArray).Select(operand => operand.Id));
                    break;
                case OpCode.Select:
                    Flow(sources, operation.Result, operation.Operands.Skip(1));
                    break;
                case OpCode.If:
                    FlowAll(sources, operation.Results, operation.Regions[0].Yields);
                    FlowAll(sources, operation.Results, operation.Regions[1].Yields);
                    break;
                case OpCode.For:
                    FlowLoop(sources, operation, operation.Operands.Skip(2), operation.Regions[0].Parameters.Skip(1), operation.Regions[0].Yields);
                    break;
                case OpCode.While:
                    FlowLoop(sources, operation, operation.Operands, operation.Regions[1].Parameters, operation.Regions[1].Yields);
                    break;
            }

            foreach (Block region in operation.Regions)
            {
                Collect(region, sources, escaping);
            }
        }
    }

    private static bool IsArray(Value value) => value.Type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Grid };

    private static bool HoldsReferences(Value value) => value.Type is MemoryType { Element.IsReference: true };

    private static void FlowLoop(
        Dictionary<int, List<int>> sources, Operation loop, IEnumerable<Value> initial, IEnumerable<Value> parameters, EquatableArray<Value> yields)
    {
        FlowAll(sources, loop.Results, initial);
        FlowAll(sources, loop.Results, yields);
        FlowAll(sources, parameters, initial);
        FlowAll(sources, parameters, yields);
    }

    private static void FlowAll(Dictionary<int, List<int>> sources, IEnumerable<Value> targets, IEnumerable<Value> origins)
    {
        foreach ((Value target, Value origin) in targets.Zip(origins, (target, origin) => (target, origin)))
        {
            Flow(sources, target, [origin]);
        }
    }

    private static void Flow(Dictionary<int, List<int>> sources, Value target, IEnumerable<Value> origins)
    {
        if (!IsArray(target))
        {
            return;
        }

        if (!sources.TryGetValue(target.Id, out List<int>? list))
        {
            list = [];
            sources[target.Id] = list;
        }

        list.AddRange(origins.Select(origin => origin.Id));
    }

    private static Block Mark(Block block, HashSet<int> escaping) => block with
    {
        Operations = block.Operations.Select(operation => Mark(operation, escaping)).ToEquatableArray(),
    };

    private static Operation Mark(Operation operation, HashSet<int> escaping)
    {
        if (operation.Code == OpCode.Alloc && IsArray(operation.Result) && escaping.Contains(operation.Result.Id))
        {
            return operation with { Flags = operation.Flags | OpFlags.Escapes };
        }

        return operation.Regions.Count == 0
            ? operation
            : operation with { Regions = operation.Regions.Select(region => Mark(region, escaping)).ToEquatableArray() };
    }
}
