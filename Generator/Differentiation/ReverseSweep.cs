using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// The reverse mode of one function: writes its forward sweep, storing what the adjoints need, then its reverse sweep.
/// </summary>
/// <remarks>
/// A value that the reverse sweep needs is, in order of preference: still there (it was computed in the same block), computed
/// again from values that are (when cheap, and when memory has not changed), or stored by the forward sweep. Which values
/// are stored is found by writing the reverse sweep once for nothing (<see cref="Plan"/>); both runs decide alike.
/// </remarks>
internal sealed partial class ReverseSweep
{
    private readonly FunctionIndex _index;
    private readonly Activity _activity;
    private readonly Stability _stability;
    private readonly CallSummaries _summaries;
    private readonly RuleSet _rules;
    private readonly SplitFunctions _split;
    private readonly bool _isSplit;
    private readonly HashSet<OperationSite> _storedLoops;

    /// <summary>Where the numbering of a plan's values starts, beyond any function's.</summary>
    private const int PlanningIds = 1 << 24;

    private readonly HashSet<int> _stored = [];
    private readonly Dictionary<int, Value> _parameterShadows = [];
    private readonly Dictionary<OperationSite, bool> _needsReverse = [];
    private readonly Dictionary<OperationSite, bool> _freeOfOrder = [];
    private readonly Lazy<MemoryRoots> _roots;
    private readonly Lazy<Definitions> _definitions;
    private bool _planning;

    /// <param name="index">The function.</param>
    /// <param name="activity">Its activity.</param>
    /// <param name="stability">Which of its loads may be repeated.</param>
    /// <param name="summaries">Summaries of its module.</param>
    /// <param name="rules">The derivative rules.</param>
    /// <param name="split">Where the split forms of callees are asked for.</param>
    /// <param name="tapes">The tapes of a split function, by kind; null for a function whose two sweeps stand in one body.</param>
    /// <param name="storedLoops">Loops that are not to be repeated in the reverse sweep even where they could be.</param>
    public ReverseSweep(FunctionIndex index, Activity activity, Stability stability, CallSummaries summaries, RuleSet rules,
        SplitFunctions split, Dictionary<ScalarKind, Value>? tapes, HashSet<OperationSite>? storedLoops = null)
    {
        _index = index;
        _activity = activity;
        _stability = stability;
        _summaries = summaries;
        _rules = rules;
        _split = split;
        _isSplit = tapes is not null;
        _tapes = tapes ?? [];
        _storedLoops = storedLoops ?? [];
        _roots = new(() => new MemoryRoots(index.Function));
        _definitions = new(() => new Definitions(index.Function.Body));
    }

    /// <summary>Tells which value is the shadow of a parameter.</summary>
    public void SetShadow(Value parameter, Value shadow) => _parameterShadows[parameter.Id] = shadow;

    /// <summary>Finds what the forward sweep must store, by running the reverse sweep on a builder that is thrown away.</summary>
    /// <param name="seeds">The adjoint of each result, null for none.</param>
    public void Plan(IReadOnlyList<Value?> seeds)
    {
        _planning = true;
        Reverse(new BlockBuilder(_index.Function.NextId() + PlanningIds), seeds, new SweepStorage());
        _planning = false;
    }

    /// <summary>Writes the forward sweep of the whole function, as the plan says.</summary>
    public SweepStorage Forward(BlockBuilder builder)
    {
        SweepStorage storage = new();
        if (!_isSplit)
        {
            foreach (ScalarKind kind in TapeKinds())
            {
                _tapes[kind] = builder.Emit(OpCode.NewTape, new TapeType(kind), [], "tape");
            }

            foreach (IrType type in TapedReferences().ToList())
            {
                _referenceTapes[type] = builder.Emit(OpCode.NewTape, new TapeType(type), [], "tape");
            }
        }

        new ForwardWriter(this, _index.Root, storage, null).Run(builder);
        return storage;
    }

    /// <summary>Writes the reverse sweep of the whole function.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="seeds">The adjoint of each result, null for none.</param>
    /// <param name="storage">What <see cref="Forward"/> returned.</param>
    /// <returns>The adjoint of each parameter that is a scalar, null where it is zero.</returns>
    public Value?[] Reverse(BlockBuilder builder, IReadOnlyList<Value?> seeds, SweepStorage storage)
    {
        ReverseScope scope = new(_index.Root, builder, null) { Storage = storage };
        foreach (KeyValuePair<int, Value> export in storage.Exports)
        {
            scope.Primals[export.Key] = export.Value;
        }

        foreach (Value parameter in _index.Function.Parameters.Where(parameter => parameter.Type.IsReference || !_isSplit))
        {
            scope.Primals[parameter.Id] = parameter;
        }

        PopStored(scope);
        AdjointMap adjoints = new();
        for (int i = 0; i < seeds.Count; i++)
        {
            Value result = _index.Function.Results[i];
            if (seeds[i] is not { } seed || !_activity.IsActive(result))
            {
                continue;
            }

            if (result.Type.IsReference)
            {
                Value shadow = Shadow(scope, result);
                CotangentShape.Check(builder, seed, shadow);
                AddMemory(scope, shadow, seed);
            }
            else
            {
                adjoints.Add(builder, result, seed);
            }
        }

        ReverseOperations(scope, adjoints);
        foreach (OperationSite site in _index.Root.Operations.Where(site => Delayed().Contains(site) && !site.IsLoop))
        {
            builder.Append(site.Operation);
        }

        return _index.Function.Parameters.Select(parameter => parameter.Type.IsReference ? null : adjoints[parameter]).ToArray();
    }

    /// <summary>Writes the reverse of a block's operations, last first.</summary>
    private void ReverseOperations(ReverseScope scope, AdjointMap adjoints)
    {
        for (int i = scope.Site.Operations.Count - 1; i >= 0; i--)
        {
            OperationSite site = scope.Site.Operations[i];
            if (NeedsReverse(site))
            {
                scope.Builder.Source = site.Operation.Source ?? scope.Builder.Source;
                ReverseOperation(site, scope, adjoints);
            }
        }
    }

    private void ReverseOperation(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation operation = site.Operation;
        switch (operation.Code)
        {
            case OpCode.If:
                ReverseIf(site, scope, adjoints);
                break;
            case OpCode.For:
                ReverseFor(site, scope, adjoints);
                break;
            case OpCode.While:
                ReverseWhile(site, scope, adjoints);
                break;
            case OpCode.Call:
                ReverseCall(site, scope, adjoints);
                break;
            case OpCode.Load or OpCode.Store or OpCode.Accumulate or OpCode.Fill or OpCode.Copy or OpCode.Push or OpCode.Pop:
                ReverseMemory(site, scope, adjoints);
                break;
            case OpCode.Splat or OpCode.Reduce or OpCode.VectorLoad or OpCode.VectorStore
                or OpCode.ToTensor or OpCode.FromTensor or OpCode.MatMul or OpCode.Broadcast or OpCode.SumTo:
                ReverseAggregate(operation, scope, adjoints);
                break;
            default:
                ReverseRule(operation, scope, adjoints);
                break;
        }
    }

    /// <summary>The reverse of an operation with a rule: each active operand gets its contribution.</summary>
    private void ReverseRule(Operation operation, ReverseScope scope, AdjointMap adjoints)
    {
        if (operation.Results.Count != 1 || adjoints[operation.Result] is not { } seed)
        {
            return;
        }

        for (int i = 0; i < operation.Operands.Count; i++)
        {
            Value operand = operation.Operands[i];
            if (_activity.IsActive(operand))
            {
                Value? contribution = RuleExpansion.Contribution(scope.Builder, operation, i, seed,
                    k => Primal(scope, operation.Operands[k]), () => Primal(scope, operation.Result), IsNonZero, _rules, _index.ConstantOf);
                adjoints.Add(scope.Builder, operand, contribution);
            }
        }
    }

    /// <summary>Whether the primal value is known not to be zero, so that a singular rule needs no guard.</summary>
    private bool IsNonZero(Value primal) => new SignAnalysis(_index).Of(primal) is Signs.Positive or Signs.Negative;

    /// <summary>Whether an adjoint may flow through the operation or what its regions hold.</summary>
    private bool NeedsReverse(OperationSite site)
    {
        if (!_needsReverse.TryGetValue(site, out bool needs))
        {
            Operation operation = site.Operation;
            needs = site.Regions.Count > 0
                ? operation.Results.Any(_activity.IsActive) || site.Regions.Any(region => region.Operations.Any(NeedsReverse))
                : operation.Code is not (OpCode.Note or OpCode.Throw or OpCode.Opaque or OpCode.Stop or OpCode.Alloc or OpCode.NewTape)
                    && (operation.Results.Any(result => _activity.IsActive(result) && !result.Type.IsReference)
                        || _summaries.WrittenOperands(operation).Any(_activity.IsActive)
                        || (operation.Code == OpCode.Call && operation.Operands.Any(_activity.IsActive)));
            _needsReverse[site] = needs;
        }

        return needs;
    }
}
