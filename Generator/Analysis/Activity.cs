using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>
/// Which values of a function are active: varied (they depend on a differentiated parameter) and useful (a differentiated
/// result depends on them). Memory is judged by class. Hascoët and Pascual, "The Tapenade AD tool", ACM TOMS 39(3), 2013.
/// </summary>
internal sealed class Activity
{
    private readonly FunctionIndex _index;
    private readonly CallSummaries _summaries;
    private readonly HashSet<int> _varied = [];
    private readonly HashSet<int> _useful = [];
    private readonly HashSet<int> _variedClasses = [];
    private readonly HashSet<int> _usefulClasses = [];

    /// <param name="index">The function.</param>
    /// <param name="summaries">Summaries of its module.</param>
    /// <param name="classes">Its memory classes.</param>
    /// <param name="activeParameters">Whether each parameter is differentiated.</param>
    public Activity(FunctionIndex index, CallSummaries summaries, MemoryClasses classes, IReadOnlyList<bool> activeParameters)
    {
        _index = index;
        _summaries = summaries;
        Classes = classes;
        for (int i = 0; i < activeParameters.Count; i++)
        {
            if (activeParameters[i])
            {
                SetVaried(index.Function.Parameters[i]);
            }
        }

        while (index.Operations.Aggregate(false, (changed, site) => Vary(site.Operation) | changed))
        {
        }

        foreach (Value result in index.Function.Results)
        {
            SetUseful(result);
        }

        // What a parameter's memory holds when the function ends is a result too.
        foreach (Value parameter in index.Function.Parameters.Where(parameter => parameter.Type.IsReference))
        {
            SetUseful(parameter);
        }

        while (index.Operations.Reverse().Aggregate(false, (changed, site) => Use(site.Operation) | changed))
        {
        }
    }

    public MemoryClasses Classes { get; }

    /// <summary>Whether a derivative may flow through <paramref name="value"/>.</summary>
    public bool IsActive(Value value) => value.Type.IsReference
        ? value.Type.RefersToFloating && _variedClasses.Contains(Classes.Of(value)) && _usefulClasses.Contains(Classes.Of(value))
        : value.Type.IsFloating && _varied.Contains(value.Id) && _useful.Contains(value.Id);

    /// <summary>Whether <paramref name="value"/> depends on a differentiated parameter.</summary>
    public bool IsVaried(Value value) => value.Type.IsReference
        ? value.Type.RefersToFloating && _variedClasses.Contains(Classes.Of(value))
        : value.Type.IsFloating && _varied.Contains(value.Id);

    private bool SetVaried(Value value)
    {
        if (value.Type.IsReference)
        {
            return value.Type.RefersToFloating && _variedClasses.Add(Classes.Of(value));
        }

        return value.Type.IsFloating && _varied.Add(value.Id);
    }

    private bool SetUseful(Value value)
    {
        if (value.Type.IsReference)
        {
            return value.Type.RefersToFloating && _usefulClasses.Add(Classes.Of(value));
        }

        return value.Type.IsFloating && _useful.Add(value.Id);
    }

    private bool IsUseful(Value value) => value.Type.IsReference
        ? _usefulClasses.Contains(Classes.Of(value))
        : _useful.Contains(value.Id);

    private bool Vary(Operation operation)
    {
        bool changed = false;
        switch (operation.Code)
        {
            case OpCode.Stop or OpCode.Opaque:
                return false;
            case OpCode.Follow:
                return Flow(operation.Operands[1], operation.Result);
            case OpCode.If:
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    changed |= Flow(operation.Regions[0].Yields[i], operation.Results[i]);
                    changed |= Flow(operation.Regions[1].Yields[i], operation.Results[i]);
                }

                return changed;
            case OpCode.For or OpCode.While:
                foreach ((Value from, Value to) in LoopEdges(operation))
                {
                    changed |= Flow(from, to);
                }

                return changed;
        }

        if (!operation.Operands.Any(IsVaried))
        {
            return false;
        }

        foreach (Value written in _summaries.WrittenOperands(operation))
        {
            changed |= SetVaried(written);
        }

        foreach (Value result in operation.Results)
        {
            changed |= SetVaried(result);
        }

        return changed;
    }

    private bool Use(Operation operation)
    {
        bool changed = false;
        switch (operation.Code)
        {
            case OpCode.Stop or OpCode.Opaque:
                return false;
            case OpCode.Follow:
                return FlowBack(operation.Operands[1], operation.Result);
            case OpCode.If:
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    changed |= FlowBack(operation.Regions[0].Yields[i], operation.Results[i]);
                    changed |= FlowBack(operation.Regions[1].Yields[i], operation.Results[i]);
                }

                return changed;
            case OpCode.For or OpCode.While:
                foreach ((Value from, Value to) in LoopEdges(operation))
                {
                    changed |= FlowBack(from, to);
                }

                return changed;
        }

        if (operation.Results.Any(IsUseful) || _summaries.WrittenOperands(operation).Any(IsUseful))
        {
            foreach (Value operand in operation.Operands)
            {
                changed |= SetUseful(operand);
            }
        }

        return changed;
    }

    private bool Flow(Value from, Value to) => IsVaried(from) && SetVaried(to);

    private bool FlowBack(Value from, Value to) => IsUseful(to) && SetUseful(from);

    /// <summary>The moves that a loop makes between its initial, carried, yielded and final values.</summary>
    private static IEnumerable<(Value From, Value To)> LoopEdges(Operation loop)
    {
        bool counted = loop.Code == OpCode.For;
        int skipOperands = counted ? 2 : 0;
        int skipParameters = counted ? 1 : 0;
        Block body = loop.Regions[loop.Regions.Count - 1];
        for (int i = 0; i < loop.Results.Count; i++)
        {
            Value initial = loop.Operands[i + skipOperands];
            Value parameter = body.Parameters[i + skipParameters];
            yield return (initial, parameter);
            yield return (initial, loop.Results[i]);
            yield return (body.Yields[i], parameter);
            yield return (body.Yields[i], loop.Results[i]);
            if (!counted)
            {
                yield return (initial, loop.Regions[0].Parameters[i]);
            }
        }
    }
}
