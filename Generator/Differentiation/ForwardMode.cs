using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>Forward mode, IR to IR: adds <c>f:jvp</c> (see <see cref="FunctionNames"/>), and the tangent forms of the functions that it calls.</summary>
internal sealed class ForwardMode
{
    private readonly CallSummaries _summaries;
    private readonly RuleSet _rules;
    private readonly List<Function> _made = [];
    private readonly Dictionary<(string Callee, TangentForm Form), (string Name, bool[] VariedResults)> _forms = [];
    private readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);

    private ForwardMode(Module module, RuleSet rules)
    {
        _summaries = new CallSummaries(module);
        _rules = rules;
    }

    public static Module Jvp(Module module, DifferentiationRequest request, RuleSet? rules = null)
    {
        ForwardMode mode = new(module, rules ?? RuleSet.Default);
        TangentWriter writer = mode.WriterFor(request.Function, new(request.Active));
        Function companion = WithArrays(writer.Write(FunctionNames.Jvp(request.Function), everyResult: true), module.Find(request.Function)!);
        return mode._made.Aggregate(module.With(companion), (result, made) => result.With(made));
    }

    // The tangent of a returned array is an array: the one that its span is a view of, else a copy.
    private static Function WithArrays(Function companion, Function primal)
    {
        BlockBuilder builder = new(companion.NextId());
        List<Value> results = [.. primal.Results.Where(result => result.Type.IsFloating || result.Type.RefersToFloating)];
        Value[] tangents = [.. companion.Results.Skip(primal.Results.Count)
            .Select((tangent, i) => results[i].Type is MemoryType { Kind: MemoryKind.Array } array && tangent.Type != array ? AsArray(builder, companion, tangent, array) : tangent)];
        return companion with
        {
            Body = companion.Body with
            {
                Operations = companion.Body.Operations.Concat(builder.Operations).ToEquatableArray(),
                Yields = companion.Results.Take(primal.Results.Count).Concat(tangents).ToEquatableArray(),
            },
        };
    }

    private static Value AsArray(BlockBuilder builder, Function companion, Value span, MemoryType array)
    {
        Operation? view = companion.Body.Operations.FirstOrDefault(operation => operation.Code == OpCode.View && operation.Result.Id == span.Id);
        if (view is not null && view.Operands[0].Type == array)
        {
            return view.Operands[0];
        }

        Value length = builder.Emit(OpCode.Length, IrType.I32, [span]);
        Value copy = builder.Emit(OpCode.Alloc, array, [length], span.Name, OpFlags.Escapes | OpFlags.Uninitialized);
        builder.Do(OpCode.Copy, [span, copy], OpFlags.Safe);
        return copy;
    }

    /// <summary>
    /// The product of the Hessian and a tangent, forward over reverse: adds <c>f:hvp</c>. The gradient itself is computed only as far as
    /// its tangent needs it.
    /// </summary>
    public static Module Hvp(Module module, DifferentiationRequest request, RuleSet? rules = null)
    {
        Module reversed = ReverseMode.Gradient(module, request with { Adds = true }, rules);
        Function primal = module.Find(request.Function)!;
        Function adjoint = reversed.Find(FunctionNames.Adjoint(request.Function))!;
        int leaves = primal.Parameters.Count;
        ForwardMode mode = new(reversed, rules ?? RuleSet.Default);
        UnreadParameters unread = new(mode._summaries);
        ILookup<bool, int> destinations = Enumerable.Range(leaves, adjoint.Parameters.Count - leaves)
            .ToLookup(i => unread.IsUnread(adjoint.Name, i));
        foreach (int i in destinations[false].Where(i => adjoint.Parameters[i].Type is ObjectType or MemoryType { Element: ObjectType }))
        {
            string name = primal.Parameters.FirstOrDefault(parameter => parameter.Name + "Gradient" == adjoint.Parameters[i].Name)?.Name ?? "a container";
            throw new ObstacleException(primal.Name, null, $"it chooses arrays of '{name}' while it runs, and its Hvp cannot have a gradient container of its own for them",
                "choose numbers instead of containers, or pass the arrays one by one");
        }

        TangentForm form = new(request.Active.Concat(destinations.SelectMany(group => group).Select(_ => true)).ToEquatableArray())
        {
            Discarded = destinations[true].ToEquatableArray(),
            Made = destinations[false].ToEquatableArray(),
        };
        Function both = mode.WriterFor(adjoint.Name, form).Write(FunctionNames.Hvp(request.Function), everyResult: true);
        Function companion = Overwriting(both, primal, request, adjoint);

        // What the gradient calls without a tangent is called as it is.
        return mode._made.Aggregate(reversed.With(companion), (result, made) => result.With(made));
    }

    // Clears the destinations first, and gives of all results and tangents those that the companion returns.
    private static Function Overwriting(Function both, Function primal, DifferentiationRequest request, Function adjoint)
    {
        BlockBuilder builder = new(both.NextId());
        foreach (Value destination in both.Parameters.Skip(primal.Parameters.Count + request.Active.Count(active => active)))
        {
            MemoryLoops.Clear(builder, destination);
        }

        int own = primal.Results.Count;
        int byValue = adjoint.Results.Count - own;
        int outputs = primal.Results.Skip(own - request.Outputs).Count(result => result.Type.IsFloating || result.Type.RefersToFloating);
        IEnumerable<Value> tangents = both.Results.Skip(both.Results.Count - byValue - outputs);
        return both with
        {
            Body = both.Body with
            {
                Operations = builder.Operations.Concat(both.Body.Operations).ToEquatableArray(),
                Yields = both.Results.Take(own).Concat(tangents).ToEquatableArray(),
            },
        };
    }

    /// <summary>The tangent form of a callee, and which of its results are varied.</summary>
    /// <param name="callee">The function.</param>
    /// <param name="active">The arguments that are varied.</param>
    /// <param name="discarded">Those of them that are not passed, only their tangents.</param>
    /// <param name="caller">Who calls it.</param>
    /// <param name="source">Where.</param>
    public (string Name, bool[] VariedResults) FormOf(string callee, IEnumerable<bool> active, IEnumerable<bool> discarded, string caller, SourceLine? source)
    {
        (string Callee, TangentForm Form) form = (callee, new(active.ToEquatableArray())
        {
            Discarded = discarded.Select((isDiscarded, i) => isDiscarded ? i : -1).Where(i => i >= 0).ToEquatableArray(),
        });
        if (_forms.TryGetValue(form, out (string, bool[]) known))
        {
            return known;
        }

        // An earlier transform may have left forms of its own in the module.
        int variant = _variants.TryGetValue(callee, out int count) ? count + 1 : 1;
        while (_summaries.Module.Find(FunctionNames.Tangent(callee, variant)) is not null)
        {
            variant++;
        }

        _variants[callee] = variant;
        string name = FunctionNames.Tangent(callee, variant);
        Function function = _summaries.Module.Find(callee)!;
        if (function.Vjp is not null || function.Jvp is not null)
        {
            _forms[form] = (name, function.Results.Select(result => result.Type.IsFloating).ToArray());
            _made.Add(RuleTangents.Write(function, form.Form, name, _summaries, caller, source));
            return _forms[form];
        }

        TangentWriter writer = WriterFor(callee, form.Form);
        _forms[form] = (name, writer.VariedResults);

        // What runs again to save memory must not be drawn into its caller, whose memory it would take.
        _made.Add(writer.Write(name, everyResult: false) with { Checkpoint = function.Checkpoint == CheckpointKind.Reversed ? CheckpointKind.Reversed : CheckpointKind.None });
        return _forms[form];
    }

    private TangentWriter WriterFor(string name, TangentForm form)
    {
        Function function = _summaries.Module.Find(name) ?? throw new ArgumentException($"there is no function '{name}'", nameof(name));
        FunctionIndex index = new(function);
        MemoryClasses classes = new(index, _summaries);
        return new TangentWriter(this, index, new Activity(index, _summaries, classes, form.Active), _summaries, _rules, form);
    }
}
