using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>The function as a tree of nodes, with the definition and the uses of every value. What nothing needs is marked dead.</summary>
internal sealed class FunctionFacts
{
    private readonly Dictionary<int, IrNode?> _definitions = [];
    private readonly Dictionary<int, (IrRegion Region, int Index)> _parameters = [];
    private readonly HashSet<int> _needed = [];
    private readonly Dictionary<int, List<ValueUse>> _uses = [];
    private readonly Func<string, Effects> _callEffects;

    private FunctionFacts(Function function, Func<string, Effects> callEffects)
    {
        Function = function;
        _callEffects = callEffects;
        Body = Build(function.Body, null);
    }

    public Function Function { get; }

    public IrRegion Body { get; }

    public static FunctionFacts Of(Function function, Func<string, Effects> callEffects)
    {
        FunctionFacts facts = new(function, callEffects);
        facts.MarkRoots(facts.Body);
        if (!facts.Body.NeverEnds)
        {
            foreach (Value result in function.Results)
            {
                facts.Need(result);
            }
        }

        facts.CollectUses(facts.Body);
        return facts;
    }

    /// <summary>The node that defines the value, null where it is a parameter of the function or of a region.</summary>
    public IrNode? DefinitionOf(Value value) => _definitions[value.Id];

    /// <summary>The region whose parameter the value is.</summary>
    public (IrRegion Region, int Index) ParameterOf(Value value) => _parameters[value.Id];

    public IrRegion RegionOf(Value value) => _definitions[value.Id]?.Region ?? _parameters[value.Id].Region;

    public bool IsNeeded(Value value) => _needed.Contains(value.Id);

    public IReadOnlyList<ValueUse> UsesOf(Value value) =>
        _uses.TryGetValue(value.Id, out List<ValueUse>? uses) ? uses : [];

    /// <summary>The positions of those yields of a region that are used; none where its end is not reached.</summary>
    public IEnumerable<int> NeededYields(IrRegion region)
    {
        for (int i = 0; !region.NeverEnds && i < region.Block.Yields.Count; i++)
        {
            if (region.Owner is null || IsCondition(region) || IsNeeded(region.Owner.Operation.Results[i]))
            {
                yield return i;
            }
        }
    }

    public static bool IsCondition(IrRegion region) =>
        region.Owner is { Code: OpCode.While } owner && owner.Regions[0] == region;

    private IrRegion Build(Block block, IrNode? owner)
    {
        IrRegion region = new(block, owner);
        for (int i = 0; i < block.Parameters.Count; i++)
        {
            _definitions[block.Parameters[i].Id] = null;
            _parameters[block.Parameters[i].Id] = (region, i);
        }

        foreach (Operation operation in block.Operations)
        {
            IrNode node = new(operation, region, region.Nodes.Count);
            region.Nodes.Add(node);
            foreach (Block inner in operation.Regions)
            {
                node.Regions.Add(Build(inner, node));
            }

            foreach (Value result in operation.Results)
            {
                _definitions[result.Id] = node;
            }

            node.Effects = EffectsOf(node);
            region.NeverEnds = operation.Code == OpCode.Throw
                || (operation.Code == OpCode.If && node.Regions.All(arm => arm.NeverEnds));
            if (region.NeverEnds)
            {
                break;
            }
        }

        return region;
    }

    private Effects EffectsOf(IrNode node)
    {
        Operation operation = node.Operation;
        if (operation.Code == OpCode.Call)
        {
            return _callEffects(operation.Symbol!);
        }

        if (node.Regions.Count == 0)
        {
            return operation.Effects;
        }

        Effects effects = operation.Info.Effects & ~Effects.FromRegions;
        return node.Regions.SelectMany(region => region.Nodes).Aggregate(effects, (all, inner) => all | inner.Effects);
    }

    private void MarkRoots(IrRegion region)
    {
        foreach (IrNode node in region.Nodes)
        {
            if (node.Regions.Count == 0 || node.Code == OpCode.While)
            {
                if (node.Has(Effects.Writes | Effects.Traps | Effects.Once))
                {
                    MarkLive(node);
                }
            }

            foreach (IrRegion inner in node.Regions)
            {
                MarkRoots(inner);
            }
        }
    }

    private void MarkLive(IrNode node)
    {
        if (node.IsLive)
        {
            return;
        }

        node.IsLive = true;
        if (node.Region.Owner is { } owner)
        {
            MarkLive(owner);
        }

        switch (node.Code)
        {
            case OpCode.If:
                Need(node.Operation.Operands[0]);
                break;
            case OpCode.For:
                Need(node.Operation.Operands[0]);
                Need(node.Operation.Operands[1]);
                break;
            case OpCode.While:
                Need(node.Regions[0].Block.Yields[0]);
                break;
            default:
                foreach (Value operand in node.Operation.Operands)
                {
                    Need(operand);
                }

                break;
        }
    }

    private void Need(Value value)
    {
        if (!_needed.Add(value.Id))
        {
            return;
        }

        if (DefinitionOf(value) is { } node)
        {
            MarkLive(node);
            if (node.Regions.Count > 0)
            {
                NeedResult(node, IndexOf(node.Operation.Results, value));
            }
        }
        else if (ParameterOf(value) is { Region.IsLoopBody: true } parameter)
        {
            IrNode loop = parameter.Region.Owner!;
            MarkLive(loop);
            int carried = parameter.Index - (loop.Code == OpCode.For ? 1 : 0);
            if (carried >= 0)
            {
                NeedResult(loop, carried);
            }
        }
    }

    // A loop's carried value is one thing under up to three names: the parameters of its regions and its result.
    private void NeedResult(IrNode node, int index)
    {
        _needed.Add(node.Operation.Results[index].Id);
        foreach (IrRegion region in node.Regions)
        {
            if (!IsCondition(region) && !region.NeverEnds)
            {
                Need(region.Block.Yields[index]);
            }

            if (node.Code != OpCode.If)
            {
                _needed.Add(region.Block.Parameters[index + (node.Code == OpCode.For ? 1 : 0)].Id);
            }
        }

        if (node.Code != OpCode.If)
        {
            Need(node.Operation.Operands[index + (node.Code == OpCode.For ? 2 : 0)]);
        }
    }

    private void CollectUses(IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive))
        {
            int inits = node.Code switch { OpCode.For => 2, OpCode.While => 0, _ => int.MaxValue };
            for (int i = 0; i < node.Operation.Operands.Count; i++)
            {
                if (i < inits || IsNeeded(node.Operation.Results[i - inits]))
                {
                    AddUse(node.Operation.Operands[i], new(region, node, i));
                }
            }

            node.Regions.ForEach(CollectUses);
        }

        if (!region.NeverEnds)
        {
            foreach (int i in NeededYields(region))
            {
                AddUse(region.Block.Yields[i], new(region, null, i));
            }
        }
    }

    private void AddUse(Value value, ValueUse use)
    {
        if (!_uses.TryGetValue(value.Id, out List<ValueUse>? uses))
        {
            _uses[value.Id] = uses = [];
        }

        uses.Add(use);
    }

    private static int IndexOf(EquatableArray<Value> values, Value value)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Id == value.Id)
            {
                return i;
            }
        }

        return -1;
    }
}
