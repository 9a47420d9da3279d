using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Memory that a differentiated method reaches otherwise than through its parameters: static arrays, those of objects that are not followed. It has no
/// shadow, so what is written there may not depend on a differentiated parameter, by whatever name it is written: an element, a span, a reference, a
/// helper's parameter. Memory of <c>[NoDerivative]</c> members is meant to be constant: what is written there loses its derivative.
/// </summary>
internal sealed class OutsideMemory
{
    /// <summary>The part of the message that says why a value cannot be followed there.</summary>
    public const string Why = "the memory is outside of the method";

    private readonly List<(string Function, Value Value, bool IsConstant)> _values = [];

    public int Count => _values.Count;

    /// <summary>Notes from one on belong to another function from now on.</summary>
    public void Move(int first, string from, string to)
    {
        for (int i = first; i < _values.Count; i++)
        {
            _values[i] = _values[i].Function == from ? _values[i] with { Function = to } : _values[i];
        }
    }

    /// <summary>Notes what was read from outside.</summary>
    public void Add(string function, IEnumerable<Value> values, bool isConstant) =>
        _values.AddRange(values.Where(value => value.Type.RefersToFloating).Select(value => (function, value, isConstant)));

    /// <summary>Whether a value is itself memory in which derivatives are lost.</summary>
    public bool IsLost(string function, Value memory) =>
        _values.Any(outside => !outside.IsConstant && outside.Value.Id == memory.Id && outside.Function == function);

    /// <summary>The module with what is written to constant memory stopped.</summary>
    /// <param name="module">The module.</param>
    /// <param name="active">As for <see cref="Taint"/>.</param>
    /// <param name="report">Called for each write that would lose a derivative, with its function and the parameter that the value depends on.</param>
    public Module Stop(Module module, IReadOnlyList<string?> active, Action<string, Operation, string> report)
    {
        if (_values.Count == 0)
        {
            return module;
        }

        Taint values = new(module, active);
        Taint lost = Taint.OfReferences(module, _values.Where(outside => !outside.IsConstant).Select(outside => (outside.Function, outside.Value, (string?)Why)));
        Taint constant = Taint.OfReferences(module, _values.Where(outside => outside.IsConstant).Select(outside => (outside.Function, outside.Value, (string?)Why)));
        ConstantMemory always = new(module, _values.Where(outside => outside.IsConstant).Select(outside => (outside.Function, outside.Value.Id)));
        return module with
        {
            Functions = new(module.Functions.Select(function =>
            {
                int next = function.NextId();
                return function with { Body = Visit(function.Body) };

                Block Visit(Block block) => block with
                {
                    Operations = new(block.Operations.SelectMany(operation => operation.Regions.Count > 0
                        ? [operation with { Regions = new(operation.Regions.Select(Visit)) }]
                        : Write(operation))),
                };

                Operation[] Write(Operation operation)
                {
                    (Value? memory, Value? value) = operation.Code switch
                    {
                        OpCode.Store or OpCode.Accumulate or OpCode.Fill => (operation.Operands[0], operation.Operands[1]),
                        OpCode.Copy => (operation.Operands[1], operation.Operands[0]),
                        _ => (null, null),
                    };
                    if (memory is null || value is null || values.Origin(function.Name, value) is not { } origin)
                    {
                        return [operation];
                    }

                    bool stops = always.Contains(function.Name, memory) && value.Type.IsFloating;
                    if (!stops && (lost.Origin(function.Name, memory) ?? constant.Origin(function.Name, memory)) is not null)
                    {
                        report(function.Name, operation, origin);
                    }

                    if (!stops)
                    {
                        return [operation];
                    }

                    Value stopped = new(next++, value.Type, null);
                    return
                    [
                        new Operation(OpCode.Stop, new([value]), new([stopped])) { Source = operation.Source },
                        operation with { Operands = new(operation.Operands.Select((operand, i) => i == 1 ? stopped : operand)) },
                    ];
                }
            })),
        };
    }
}
