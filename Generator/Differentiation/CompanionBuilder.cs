using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>Puts the two sweeps of a function together into the IR of a companion.</summary>
internal sealed class CompanionBuilder
{
    private readonly CallSummaries _summaries;
    private readonly RuleSet _rules;
    private readonly SplitFunctions _split;
    private readonly DifferentiationRequest _request;
    private readonly bool _isGradient;
    private readonly FunctionIndex _index;
    private readonly MemoryClasses _classes;
    private readonly Activity _activity;
    private readonly Stability _stability;
    private readonly BlockBuilder _builder;

    public CompanionBuilder(CallSummaries summaries, RuleSet rules, SplitFunctions split, DifferentiationRequest request, bool isGradient)
    {
        _summaries = summaries;
        _rules = rules;
        _split = split;
        _request = request;
        _isGradient = isGradient;
        _index = new FunctionIndex(summaries.Module.Find(request.Function)
            ?? throw new ArgumentException($"there is no function '{request.Function}'", nameof(request)));
        _classes = new MemoryClasses(_index, summaries);
        _activity = new Activity(_index, summaries, _classes, request.Active);
        _stability = new Stability(_index, _classes, summaries, _ => true);
        _builder = new BlockBuilder(_index.Function.NextId());
    }

    public Function Build()
    {
        Function function = _index.Function;
        foreach (Value parameter in function.Parameters)
        {
            _builder.AddParameter(parameter);
        }

        Value?[] seeds = _isGradient ? new Value?[function.Results.Count] : function.Results.Select(Cotangent).ToArray();
        Value?[] destinations = function.Parameters.Select(Destination).ToArray();
        bool accumulates = _isGradient && !_request.Adds && destinations.Any(destination => destination is not null);
        Value? accumulate = accumulates ? _builder.Parameter(IrType.Bool, "accumulate") : null;

        CheckParameters();
        Value?[] planned = function.Results.Select((result, i) => seeds[i] ?? (IsSeeded(i) ? result : null)).ToArray();
        HashSet<OperationSite> storedLoops = StoredLoops.Of(_index, stored => Planned(stored, planned, destinations));
        ReverseSweep sweep = Planned(storedLoops, planned, destinations);
        _builder.Do(OpCode.Note, [], symbol: "Forward.");
        SweepStorage storage = sweep.Forward(_builder);
        _builder.Source = null;
        _builder.Do(OpCode.Note, [], symbol: (sweep.IsMergedSomewhere ? "The loop of the sum and its reverse in one. " : "") + BackwardNote(function));
        for (int i = 0; i < seeds.Length; i++)
        {
            seeds[i] ??= IsSeeded(i) ? _builder.Floating(function.Results[i].Type, 1) : null;
        }

        List<(Value Destination, Value Shadow)> added = SetShadows(sweep, destinations, accumulate);
        Value?[] adjoints = sweep.Reverse(_builder, seeds, storage);
        foreach ((Value destination, Value shadow) in added)
        {
            MemoryLoops.Add(_builder, destination, shadow);
        }

        IEnumerable<Value> byValue = function.Parameters
            .Select((parameter, i) => (parameter, adjoint: adjoints[i], active: _request.Active[i]))
            .Where(item => item.active && !item.parameter.Type.IsReference)
            .Select(item => item.adjoint ?? _builder.Floating(item.parameter.Type, 0));
        Value[] results = [.. function.Results.Skip(_isGradient ? 0 : function.Results.Count - _request.Outputs), .. byValue];
        string name = !_isGradient ? FunctionNames.Vjp(function.Name)
            : _request.Adds ? FunctionNames.Adjoint(function.Name) : FunctionNames.Gradient(function.Name);
        return SettledNames.Run(new Function(name, _builder.Build(results)) { Unaliased = Unaliased(destinations) });
    }

    /// <summary>
    /// Memory that comes in may be written, but not made anew: a destination that belongs to the caller cannot follow rows that
    /// change places, and a container that is written would need a second one for the cotangents on the way.
    /// </summary>
    private void CheckParameters()
    {
        foreach (Value parameter in _index.Function.Parameters.Where(parameter => parameter.Type.IsReference && _activity.IsActive(parameter)))
        {
            bool holdsReferences = parameter.Type is ObjectType or MemoryType { Element.IsReference: true };
            if (holdsReferences && _stability.HoldsStoredReferences(parameter))
            {
                throw Obstacle(_stability.ReferenceWrites(parameter)[0], "it puts another array into memory that the caller passed", "copy the elements");
            }

            if (parameter.Type is ObjectType or MemoryType { Element: ObjectType } && (_isGradient || !_request.Active[_index.Function.Parameters.ToList().IndexOf(parameter)]) && IsWritten(parameter))
            {
                throw Obstacle(_stability.Writes(parameter)[0], "it writes into a parameter container that is differentiated", "write to a local or a span, or mark the member [NoDerivative] if no derivative goes through it");
            }
        }
    }

    private ObstacleException Obstacle(OperationSite site, string why, string instead) =>
        new(_index.Function.Name, site.Operation.Source, why, instead);

    /// <summary>The sweeps with their storage planned.</summary>
    private ReverseSweep Planned(HashSet<OperationSite> storedLoops, Value?[] seeds, Value?[] destinations)
    {
        Stability stability = new(_index, _classes, _summaries, _ => true);
        ReverseSweep sweep = new(_index, _activity, stability, _summaries, _rules, _split, null, storedLoops);
        for (int i = 0; i < destinations.Length; i++)
        {
            Value parameter = _index.Function.Parameters[i];
            if (_activity.IsActive(parameter) && parameter.Type.IsReference)
            {
                sweep.SetShadow(parameter, destinations[i] ?? parameter);
            }
        }

        sweep.Plan(seeds);
        return sweep;
    }

    // A gradient is that of the returned value; what out parameters receive is no part of it.
    private bool IsSeeded(int result) =>
        _isGradient && result < _index.Function.Results.Count - _request.Outputs && _index.Function.Results[result].Type.IsFloating;

    private string BackwardNote(Function function)
    {
        if (!_isGradient)
        {
            return "Backward, from cotangent.";
        }

        string name = function.Name.Split('(')[0];
        return $"Backward, from d{name.Substring(name.LastIndexOf('.') + 1)} = 1.";
    }

    private Value? Cotangent(Value result) =>
        result.Type.IsFloating ? _builder.Parameter(result.Type, "cotangent")
        : result.Type.IsReference && result.Type.RefersToFloating ? _builder.Parameter(ShadowTypes.Of(result.Type), "cotangent")
        : null;

    private Value? Destination(Value parameter, int i) => _request.Active[i] && parameter.Type.IsReference
        ? _builder.Parameter(ShadowTypes.Of(parameter.Type), parameter.Name + (_isGradient ? "Gradient" : "Cotangent"))
        : null;

    /// <summary>
    /// Clears the destinations that are not added to, and gives every active reference its shadow. Memory that the function
    /// writes is differentiated in a shadow of its own, because a destination to be added to is no cotangent of the result.
    /// </summary>
    /// <returns>Destinations to which such a shadow is to be added at the end.</returns>
    private List<(Value Destination, Value Shadow)> SetShadows(ReverseSweep sweep, Value?[] destinations, Value? accumulate)
    {
        List<(Value, Value)> added = [];
        for (int i = 0; i < destinations.Length; i++)
        {
            Value parameter = _index.Function.Parameters[i];
            Value? destination = destinations[i];
            if (accumulate is not null && destination is not null)
            {
                BlockBuilder clear = _builder.Nested();
                MemoryLoops.Clear(clear, destination);
                _builder.If(accumulate, Block.Empty, clear.Build());
            }

            if (!parameter.Type.IsReference || !_activity.IsActive(parameter))
            {
                continue;
            }

            bool separate = destination is null || (_isGradient && IsWritten(parameter));
            Value shadow = separate ? MemoryLoops.ZerosLike(_builder, parameter, ShadowTypes.Of(parameter.Type)) : destination!;
            sweep.SetShadow(parameter, shadow);
            if (separate && destination is not null)
            {
                added.Add((destination, shadow));
            }
        }

        return added;
    }

    private bool IsWritten(Value parameter) => _index.Operations
        .SelectMany(site => _summaries.WrittenOperands(site.Operation))
        .Any(written => _classes.Of(written) == _classes.Of(parameter));

    /// <summary>The parameters that the guards of a companion find to overlap nothing: destinations and what may be written.</summary>
    private EquatableArray<int> Unaliased(Value?[] destinations)
    {
        int first = _index.Function.Parameters.Count + (_isGradient ? 0 : _index.Function.Results.Count(result => result.Type.IsFloating || result.Type.IsReference));
        IEnumerable<int> made = Enumerable.Range(0, destinations.Count(destination => destination is not null)).Select(i => first + i);
        IEnumerable<int> written = _index.Function.Parameters.Select((parameter, i) => (parameter, i))
            .Where(item => item.parameter.Type is MemoryType { Kind: not (MemoryKind.ReadOnlySpan or MemoryKind.Rows) } && IsWritten(item.parameter))
            .Select(item => item.i);
        return new(written.Concat(made));
    }
}
