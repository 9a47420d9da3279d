using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Walks a function in order and writes it anew: the frame of most passes.</summary>
/// <remarks>
/// A pass overrides <see cref="Visit"/>. It sees each operation with its operands already replaced, and emits it, something else, or
/// nothing but a replacement for its results. Values keep their numbers unless the pass makes new ones.
/// </remarks>
internal abstract class Rewriter
{
    private readonly Dictionary<int, Value> _replacements = [];
    private readonly Dictionary<int, Operation> _definitions = [];
    private List<Operation> _output = [];
    private int _nextId;

    protected Function Function { get; private set; } = null!;

    /// <summary>The statement of the operation that is being visited, given to the operations that replace it.</summary>
    protected SourceLine? Source { get; private set; }

    /// <summary>The operations emitted so far in the block that is being written.</summary>
    protected IReadOnlyList<Operation> Output => _output;

    protected Function Rewrite(Function function)
    {
        Function = function;
        _nextId = function.NextId();
        return function with { Body = RewriteBlock(function.Body) };
    }

    protected virtual void Visit(Operation operation) => Append(RewriteRegions(operation));

    /// <summary>Writes a block anew, in a list of its own.</summary>
    protected virtual Block RewriteBlock(Block block)
    {
        List<Operation> outer = _output;
        _output = [];
        VisitOperations(block);
        Block result = new(block.Parameters, new(_output), Current(block.Yields));
        _output = outer;
        return result;
    }

    /// <summary>Writes the operations of a block into the block that is being written.</summary>
    protected void VisitOperations(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            SourceLine? outer = Source;
            Source = operation.Source ?? outer;
            Visit(WithCurrentOperands(operation));
            Source = outer;
        }
    }

    protected Operation RewriteRegions(Operation operation) => operation.Regions.Count == 0
        ? operation
        : operation with { Regions = new(operation.Regions.Select(RewriteBlock)) };

    /// <summary>Writes operations with <paramref name="write"/> into a list of their own.</summary>
    protected EquatableArray<Operation> Collect(Action write)
    {
        List<Operation> outer = _output;
        _output = [];
        write();
        EquatableArray<Operation> result = new(_output);
        _output = outer;
        return result;
    }

    protected void Append(Operation operation)
    {
        _output.Add(operation);
        foreach (Value result in operation.Results)
        {
            _definitions[result.Id] = operation;
        }
    }

    protected Value Emit(OpCode code, IrType type, Value[] operands, OpFlags flags = OpFlags.None, string? symbol = null,
        int number = 0, string? name = null)
    {
        Value result = NewValue(type, name);
        Append(new Operation(code, new(operands), new([result]))
        {
            Flags = flags,
            Symbol = symbol,
            Number = number,
            Source = Source,
        });
        return result;
    }

    protected Value Constant(Literal literal)
    {
        Value result = NewValue(new ScalarType(literal.Kind));
        Append(new Operation(OpCode.Const, default, new([result])) { Literal = literal, Source = Source });
        return result;
    }

    protected Value NewValue(IrType type, string? name = null) => new(_nextId++, type, name);

    /// <summary>From here on <paramref name="value"/> stands for <paramref name="old"/>.</summary>
    protected void Replace(Value old, Value value)
    {
        if (old.Id != value.Id)
        {
            _replacements[old.Id] = value;
        }
    }

    /// <summary>What stands for a value now.</summary>
    protected Value Current(Value value)
    {
        while (_replacements.TryGetValue(value.Id, out Value? next))
        {
            value = next;
        }

        return value;
    }

    protected EquatableArray<Value> Current(EquatableArray<Value> values)
    {
        foreach (Value value in values)
        {
            if (_replacements.ContainsKey(value.Id))
            {
                return new(values.Select(Current));
            }
        }

        return values;
    }

    /// <summary>The operation, already emitted, that has <paramref name="value"/> among its results; none for parameters.</summary>
    protected Operation? Definition(Value value) => _definitions.TryGetValue(value.Id, out Operation? operation) ? operation : null;

    protected Literal? LiteralOf(Value value) => Definition(value) is { Code: OpCode.Const, Literal: { } literal } ? literal : null;

    private Operation WithCurrentOperands(Operation operation)
    {
        EquatableArray<Value> operands = Current(operation.Operands);
        return operands.Equals(operation.Operands) ? operation : operation with { Operands = operands };
    }
}
