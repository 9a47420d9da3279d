using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Finds for one loop the groups of the references that it carries, with all branches and inner loops that they go through.</summary>
internal sealed class ReferenceOrigins
{
    private readonly Dictionary<int, Operation> _definitions = [];
    private readonly Dictionary<int, (Operation Loop, int Slot)> _owners = [];
    private readonly HashSet<int> _inside = [];
    private readonly Dictionary<int, ReferenceGroup> _groups = [];
    private readonly Func<Value, Value> _map;
    private readonly Operation _loop;
    private bool _storesReferences;

    private ReferenceOrigins(Operation loop, Func<Value, Value> map)
    {
        _loop = loop;
        _map = map;
        Collect(loop, isInside: false);
    }

    /// <summary>The group of each result and parameter that is such a reference, by id; null where one comes from what is not known before the loop.</summary>
    /// <param name="loop">The loop as it was written.</param>
    /// <param name="map">What values from outside have become.</param>
    public static Dictionary<int, ReferenceGroup>? Find(Operation loop, Func<Value, Value> map)
    {
        ReferenceOrigins origins = new(loop, map);
        bool known = loop.Results.Select((_, k) => k).All(k => !loop.Results[k].Type.IsReference || origins.Visit(loop, k) is not null);
        return known && origins._groups.Count > 0 && origins._groups.Values.All(origins.HandsOnNothingElse) ? origins._groups : null;
    }

    // The buffer is overwritten at the end of a turn, when nobody may still read what it held: no other variable has it.
    private bool HandsOnNothingElse(ReferenceGroup group) => group.Made is null
        || (!group.IsSliced && !group.IsIndexed && _groups.Count(pair => ReferenceEquals(pair.Value, group)) == 1 + _loop.Regions.Count);

    /// <summary>The loop's body; the last of its regions.</summary>
    private Block Body => _loop.Regions[_loop.Regions.Count - 1];

    /// <summary>Whether a value is memory that a turn makes and hands on at its end, of a size that is known before the loop.</summary>
    private bool IsMadeAnew(Value value, Operation made, Value target)
    {
        int slot = _loop.Results.ToList().FindIndex(result => result.Id == target.Id);
        return slot >= 0 && Body.Yields[slot].Id == value.Id
            && made.Operands.Count == 1 && !_storesReferences
            && value.Type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Span, Element: ScalarType }
            && Body.Operations.Any(operation => ReferenceEquals(operation, made))
            && SizeOf(made.Operands[0], _loop, _definitions, _inside) is { } size
            && (!size.Type.IsReference || size.Id == _loop.Operands[slot + FirstInitial(_loop)].Id);
    }

    /// <summary>A size of memory made in a loop, told by what is known before it: a value, a constant, or the memory that has this length.</summary>
    public static Value? SizeOf(Value size, Operation loop, Dictionary<int, Operation> definitions, HashSet<int> inside)
    {
        if (!inside.Contains(size.Id) || !definitions.TryGetValue(size.Id, out Operation? made))
        {
            return inside.Contains(size.Id) ? null : size;
        }

        if (made.Code == OpCode.Const)
        {
            return size;
        }

        // The length of what the turn before handed on, which is that of what the first turn got.
        Value? measured = made.Code == OpCode.Length && made.Number == 0 ? made.Operands[0] : null;
        while (measured is not null && definitions.TryGetValue(measured.Id, out Operation? view) && view.Code == OpCode.View)
        {
            measured = view.Operands[0];
        }

        int slot = measured is null ? -1 : loop.Regions[loop.Regions.Count - 1].Parameters.Skip(FirstParameter(loop)).ToList().FindIndex(parameter => parameter.Id == measured.Id);
        return slot < 0 ? null : loop.Operands[slot + FirstInitial(loop)];
    }

    /// <summary>The first carried value among the operands of a loop.</summary>
    public static int FirstInitial(Operation loop) => loop.Code == OpCode.For ? 2 : 0;

    /// <summary>The first carried value among the parameters of a loop's regions.</summary>
    public static int FirstParameter(Operation loop) => loop.Code == OpCode.For ? 1 : 0;

    private void Collect(Operation operation, bool isInside)
    {
        _storesReferences |= isInside && (operation.Code == OpCode.Call
            || (operation.Code == OpCode.Store && operation.Operands[1].Type.IsReference)
            || (operation.Code == OpCode.Copy && operation.Operands[1].Type is MemoryType { Element.IsReference: true }));
        foreach (Value result in operation.Results)
        {
            _definitions[result.Id] = operation;
            if (isInside)
            {
                _inside.Add(result.Id);
            }
        }

        foreach (Block region in operation.Regions)
        {
            for (int i = 0; i < region.Parameters.Count; i++)
            {
                _inside.Add(region.Parameters[i].Id);
                if (i >= FirstParameter(operation))
                {
                    _owners[region.Parameters[i].Id] = (operation, i - FirstParameter(operation));
                }
            }

            foreach (Operation inner in region.Operations)
            {
                Collect(inner, isInside: true);
            }
        }
    }

    /// <summary>The group of a result of a branch or loop, with its parameters and sources.</summary>
    private ReferenceGroup? Visit(Operation operation, int slot)
    {
        Value result = operation.Results[slot];
        if (_groups.TryGetValue(result.Id, out ReferenceGroup? known))
        {
            return known;
        }

        _groups[result.Id] = new ReferenceGroup(result.Type);
        List<Value> sources = [];
        if (operation.Code == OpCode.If)
        {
            sources.AddRange(operation.Regions.Select(region => region.Yields[slot]));
        }
        else
        {
            foreach (Block region in operation.Regions)
            {
                _groups[region.Parameters[slot + FirstParameter(operation)].Id] = _groups[result.Id];
            }

            sources.Add(operation.Operands[slot + FirstInitial(operation)]);
            sources.Add(operation.Regions[operation.Regions.Count - 1].Yields[slot]);
        }

        return sources.All(source => Trace(source, result)) ? _groups[result.Id] : null;
    }

    /// <summary>Adds what a value comes from to the group of <paramref name="target"/>.</summary>
    private bool Trace(Value value, Value target)
    {
        ReferenceGroup group = _groups[target.Id];
        if (!_inside.Contains(value.Id))
        {
            group.Add(new ReferenceRoot(ReferenceRootKind.Whole, _map(value)));
            return true;
        }

        if (_owners.TryGetValue(value.Id, out (Operation Loop, int Slot) owner))
        {
            return Visit(owner.Loop, owner.Slot) is not null && Join(target, value);
        }

        if (!_definitions.TryGetValue(value.Id, out Operation? made))
        {
            return false;
        }

        switch (made.Code)
        {
            case OpCode.If or OpCode.For or OpCode.While:
                return Visit(made, made.Results.ToList().FindIndex(result => result.Id == value.Id)) is not null && Join(target, value);
            case OpCode.View:
                return Trace(made.Operands[0], target);
            case OpCode.Slice:
                _groups[target.Id].IsSliced = true;
                return Trace(made.Operands[0], target);
            case OpCode.Element when made.Operands.Count == 2 && Memory(made.Operands[0]) is { } memory:
                group.Add(new ReferenceRoot(ReferenceRootKind.Item, memory));
                return true;
            case OpCode.Load when made.Operands.Count == 2 && !_storesReferences && !_inside.Contains(made.Operands[0].Id):
                group.Add(new ReferenceRoot(ReferenceRootKind.Held, _map(made.Operands[0])));
                return true;
            case OpCode.Alloc when IsMadeAnew(value, made, target):
                group.Add(new ReferenceRoot(ReferenceRootKind.Made, value));
                return true;
            case OpCode.Row when !_inside.Contains(made.Operands[0].Id):
                group.Add(new ReferenceRoot(ReferenceRootKind.Row, _map(made.Operands[0])));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The memory from outside that a chain of slices ends in.</summary>
    private Value? Memory(Value value) => !_inside.Contains(value.Id) ? _map(value)
        : _definitions.TryGetValue(value.Id, out Operation? made) && made.Code is OpCode.Slice or OpCode.View ? Memory(made.Operands[0])
        : null;

    /// <summary>Makes the groups of two values one.</summary>
    private bool Join(Value left, Value right)
    {
        ReferenceGroup kept = _groups[left.Id];
        ReferenceGroup other = _groups[right.Id];
        if (ReferenceEquals(kept, other))
        {
            return true;
        }

        if (kept.Type != other.Type)
        {
            return false;
        }

        other.Roots.ForEach(root => kept.Add(root));
        kept.IsSliced |= other.IsSliced;
        foreach (int id in _groups.Where(pair => ReferenceEquals(pair.Value, other)).Select(pair => pair.Key).ToList())
        {
            _groups[id] = kept;
        }

        return true;
    }
}
