using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Puts the bodies of small callees, and of those called once, in the place of their calls. Recursion stays a call.</summary>
/// <remarks>
/// Callees come first, so that what is put in a caller has itself been inlined into. An operation keeps its own statement, under the
/// line of the call: readers of the caller count the caller's lines. Functions that lose their last call are dropped.
/// </remarks>
internal sealed class Inlining
{
    private const int SmallOperations = 40;
    private const int FunctionBudget = 3000;

    private readonly Dictionary<string, Function> _functions;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recursive = new(StringComparer.Ordinal);

    private Inlining(Module module)
    {
        _functions = module.Functions.ToDictionary(function => function.Name, StringComparer.Ordinal);
        foreach (Operation call in module.Functions.SelectMany(function => Calls(function)))
        {
            _calls[call.Symbol!] = CountOf(call.Symbol!) + 1;
        }
    }

    public static Module Run(Module module)
    {
        Inlining pass = new(module);
        foreach (string name in pass.CalleesFirst(module))
        {
            pass._functions[name] = pass.Inline(pass._functions[name]);
        }

        HashSet<string> called = new(pass._functions.Values.SelectMany(Calls).Select(call => call.Symbol!), StringComparer.Ordinal);
        called.UnionWith(module.Functions.SelectMany(function => new[] { function.Vjp, function.Jvp }).OfType<CallRule>().Select(rule => rule.Function));
        return module with
        {
            Functions = module.Functions
                .Where((function, i) => i == 0 || pass.CountOf(function.Name) == 0 || called.Contains(function.Name))
                .Select(function => pass._functions[function.Name])
                .ToEquatableArray(),
        };
    }

    private int CountOf(string name) => _calls.TryGetValue(name, out int count) ? count : 0;

    private static IEnumerable<Operation> Calls(Function function) =>
        MemoryEffects.All(function.Body).Where(operation => operation.Code == OpCode.Call);

    private static int Size(Function function) => MemoryEffects.All(function.Body).Count(operation => operation.Code != OpCode.Note);

    /// <summary>The functions in an order that has callees before callers; those that can reach themselves are marked recursive.</summary>
    private List<string> CalleesFirst(Module module)
    {
        List<string> order = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        List<string> path = [];
        foreach (Function function in module.Functions)
        {
            Visit(function.Name);
        }

        return order;

        void Visit(string name)
        {
            int start = path.IndexOf(name);
            if (start >= 0)
            {
                _recursive.UnionWith(path.Skip(start));
                return;
            }

            if (!_functions.TryGetValue(name, out Function? function) || done.Contains(name))
            {
                return;
            }

            path.Add(name);
            foreach (string callee in Calls(function).Select(call => call.Symbol!).Distinct())
            {
                Visit(callee);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(name);
            order.Add(name);
        }
    }

    private bool ShouldInline(string name) =>
        !_recursive.Contains(name)
        && _functions.TryGetValue(name, out Function? callee)
        && !callee.IsAtomic
        && (CountOf(name) == 1 || Size(callee) <= SmallOperations);

    private Function Inline(Function caller)
    {
        int size = Size(caller);
        int nextId = caller.NextId();
        return Calls(caller).Any(call => ShouldInline(call.Symbol!)) ? caller with { Body = Rewrite(caller.Body, new Dictionary<int, Value>()) } : caller;

        Block Rewrite(Block block, Dictionary<int, Value> results)
        {
            List<Operation> output = [];
            foreach (Operation original in block.Operations)
            {
                Operation operation = original with
                {
                    Operands = Mapped(original.Operands, results),
                    Regions = original.Regions.Count == 0 ? default : new(original.Regions.Select(region => Rewrite(region, results))),
                };
                if (operation.Code != OpCode.Call || !ShouldInline(operation.Symbol!))
                {
                    output.Add(operation);
                    continue;
                }

                Function callee = _functions[operation.Symbol!];
                if (size + Size(callee) > FunctionBudget)
                {
                    output.Add(operation);
                    continue;
                }

                size += Size(callee);
                Cloning copy = new((type, name) => new Value(nextId++, type, name));
                for (int i = 0; i < callee.Parameters.Count; i++)
                {
                    copy.Map(callee.Parameters[i], operation.Operands[i]);
                }

                output.AddRange(callee.Body.Operations.Select(inner => AtLineOf(copy.Clone(inner), operation.Source)));
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    results[operation.Results[i].Id] = copy.Map(callee.Results[i]);
                }
            }

            return block with { Operations = new(output), Yields = Mapped(block.Yields, results) };
        }
    }

    private static EquatableArray<Value> Mapped(EquatableArray<Value> values, Dictionary<int, Value> results) =>
        values.Any(value => results.ContainsKey(value.Id))
            ? new(values.Select(value => results.TryGetValue(value.Id, out Value? result) ? result : value))
            : values;

    private static Operation AtLineOf(Operation operation, SourceLine? call) => call is null
        ? operation
        : operation with
        {
            Source = operation.Source is { } own ? own with { Line = call.Line } : call,
            Regions = operation.Regions.Count == 0
                ? default
                : new(operation.Regions.Select(region => region with
                {
                    Operations = new(region.Operations.Select(inner => AtLineOf(inner, call))),
                })),
        };
}
