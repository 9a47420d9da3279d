namespace Adjoint.Generator.Ir;

/// <summary>Walks one function in order, keeping the values that are visible at each place.</summary>
internal sealed class FunctionVerifier(
    Function function, Dictionary<string, Function> functions, TypeRules types, List<string> faults)
{
    private readonly HashSet<int> _ids = [];
    private readonly Dictionary<int, Value> _visible = [];
    private readonly OperationRules _rules = new(functions, types);

    public void Run()
    {
        foreach (int index in function.Unaliased)
        {
            if (index < 0 || index >= function.Parameters.Count)
            {
                Fault($"unaliased({index}) is no parameter");
            }
            else if (!function.Parameters[index].Type.IsReference)
            {
                Fault($"unaliased({index}) is not a reference");
            }
        }

        foreach (CallRule rule in new[] { function.Vjp, function.Jvp }.OfType<CallRule>())
        {
            if (!functions.TryGetValue(rule.Function, out Function? target))
            {
                Fault($"there is no rule @{rule.Function}");
            }
            else if (rule.Active.Any(position => position < 0 || position >= function.Parameters.Count)
                || !target.Parameters.Take(function.Parameters.Count).Select(parameter => parameter.Type).SequenceEqual(function.Parameters.Select(parameter => parameter.Type)))
            {
                Fault($"the rule @{rule.Function} has not the function's parameters");
            }
        }

        Visit(function.Body);
    }

    private void Visit(Block block)
    {
        List<int> scope = [];
        foreach (Value parameter in block.Parameters)
        {
            Define(parameter, scope, "as a parameter");
        }

        foreach (Operation operation in block.Operations)
        {
            Visit(operation, scope);
        }

        foreach (Value value in block.Yields)
        {
            Use(value, "yield");
        }

        foreach (int id in scope)
        {
            _visible.Remove(id);
        }
    }

    private void Visit(Operation operation, List<int> scope)
    {
        string place = Describe(operation);
        foreach (Value operand in operation.Operands)
        {
            Use(operand, place);
        }

        OpInfo info = operation.Info;
        int operands = operation.Operands.Count;
        bool countsFit = true;
        if (operands < info.MinOperands || (info.MaxOperands >= 0 && operands > info.MaxOperands))
        {
            countsFit = Fault($"{place}: {operands} operands");
        }

        if (info.Results >= 0 && operation.Results.Count != info.Results)
        {
            countsFit = Fault($"{place}: {operation.Results.Count} results");
        }

        if (operation.Regions.Count != info.Regions)
        {
            countsFit = Fault($"{place}: {operation.Regions.Count} regions");
        }

        foreach (string fault in AttributeRules.Faults(operation))
        {
            countsFit = Fault($"{place}: {fault}");
        }

        if (countsFit)
        {
            foreach (string fault in _rules.Faults(operation))
            {
                Fault($"{place}: {fault}");
            }
        }

        foreach (Block region in operation.Regions)
        {
            Visit(region);
        }

        foreach (Value result in operation.Results)
        {
            Define(result, scope, place);
        }
    }

    private void Define(Value value, List<int> scope, string place)
    {
        if (value.Id < 0)
        {
            Fault($"{value} defined {place}: the number is negative");
        }

        if (value.Name is { } name && !Lexer.IsHint(name))
        {
            Fault($"{value} defined {place}: the name cannot be printed");
        }

        foreach (string fault in types.Faults(value.Type))
        {
            Fault($"{value} defined {place}: {fault}");
        }

        if (!_ids.Add(value.Id))
        {
            Fault($"{value} defined {place}: the number is taken");
        }

        if (!_visible.ContainsKey(value.Id))
        {
            _visible.Add(value.Id, value);
            scope.Add(value.Id);
        }
    }

    private void Use(Value value, string place)
    {
        if (!_visible.TryGetValue(value.Id, out Value? definition))
        {
            Fault($"{place}: {value} is not visible here");
        }
        else if (definition.Type != value.Type)
        {
            Fault($"{place}: {value} is used as {value.Type} and defined as {definition.Type}");
        }
        else if (definition.Name != value.Name)
        {
            Fault($"{place}: {value} is defined as {definition}");
        }
    }

    // Returns false, for callers that note that something is wrong.
    private bool Fault(string text)
    {
        faults.Add($"@{function.Name}: {text}");
        return false;
    }

    private static string Describe(Operation operation)
    {
        string results = operation.Results.Count > 0 ? string.Join(", ", operation.Results) + " = " : "";
        string operands = operation.Operands.Count > 0 ? " " + string.Join(", ", operation.Operands) : "";
        return results + operation.Info.Mnemonic + operands;
    }
}
