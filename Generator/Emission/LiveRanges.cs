using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>
/// Which values are alive when another is written, folded expressions reading their variables where they are printed.
/// A loop's carried value has one number under all its names: that of the parameter of the first region.
/// </summary>
internal sealed class LiveRanges
{
    private readonly FunctionFacts _facts;
    private readonly Dictionary<int, int> _canonical = [];
    private readonly Dictionary<int, HashSet<int>> _leaves = [];
    private readonly Dictionary<int, HashSet<int>> _conflicts = [];

    public LiveRanges(FunctionFacts facts)
    {
        _facts = facts;
        Canonicalise(facts.Body);
        HashSet<int> live = [];
        foreach (int i in facts.Body.NeverEnds ? [] : facts.NeededYields(facts.Body))
        {
            live.UnionWith(Leaves(facts.Body.Block.Yields[i]));
        }

        Walk(facts.Body, live);

        // All parameters exist from the start.
        live.UnionWith(facts.Function.Parameters.Select(parameter => parameter.Id));
        foreach (Value parameter in facts.Function.Parameters)
        {
            Write(parameter.Id, live);
        }
    }

    public int Canonical(int id) => _canonical.TryGetValue(id, out int first) ? first : id;

    public bool Conflict(int left, int right) => _conflicts.TryGetValue(left, out HashSet<int>? others) && others.Contains(right);

    public IEnumerable<int> ConflictsOf(int id) => _conflicts.TryGetValue(id, out HashSet<int>? others) ? others : [];

    /// <summary>The variables that printing the value reads.</summary>
    public HashSet<int> Leaves(Value value)
    {
        if (_leaves.TryGetValue(value.Id, out HashSet<int>? known))
        {
            return known;
        }

        HashSet<int> leaves = [];
        if (_facts.DefinitionOf(value) is { IsFolded: true } node)
        {
            AddLeaves(node, leaves);
        }
        else
        {
            leaves.Add(Canonical(value.Id));
        }

        return _leaves[value.Id] = leaves;
    }

    private void AddLeaves(IrNode node, HashSet<int> leaves)
    {
        foreach (Value operand in node.Operation.Operands)
        {
            leaves.UnionWith(Leaves(operand));
        }

        foreach (IrRegion arm in node.IsConditional ? node.Regions : [])
        {
            foreach (int i in _facts.NeededYields(arm))
            {
                leaves.UnionWith(Leaves(arm.Block.Yields[i]));
            }
        }
    }

    private void Canonicalise(IrRegion region)
    {
        foreach (IrNode node in region.Nodes)
        {
            if (node.Code is OpCode.For or OpCode.While)
            {
                int first = node.Code == OpCode.For ? 1 : 0;
                for (int i = 0; i < node.Operation.Results.Count; i++)
                {
                    int id = node.Regions[0].Block.Parameters[i + first].Id;
                    _canonical[node.Operation.Results[i].Id] = id;
                    _canonical[node.Regions[node.Regions.Count - 1].Block.Parameters[i + first].Id] = id;
                }
            }

            node.Regions.ForEach(Canonicalise);
        }
    }

    /// <summary>Walks a region backward; <paramref name="live"/> is what is alive at its end, and then at its start.</summary>
    private void Walk(IrRegion region, HashSet<int> live)
    {
        for (int i = region.Nodes.Count - 1; i >= 0; i--)
        {
            IrNode node = region.Nodes[i];
            if (!node.IsLive || node.IsFolded)
            {
                continue;
            }

            switch (node.Code)
            {
                case OpCode.If when !node.IsConditional:
                    WalkIf(node, live);
                    break;
                case OpCode.For or OpCode.While:
                    WalkLoop(node, live);
                    break;
                default:
                    foreach (Value result in node.Operation.Results.Where(_facts.IsNeeded))
                    {
                        Write(result.Id, live);
                        foreach (Value other in node.Operation.Results.Where(_facts.IsNeeded))
                        {
                            Add(result.Id, other.Id);
                        }
                    }

                    live.ExceptWith(node.Operation.Results.Select(result => result.Id));
                    AddLeaves(node, live);
                    break;
            }
        }
    }

    private void WalkIf(IrNode node, HashSet<int> live)
    {
        List<int> results = node.Operation.Results.Where(_facts.IsNeeded).Select(result => result.Id).ToList();
        live.ExceptWith(results);
        WriteAll(results, live);
        HashSet<int> before = [];
        foreach (IrRegion arm in node.Regions)
        {
            HashSet<int> inArm = [];
            if (!arm.NeverEnds)
            {
                inArm.UnionWith(live);
                foreach (int i in _facts.NeededYields(arm))
                {
                    inArm.UnionWith(Leaves(arm.Block.Yields[i]));
                }
            }

            Walk(arm, inArm);
            before.UnionWith(inArm);
        }

        live.Clear();
        live.UnionWith(before);
        live.UnionWith(Leaves(node.Operation.Operands[0]));
    }

    private void WalkLoop(IrNode node, HashSet<int> live)
    {
        bool counted = node.Code == OpCode.For;
        IrRegion body = node.Regions[node.Regions.Count - 1];
        List<int> carried = node.Operation.Results.Where(_facts.IsNeeded).Select(result => Canonical(result.Id)).ToList();
        HashSet<int> through = [.. live];
        through.ExceptWith(carried);
        foreach (IrRegion region in node.Regions)
        {
            FreeVariables(region, node, through);
        }

        if (counted)
        {
            through.UnionWith(Leaves(node.Operation.Operands[1]));
            int index = body.Block.Parameters[0].Id;
            Write(index, through);
            carried.ForEach(id => Add(index, id));
        }

        WriteAll(carried, through);
        HashSet<int> inBody = [.. through];
        if (!body.NeverEnds)
        {
            foreach (int i in _facts.NeededYields(body))
            {
                inBody.UnionWith(Leaves(body.Block.Yields[i]));
            }
        }

        if (counted)
        {
            inBody.Add(body.Block.Parameters[0].Id);
        }

        Walk(body, inBody);
        if (!counted)
        {
            HashSet<int> inCondition = [.. through, .. carried, .. Leaves(node.Regions[0].Block.Yields[0])];
            Walk(node.Regions[0], inCondition);
        }

        live.Clear();
        live.UnionWith(through);
        if (counted)
        {
            // The start is evaluated after the carried variables have their first values.
            HashSet<int> start = Leaves(node.Operation.Operands[0]);
            carried.ForEach(id => Write(id, start));
            live.UnionWith(start);
        }

        int inits = counted ? 2 : 0;
        for (int i = 0; i < node.Operation.Results.Count; i++)
        {
            if (_facts.IsNeeded(node.Operation.Results[i]))
            {
                live.UnionWith(Leaves(node.Operation.Operands[i + inits]));
            }
        }
    }

    // What the region reads of the variables defined outside the loop.
    private void FreeVariables(IrRegion region, IrNode loop, HashSet<int> variables)
    {
        HashSet<int> read = [];
        Collect(region);
        foreach (int id in read.Where(id => !_inside(id)))
        {
            variables.Add(id);
        }

        bool _inside(int id) => DefinedIn(id, loop);

        void Collect(IrRegion inner)
        {
            foreach (IrNode node in inner.Nodes.Where(node => node.IsLive && !node.IsFolded))
            {
                AddLeaves(node, read);
                node.Regions.ForEach(Collect);
            }

            if (!inner.NeverEnds)
            {
                foreach (int i in _facts.NeededYields(inner))
                {
                    read.UnionWith(Leaves(inner.Block.Yields[i]));
                }
            }
        }
    }

    private readonly Dictionary<int, IrRegion> _regions = [];

    private bool DefinedIn(int id, IrNode loop)
    {
        if (_regions.Count == 0)
        {
            Record(_facts.Body);
        }

        return _regions[id].IsWithin(loop.Regions[0]) || _regions[id].IsWithin(loop.Regions[loop.Regions.Count - 1]);
    }

    private void Record(IrRegion region)
    {
        foreach (Value parameter in region.Block.Parameters)
        {
            _regions[parameter.Id] = region;
        }

        foreach (IrNode node in region.Nodes)
        {
            foreach (Value result in node.Operation.Results)
            {
                _regions[result.Id] = region;
            }

            node.Regions.ForEach(Record);
        }
    }

    private void WriteAll(List<int> ids, HashSet<int> live)
    {
        foreach (int id in ids)
        {
            Write(id, live);
            ids.ForEach(other => Add(id, other));
        }
    }

    private void Write(int id, IEnumerable<int> live)
    {
        foreach (int other in live)
        {
            Add(id, other);
        }
    }

    private void Add(int left, int right)
    {
        if (left != right)
        {
            Set(left).Add(right);
            Set(right).Add(left);
        }
    }

    private HashSet<int> Set(int id) => _conflicts.TryGetValue(id, out HashSet<int>? set) ? set : _conflicts[id] = [];
}
