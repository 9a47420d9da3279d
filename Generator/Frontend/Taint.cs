using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Finds the values that depend on differentiable parameters, over all functions of a module. Memory is judged by region:
/// everything that may be reached from one reference has one verdict, and one call site taints a callee for all.
/// </summary>
internal sealed class Taint
{
    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal)
    {
        "Floor", "Ceiling", "Truncate", "Round", "RoundDigits", "RoundAwayFromZero", "RoundToZero", "RoundToPositiveInfinity",
        "RoundToNegativeInfinity", "Sign", "ILogB",
    };

    private readonly Module _module;
    private readonly Dictionary<string, FunctionTaint> _functions;
    private readonly bool _isOfReferences;
    private readonly bool _withRules;
    private bool _changed;

    /// <param name="module">The module.</param>
    /// <param name="active">For each parameter of the root that has a derivative, the name of the C# parameter; null for the others.</param>
    /// <param name="withRules">Whether the user's derivatives are themselves differentiated.</param>
    public Taint(Module module, IReadOnlyList<string?> active, bool withRules = false)
        : this(module, active.Select((name, i) => (module.Root.Name, module.Root.Parameters[i], name)), isOfReferences: false, withRules)
    {
    }

    private Taint(Module module, IEnumerable<(string Function, Value Value, string? Origin)> sources, bool isOfReferences, bool withRules = false)
    {
        _module = module;
        _withRules = withRules;
        _isOfReferences = isOfReferences;
        _functions = module.Functions.ToDictionary(function => function.Name, function => new FunctionTaint(), StringComparer.Ordinal);
        foreach ((string function, Value value, string? origin) in sources)
        {
            Mark(_functions[function], value, origin);
        }

        do
        {
            _changed = false;
            foreach (Function function in module.Functions)
            {
                Visit(function.Body, _functions[function.Name]);
            }
        }
        while (_changed);
    }

    /// <summary>Where references may come from: follows memory instead of the values that it holds.</summary>
    public static Taint OfReferences(Module module, IEnumerable<(string Function, Value Value, string? Origin)> sources) => new(module, sources, isOfReferences: true);

    /// <summary>The parameter that a value depends on, null where it depends on none.</summary>
    public string? Origin(string function, Value value) => _functions.TryGetValue(function, out FunctionTaint? taint) ? taint.Origin(value) : null;

    private sealed class FunctionTaint
    {
        private readonly Dictionary<int, string> _origins = [];
        private readonly Dictionary<int, int> _parents = [];

        public string? Origin(Value value) => _origins.TryGetValue(Region(value), out string? origin) ? origin : null;

        public bool Mark(Value value, string origin)
        {
            int region = Region(value);
            if (_origins.ContainsKey(region))
            {
                return false;
            }

            _origins[region] = origin;
            return true;
        }

        // Scalars are regions of their own.
        public bool Join(Value first, Value second)
        {
            int a = Region(first), b = Region(second);
            if (a == b)
            {
                return false;
            }

            _parents[b] = a;
            if (_origins.TryGetValue(b, out string? origin) && !_origins.ContainsKey(a))
            {
                _origins[a] = origin;
            }

            return true;
        }

        private int Region(Value value)
        {
            int id = value.Id;
            while (_parents.TryGetValue(id, out int parent))
            {
                id = parent;
            }

            return id;
        }
    }

    private void Mark(FunctionTaint taint, Value value, string? origin)
    {
        if (origin is not null && ((!_isOfReferences && (value.Type.IsFloating || value.Type is OpaqueType)) || value.Type.RefersToFloating))
        {
            _changed |= taint.Mark(value, origin);
        }
    }

    // A scalar takes over what it depends on; a reference is the same region as what it comes from.
    private void Flow(FunctionTaint taint, Value from, Value to)
    {
        if (to.Type.IsReference && from.Type.IsReference)
        {
            _changed |= taint.Join(from, to);
        }
        else
        {
            Mark(taint, to, taint.Origin(from));
        }
    }

    private void Visit(Block block, FunctionTaint taint)
    {
        foreach (Operation operation in block.Operations)
        {
            Visit(operation, taint);
            foreach (Block region in operation.Regions)
            {
                Visit(region, taint);
            }
        }
    }

    private void Visit(Operation operation, FunctionTaint taint)
    {
        switch (operation.Code)
        {
            case OpCode.Opaque when !_isOfReferences && operation.Operands.Select(taint.Origin).FirstOrDefault(origin => origin is not null) is { } carried:
                // An object that is made of it, or that is handed it, may give it back.
                foreach (Value value in operation.Results.Concat(operation.Operands.Where(operand => operand.Type is not OpaqueType { Name: "string" })).Where(value => value.Type is OpaqueType))
                {
                    Mark(taint, value, carried);
                }

                break;
            case OpCode.Stop or OpCode.Opaque or OpCode.Throw or OpCode.Const or OpCode.Default or OpCode.Alloc or OpCode.Length:
                break;
            case OpCode.Elementary when Steps.Contains(operation.Symbol!):
                break;
            case OpCode.Store or OpCode.Accumulate or OpCode.Fill:
                Flow(taint, operation.Operands[1], operation.Operands[0]);
                break;
            case OpCode.Copy when _isOfReferences && operation.Operands[0].Type is MemoryType { Element: ScalarType }:
                break;
            case OpCode.Copy:
                Mark(taint, operation.Operands[1], taint.Origin(operation.Operands[0]));
                break;
            case OpCode.If:
                FlowAll(taint, operation.Regions[0].Yields, operation.Results);
                FlowAll(taint, operation.Regions[1].Yields, operation.Results);
                break;
            case OpCode.For:
                Loop(taint, operation.Operands.Skip(2), operation.Regions[0].Parameters.Skip(1), operation.Regions[0].Yields, operation.Results);
                break;
            case OpCode.While:
                Loop(taint, operation.Operands, operation.Regions[0].Parameters, operation.Regions[1].Yields, operation.Results);
                Loop(taint, operation.Operands, operation.Regions[1].Parameters, operation.Regions[1].Yields, operation.Results);
                break;
            case OpCode.Call:
                Call(operation, taint);
                break;
            default:
                foreach (Value operand in operation.Operands)
                {
                    foreach (Value result in operation.Results.Where(result => result.Type.IsFloating || result.Type.IsReference))
                    {
                        Flow(taint, operand, result);
                    }
                }

                break;
        }
    }

    private void Loop(FunctionTaint taint, IEnumerable<Value> initial, IEnumerable<Value> parameters, IEnumerable<Value> yields, IEnumerable<Value> results)
    {
        FlowAll(taint, initial, parameters);
        FlowAll(taint, yields, parameters);
        FlowAll(taint, parameters, results);
    }

    private void FlowAll(FunctionTaint taint, IEnumerable<Value> from, IEnumerable<Value> to)
    {
        foreach ((Value source, Value target) in from.Zip(to, (source, target) => (source, target)))
        {
            Flow(taint, source, target);
        }
    }

    private void Call(Operation call, FunctionTaint taint)
    {
        if (_module.Find(call.Symbol!) is not { } callee)
        {
            return;
        }

        if (!_isOfReferences && (callee.Vjp is not null || callee.Jvp is not null))
        {
            CallOfRule(call, callee, taint);
            return;
        }

        FunctionTaint inside = _functions[callee.Name];
        for (int i = 0; i < call.Operands.Count; i++)
        {
            Mark(inside, callee.Parameters[i], taint.Origin(call.Operands[i]));
            if (call.Operands[i].Type.IsReference)
            {
                Mark(taint, call.Operands[i], inside.Origin(callee.Parameters[i]));
            }
        }

        for (int i = 0; i < call.Results.Count; i++)
        {
            Mark(taint, call.Results[i], inside.Origin(callee.Results[i]));

            // A returned reference may be any of those that went in.
            foreach (Value operand in call.Operands.Where(operand => operand.Type.IsReference && call.Results[i].Type.IsReference))
            {
                Flow(taint, operand, call.Results[i]);
            }
        }
    }

    // What the method itself does is of no account: its rule says what depends on what.
    private void CallOfRule(Operation call, Function callee, FunctionTaint taint)
    {
        if (call.Operands.Select(taint.Origin).FirstOrDefault(origin => origin is not null) is not { } found)
        {
            return;
        }

        foreach (Value value in call.Results.Concat(call.Operands.Where(operand => operand.Type is MemoryType { Kind: not (MemoryKind.ReadOnlySpan or MemoryKind.Rows) })))
        {
            Mark(taint, value, found);
        }

        foreach (CallRule rule in _withRules ? new[] { callee.Vjp, callee.Jvp }.OfType<CallRule>() : [])
        {
            if (_module.Find(rule.Function) is { } function)
            {
                foreach (Value parameter in function.Parameters)
                {
                    Mark(_functions[rule.Function], parameter, found);
                }
            }
        }
    }
}
