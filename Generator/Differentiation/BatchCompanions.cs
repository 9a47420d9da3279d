using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Values and gradients at many points: a loop over the points around the function and its adjoint. What is inlined into that loop
/// and has no loop of its own, the vectoriser makes lanes of.
/// </summary>
internal sealed class BatchCompanions
{
    private readonly Function _primal;
    private readonly DifferentiationRequest _request;
    private readonly EquatableArray<bool> _points;
    private readonly BlockBuilder _builder;
    private readonly Value[] _parameters;
    private readonly Value _values;

    private BatchCompanions(Module module, DifferentiationRequest request, EquatableArray<bool> points, int nextId)
    {
        _primal = module.Find(request.Function)!;
        _request = request;
        _points = points;
        _builder = new BlockBuilder(nextId);
        _parameters = _primal.Parameters.Select((parameter, i) => points[i] ? _builder.Parameter(MemoryType.ReadOnlySpan(parameter.Type), parameter.Name) : Own(parameter)).ToArray();
        _values = _builder.Parameter(MemoryType.Span(_primal.Results[0].Type), "values");
    }

    /// <summary>Adds <c>f:batch</c> and <c>f:gradientBatch</c>.</summary>
    /// <param name="module">The module with the function.</param>
    /// <param name="request">What is differentiated.</param>
    /// <param name="points">For each parameter of the function whether each point has its own.</param>
    public static Module Add(Module module, DifferentiationRequest request, EquatableArray<bool> points)
    {
        Function primal = module.Find(request.Function)!;
        CallSummaries summaries = new(module);
        for (int i = 0; i < primal.Parameters.Count; i++)
        {
            if (request.Active[i] && primal.Parameters[i].Type.IsReference && summaries.Writes(primal.Name, i))
            {
                throw new ObstacleException(primal.Name, null, $"it writes into '{primal.Parameters[i].Name}', which all points of a batch share", "write to a local, or mark the parameter [NoDerivative] if it is scratch");
            }
        }

        Module reversed = ReverseMode.Gradient(module, request with { Adds = true });
        Function adjoint = reversed.Find(FunctionNames.Adjoint(request.Function))!;
        return reversed
            .With(new BatchCompanions(module, request, points, primal.NextId()).Values())
            .With(new BatchCompanions(module, request, points, Math.Max(primal.NextId(), adjoint.NextId())).Gradients(adjoint));
    }

    private Value Own(Value parameter)
    {
        _builder.AddParameter(parameter);
        return parameter;
    }

    private Function Values()
    {
        Loop([], (inner, index, _) =>
        {
            Value[] results = inner.Call(_primal.Name, Arguments(inner, index), _primal.Results.Select(result => result.Type).ToArray());
            Put(inner, _values, results[0], index);
            return [];
        });
        return SettledNames.Run(new Function(FunctionNames.Batch(_primal.Name), _builder.Build()) { Unaliased = new([_parameters.Length]) });
    }

    private Function Gradients(Function adjoint)
    {
        Dictionary<int, Value> destinations = [];
        foreach (int i in Enumerable.Range(0, _parameters.Length).Where(i => _request.Active[i]))
        {
            IrType type = _primal.Parameters[i].Type;
            if (type.IsReference)
            {
                // Destinations of the adjoint follow its other parameters in the same order.
                int position = _parameters.Length + Enumerable.Range(0, i).Count(k => _request.Active[k] && _primal.Parameters[k].Type.IsReference);
                destinations[i] = Own(adjoint.Parameters[position]);
                MemoryLoops.Clear(_builder, destinations[i]);
            }
            else if (_points[i])
            {
                destinations[i] = _builder.Parameter(MemoryType.Span(type), AdjointMap.NameOf(_primal.Parameters[i]));
            }
        }

        int[] scalars = [.. Enumerable.Range(0, _parameters.Length).Where(i => _request.Active[i] && !_primal.Parameters[i].Type.IsReference)];
        Value[] zeros = [.. scalars.Where(i => !_points[i]).Select(i => _builder.Floating(_primal.Parameters[i].Type, 0))];
        Value[] sums = Loop(zeros, (inner, index, carried) =>
        {
            Value[] shared = [.. destinations.Where(pair => _primal.Parameters[pair.Key].Type.IsReference).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
            Value[] results = inner.Call(adjoint.Name, [.. Arguments(inner, index), .. shared], adjoint.Results.Select(result => result.Type).ToArray());
            Put(inner, _values, results[0], index);
            List<Value> next = [];
            for (int k = 0; k < scalars.Length; k++)
            {
                Value derivative = results[_primal.Results.Count + k];
                if (_points[scalars[k]])
                {
                    Put(inner, destinations[scalars[k]], derivative, index);
                }
                else
                {
                    next.Add(inner.Binary(OpCode.Add, carried[next.Count], derivative, flags: OpFlags.Adjoint));
                }
            }

            return [.. next];
        });
        IEnumerable<int> unaliased = adjoint.Unaliased.Where(i => i < _parameters.Length && !_points[i])
            .Concat(Enumerable.Range(_parameters.Length, 1 + destinations.Count));
        return SettledNames.Run(new Function(FunctionNames.GradientBatch(_primal.Name), _builder.Build(sums)) { Unaliased = new(unaliased) });
    }

    // Companions check that all spans of points are of one length.
    private Value[] Arguments(BlockBuilder builder, Value index) => _parameters
        .Select((parameter, i) => _points[i] ? builder.Emit(OpCode.Load, _primal.Parameters[i].Type, [parameter, index], _primal.Parameters[i].Name, flags: OpFlags.Safe) : parameter)
        .ToArray();

    private static void Put(BlockBuilder builder, Value memory, Value value, Value index) => builder.Do(OpCode.Store, [memory, value, index], OpFlags.Safe);

    private Value[] Loop(Value[] initial, Func<BlockBuilder, Value, Value[], Value[]> body)
    {
        Value count = _builder.Emit(OpCode.Length, IrType.I32, [_values]);
        BlockBuilder inner = _builder.Nested();
        Value index = inner.Parameter(IrType.I32, "k");
        Value[] carried = initial.Select(value => inner.Parameter(value.Type)).ToArray();
        Value[] yields = body(inner, index, carried);
        return _builder.For(_builder.Const(0), count, 1, initial, inner.Build(yields));
    }
}
