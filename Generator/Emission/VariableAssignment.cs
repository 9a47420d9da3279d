using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>
/// Gives every value that is not folded a C# variable. Values that pass into one another (through loops and the arms of an
/// <c>if</c>) share one where they are not alive at the same time and the user gave them the same name.
/// </summary>
internal sealed class VariableAssignment
{
    private readonly FunctionFacts _facts;
    private readonly LiveRanges _ranges;
    private readonly Dictionary<int, int> _representative = [];
    private readonly Dictionary<int, List<int>> _members = [];
    private readonly Dictionary<int, Value> _values = [];
    private readonly Dictionary<int, Variable> _variables = [];
    private readonly Func<int, string?> _assignableParameter;

    private readonly bool _keepNames;

    private VariableAssignment(FunctionFacts facts, LiveRanges ranges, Func<int, string?> assignableParameter, bool keepNames)
    {
        _keepNames = keepNames;
        _facts = facts;
        _ranges = ranges;
        _assignableParameter = assignableParameter;
    }

    /// <summary>Every variable, in the order of first definition.</summary>
    public List<Variable> All { get; } = [];

    /// <param name="facts">The function, already scheduled.</param>
    /// <param name="ranges">Its live ranges.</param>
    /// <param name="assignableParameter">The name of the C# parameter that an IR parameter stands for alone and that may be assigned to, else null.</param>
    /// <param name="keepNames">Whether values that the user named differently have variables of their own.</param>
    public static VariableAssignment Of(FunctionFacts facts, LiveRanges ranges, Func<int, string?> assignableParameter, bool keepNames)
    {
        VariableAssignment assignment = new(facts, ranges, assignableParameter, keepNames);
        foreach (Value parameter in facts.Function.Parameters)
        {
            assignment.Enter(parameter);
        }

        assignment.Collect(facts.Body);
        assignment.Coalesce(facts.Body);
        assignment.Number();
        return assignment;
    }

    public Variable Of(Value value) => _variables[Find(_ranges.Canonical(value.Id))];

    /// <summary>The numbers of the variables that printing the value reads.</summary>
    public HashSet<int> ReadBy(Value value) => [.. _ranges.Leaves(value).Select(id => _variables[Find(id)].Number)];

    /// <summary>A variable beside those of the IR's values.</summary>
    public Variable New(IrType type, string hint)
    {
        Variable variable = new(All.Count, type) { Hint = hint };
        All.Add(variable);
        return variable;
    }

    private void Collect(IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive && !node.IsFolded))
        {
            if (node.Code is OpCode.For or OpCode.While)
            {
                int first = node.Code == OpCode.For ? 1 : 0;
                if (first == 1)
                {
                    Enter(node.Regions[0].Block.Parameters[0]);
                }

                for (int i = 0; i < node.Operation.Results.Count; i++)
                {
                    if (_facts.IsNeeded(node.Operation.Results[i]))
                    {
                        Enter(node.Regions[0].Block.Parameters[i + first]);
                    }
                }
            }
            else
            {
                foreach (Value result in node.Operation.Results.Where(_facts.IsNeeded))
                {
                    Enter(result);
                }
            }

            if (!node.IsConditional)
            {
                node.Regions.ForEach(Collect);
            }
        }
    }

    private void Enter(Value value)
    {
        _representative[value.Id] = value.Id;
        _members[value.Id] = [value.Id];
        _values[value.Id] = value;
    }

    // The next values of loops first: a variable updated in place matters most to the reader.
    private void Coalesce(IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive && !node.IsFolded && !node.IsConditional))
        {
            node.Regions.ForEach(Coalesce);
            foreach (IrRegion inner in node.Regions.Where(inner => !inner.NeverEnds && !FunctionFacts.IsCondition(inner)))
            {
                foreach (int i in _facts.NeededYields(inner))
                {
                    Join(node.Operation.Results[i], inner.Block.Yields[i]);
                }
            }

            int inits = node.Code == OpCode.For ? 2 : 0;
            for (int i = 0; node.Code is OpCode.For or OpCode.While && i < node.Operation.Results.Count; i++)
            {
                if (_facts.IsNeeded(node.Operation.Results[i]))
                {
                    Join(node.Operation.Results[i], node.Operation.Operands[i + inits]);
                }
            }
        }
    }

    private void Join(Value target, Value source)
    {
        int left = _ranges.Canonical(target.Id);
        int right = _ranges.Canonical(source.Id);
        if (!_representative.ContainsKey(left) || !_representative.ContainsKey(right) || target.Type != source.Type)
        {
            return;
        }

        left = Find(left);
        right = Find(right);
        if (left == right || !NamesAgree(left, right) || Interfere(left, right))
        {
            return;
        }

        // The older value stays the representative, so that a parameter does.
        (int kept, int gone) = left < right ? (left, right) : (right, left);
        _members[kept].AddRange(_members[gone]);
        _members.Remove(gone);
        _representative[gone] = kept;
    }

    private bool NamesAgree(int left, int right)
    {
        string? leftName = NameOf(left);
        string? rightName = NameOf(right);
        bool leftFixed = IsFixed(left);
        bool rightFixed = IsFixed(right);
        if (IsIndex(left) || IsIndex(right))
        {
            return false;
        }

        if (leftFixed || rightFixed)
        {
            return !(leftFixed && rightFixed) && leftName is not null && leftName == rightName
                && _assignableParameter(_facts.ParameterOf(_values[leftFixed ? left : right]).Index) == leftName;
        }

        return !_keepNames || leftName is null || rightName is null || leftName == rightName;
    }

    private bool IsFixed(int representative) =>
        _members[representative].Any(id => _facts.DefinitionOf(_values[id]) is null && _facts.ParameterOf(_values[id]).Region == _facts.Body);

    private bool IsIndex(int representative) =>
        _facts.DefinitionOf(_values[representative]) is null
        && _facts.ParameterOf(_values[representative]) is { Index: 0, Region.Owner.Code: OpCode.For };

    private string? NameOf(int representative) =>
        _members[representative].Select(id => _values[id].Name).FirstOrDefault(name => name is not null);

    private bool Interfere(int left, int right)
    {
        if (_members[left].Count > _members[right].Count)
        {
            (left, right) = (right, left);
        }

        HashSet<int> others = [.. _members[right]];
        return _members[left].Any(id => _ranges.ConflictsOf(id).Any(others.Contains));
    }

    private int Find(int id)
    {
        while (_representative[id] != id)
        {
            id = _representative[id];
        }

        return id;
    }

    private void Number()
    {
        foreach (int representative in _members.Keys.OrderBy(id => id))
        {
            bool isFixed = IsFixed(representative);
            Variable variable = new(All.Count, _values[representative].Type)
            {
                Hint = NameOf(representative),
                Role = _members[representative].Select(id => RoleNames.Of(_values[id], _facts)).Where(role => role is not null).OrderBy(role => role == RoleNames.Returned ? 0 : 1).FirstOrDefault(),
                IsParameter = isFixed,
                IsIndex = IsIndex(representative),
            };
            All.Add(variable);
            _variables[representative] = variable;
        }
    }
}
