using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>Writes the operations of one block, in order. Builders of one function share the numbering of values.</summary>
public sealed class BlockBuilder
{
    private readonly List<Operation> _operations = [];
    private readonly List<Value> _parameters = [];
    private readonly Counter _counter;

    public BlockBuilder(int firstId = 0) => _counter = new Counter { Next = firstId };

    private BlockBuilder(Counter counter) => _counter = counter;

    private sealed class Counter
    {
        public int Next;
    }

    /// <summary>The statement that the operations written from here on belong to.</summary>
    public SourceLine? Source { get; set; }

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>A builder for a region of an operation of this block.</summary>
    public BlockBuilder Nested() => new(_counter) { Source = Source };

    public Value NewValue(IrType type, string? name = null) => new(_counter.Next++, type, name);

    public Value Parameter(IrType type, string? name = null)
    {
        Value value = NewValue(type, name);
        _parameters.Add(value);
        return value;
    }

    /// <summary>Makes an existing value a parameter, for transforms that keep the numbering.</summary>
    public void AddParameter(Value value) => _parameters.Add(value);

    /// <summary>Appends an operation as it stands.</summary>
    public void Append(Operation operation) => _operations.Add(operation);

    /// <summary>Appends an operation with one result of type <paramref name="type"/>.</summary>
    public Value Emit(OpCode code, IrType type, Value[] operands, string? name = null, OpFlags flags = OpFlags.None,
        string? symbol = null, int number = 0)
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

    /// <summary>Appends an operation without a result.</summary>
    public void Do(OpCode code, Value[] operands, OpFlags flags = OpFlags.None, string? symbol = null) =>
        Append(new Operation(code, new(operands), default) { Flags = flags, Symbol = symbol, Source = Source });

    /// <summary>
    /// Names a value that the last operation gave without a name, or memory allocated a moment ago and filled since; any other value
    /// stays as it is.
    /// </summary>
    public Value Named(Value value, string? name)
    {
        if (name is null || value.Name is not null || _operations.Count == 0)
        {
            return value;
        }

        int at = _operations.Count - 1;
        while (at > 0 && at > _operations.Count - 4 && _operations[at] is { Code: OpCode.Copy or OpCode.View })
        {
            at--;
        }

        Operation maker = _operations[at];
        bool isLast = at == _operations.Count - 1;
        if (maker.Code == OpCode.Const || maker.Results.Count != 1 || maker.Results[0].Id != value.Id || (!isLast && maker.Code != OpCode.Alloc))
        {
            return value;
        }

        // The same value may have been named a moment ago, as another member of the same tuple.
        if (maker.Results[0].Name is not null)
        {
            return maker.Results[0];
        }

        Value named = value with { Name = name };
        _operations[at] = maker with { Results = new([named]) };
        for (int i = at + 1; i < _operations.Count; i++)
        {
            _operations[i] = _operations[i] with { Operands = new(_operations[i].Operands.Select(operand => operand.Id == value.Id ? named : operand)) };
        }

        return named;
    }

    /// <summary>Repeats an operation of one result on other operands.</summary>
    public Value Repeat(Operation operation, Value[] operands, OpFlags flags)
    {
        Value result = NewValue(operation.Result.Type, operation.Result.Name);
        Append(operation with { Operands = new(operands), Results = new([result]), Flags = flags, Source = Source ?? operation.Source });
        return result;
    }

    public Value Const(Literal literal)
    {
        Value result = NewValue(new ScalarType(literal.Kind));
        Append(new Operation(OpCode.Const, default, new([result])) { Literal = literal, Source = Source });
        return result;
    }

    public Value Const(int value) => Const(Literal.Of(ScalarKind.I32, value));

    public Value Const(bool value) => Const(Literal.Of(value));

    /// <summary>The constant nearest to <paramref name="value"/> in a floating type, spread over the lanes of a vector or the elements of a tensor.</summary>
    public Value Floating(IrType type, double value) => type switch
    {
        ScalarType scalar => Const(Literal.OfFloating(scalar.Kind, value)),
        VectorType vector => Emit(OpCode.Splat, type, [Const(Literal.OfFloating(vector.Element, value))]),
        TensorType tensor => Emit(OpCode.Broadcast, type, [Const(Literal.OfFloating(tensor.Element, value))]),
        _ => throw new ArgumentException($"{type} is not a floating type", nameof(type)),
    };

    public Value Binary(OpCode code, Value left, Value right, string? name = null, OpFlags flags = OpFlags.None) =>
        Emit(code, left.Type, [left, right], name, flags);

    public Value Compare(OpCode code, Value left, Value right, string? name = null) =>
        Emit(code, ComparisonType(left.Type), [left, right], name);

    public Value Select(Value condition, Value whenTrue, Value whenFalse, string? name = null) =>
        Emit(OpCode.Select, whenTrue.Type, [condition, whenTrue, whenFalse], name);

    public Value Math(string function, params Value[] operands) =>
        Emit(OpCode.Elementary, Elementary.Find(function) is { IntegerResult: true } ? IrType.I32 : operands[0].Type, operands,
            symbol: function);

    public Value Load(Value memory, params Value[] indices) =>
        Emit(OpCode.Load, ((MemoryType)memory.Type).Element, [memory, .. indices]);

    public void Store(Value memory, Value value, params Value[] indices) => Do(OpCode.Store, [memory, value, .. indices]);

    public Value[] If(Value condition, Block whenTrue, Block whenFalse, params string?[] names)
    {
        Value[] results = whenTrue.Yields.Select((value, i) => NewValue(value.Type, i < names.Length ? names[i] : null)).ToArray();
        Append(new Operation(OpCode.If, new([condition]), new(results)) { Regions = new([whenTrue, whenFalse]), Source = Source });
        return results;
    }

    /// <summary>A counted loop: <paramref name="body"/> has the index and the carried values as parameters and yields the carried values.</summary>
    public Value[] For(Value from, Value to, int step, Value[] initial, Block body, LoopFacts? facts = null)
    {
        Value[] results = initial.Select((value, i) => NewValue(value.Type, body.Parameters[i + 1].Name)).ToArray();
        Append(new Operation(OpCode.For, new([from, to, .. initial]), new(results))
        {
            Number = step,
            Regions = new([body]),
            Facts = facts,
            Source = Source,
        });
        return results;
    }

    public Value[] While(Value[] initial, Block condition, Block body)
    {
        Value[] results = initial.Select((value, i) => NewValue(value.Type, body.Parameters[i].Name)).ToArray();
        Append(new Operation(OpCode.While, new(initial), new(results)) { Regions = new([condition, body]), Source = Source });
        return results;
    }

    public Value[] Call(string callee, Value[] arguments, IrType[] resultTypes)
    {
        Value[] results = resultTypes.Select(type => NewValue(type)).ToArray();
        Append(new Operation(OpCode.Call, new(arguments), new(results)) { Symbol = callee, Source = Source });
        return results;
    }

    /// <summary>The finished block.</summary>
    public Block Build(params Value[] yields) => new(new(_parameters), new(_operations), new(yields));

    /// <summary>The type of a comparison of two values of <paramref name="operand"/>'s type.</summary>
    public static IrType ComparisonType(IrType operand) => operand switch
    {
        VectorType vector => new VectorType(ScalarKind.Bool, vector.Lanes),
        TensorType tensor => new TensorType(ScalarKind.Bool, tensor.Dimensions),
        _ => IrType.Bool,
    };
}
