using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Dense Jacobians and Hessians: loops over rows or columns around one product with a unit vector each. Every product runs on copies
/// of what the function writes; at the end the function runs once on its own arguments.
/// </summary>
internal sealed class DenseDerivatives
{
    private readonly Function _primal;
    private readonly DifferentiationRequest _request;
    private readonly BlockBuilder _builder;
    private readonly ScalarType _element;
    private readonly Value _matrix;
    private readonly bool[] _written;
    private readonly Dictionary<int, Value> _copies = [];
    private readonly List<DenseSlot> _columns = [];
    private readonly Value _width;

    private DenseDerivatives(Module module, DifferentiationRequest request, ScalarKind element, string name)
    {
        _primal = module.Find(request.Function)!;
        _request = request;
        _element = new ScalarType(element);
        CallSummaries summaries = new(module);
        if (summaries.RunsOnce(_primal.Name))
        {
            throw new ObstacleException(_primal.Name, null, $"it does something that must happen once, and a {name} runs it for each column", "move that out of the method");
        }

        _written = _primal.Parameters.Select((parameter, i) => parameter.Type.IsReference && summaries.Writes(_primal.Name, i)).ToArray();
        _builder = new BlockBuilder(_primal.NextId());
        foreach (Value parameter in _primal.Parameters)
        {
            _builder.AddParameter(parameter);
        }

        _matrix = _builder.Parameter(MemoryType.Span(_element), name);
        _width = _builder.Const(0);
        for (int i = 0; i < _primal.Parameters.Count; i++)
        {
            if (_written[i] && _primal.Parameters[i].Type is not MemoryType { Element: not ObjectType })
            {
                throw new ObstacleException(_primal.Name, null, $"it writes into '{_primal.Parameters[i].Name}', of which there is only one", "write to a span");
            }

            if (request.Active[i] && _primal.Parameters[i].Type is not MemoryType { Kind: MemoryKind.Span })
            {
                _width = Append(_columns, i, _primal.Parameters[i], _width);
            }
        }
    }

    /// <summary>Adds <c>f:hessian</c>, by products of the Hessian with unit vectors.</summary>
    public static Module Hessian(Module module, DifferentiationRequest request, ScalarKind element)
    {
        DenseDerivatives dense = new(module, request, element, "hessian");
        string name = FunctionNames.Hessian(request.Function);
        Module used = Renamed(ForwardMode.Hvp(module, request), module, FunctionNames.Hvp(request.Function), name + ":hvp");
        dense.MakeCopies();
        dense.WriteByProducts(used.Find(name + ":hvp")!);
        return used.With(dense.Finished(name));
    }

    /// <summary>Adds <c>f:jacobian</c>, by rows where these are not more than columns, else by columns.</summary>
    public static Module Jacobian(Module module, DifferentiationRequest request, ScalarKind element)
    {
        DenseDerivatives dense = new(module, request, element, "jacobian");
        string name = FunctionNames.Jacobian(request.Function);
        Module used = Renamed(ForwardMode.Jvp(module, request), module, FunctionNames.Jvp(request.Function), name + ":jvp");
        used = Renamed(ReverseMode.Vjp(used, request), used, FunctionNames.Vjp(request.Function), name + ":vjp");
        List<DenseSlot> rows = [];
        Value height = dense._builder.Const(0);
        int own = dense._primal.Results.Count - request.Outputs;
        for (int i = 0; i < own; i++)
        {
            height = dense._primal.Results[i].Type.IsFloating ? dense.Append(rows, i, dense._primal.Results[i], height) : height;
        }

        int spans = rows.Count;
        for (int i = 0; i < dense._primal.Parameters.Count; i++)
        {
            bool isRow = request.Active[i] && dense._primal.Parameters[i].Type is MemoryType { Kind: MemoryKind.Span };
            height = isRow ? dense.Append(rows, i, dense._primal.Parameters[i], height) : height;
        }

        dense.MakeCopies();
        BlockBuilder byRows = dense._builder.Nested(), byColumns = dense._builder.Nested();
        dense.WriteByRows(byRows, used.Find(name + ":vjp")!, rows, spans, height);
        dense.WriteByColumns(byColumns, used.Find(name + ":jvp")!, rows, spans);
        dense._builder.If(dense._builder.Compare(OpCode.LessEqual, height, dense._width), byRows.Build(), byColumns.Build());
        return used.With(dense.Finished(name));
    }

    // The companion itself stays as it was before, there or not.
    private static Module Renamed(Module module, Module before, string name, string renamed)
    {
        Function function = module.Find(name)! with { Name = renamed };
        Module without = module with { Functions = module.Functions.Where(item => item.Name != name).ToEquatableArray() };
        return (before.Find(name) is { } old ? without.With(old) : without).With(function);
    }

    private Value Append(List<DenseSlot> slots, int index, Value leaf, Value offset)
    {
        Value count = DenseMemory.Count(_builder, leaf);
        slots.Add(new DenseSlot(index, leaf, offset, count));
        return _builder.Binary(OpCode.Add, offset, count);
    }

    private void MakeCopies()
    {
        for (int i = 0; i < _written.Length; i++)
        {
            if (_written[i])
            {
                _copies[i] = DenseMemory.Zeros(_builder, _primal.Parameters[i], _primal.Parameters[i].Type);
            }
        }
    }

    private Function Finished(string name)
    {
        Value[] results = _request.Outputs > 0 || _written.Contains(true)
            ? _builder.Call(_primal.Name, _primal.Parameters.ToArray(), _primal.Results.Select(result => result.Type).ToArray())
            : [];
        IEnumerable<int> unaliased = Enumerable.Range(0, _written.Length).Where(i => _written[i]).Append(_primal.Parameters.Count);
        return SettledNames.Run(new Function(name, _builder.Build(results.Skip(results.Length - _request.Outputs).ToArray())) { Unaliased = new(unaliased) });
    }

    private void WriteByProducts(Function product)
    {
        Dictionary<int, Value> tangents = Shadows(_builder), products = Shadows(_builder);
        Loop(_builder, _width, (inner, column) =>
        {
            Value[] arguments = [.. Arguments(inner), .. Directions(inner, tangents, column), .. products.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
            Value[] results = Call(inner, product, arguments);
            Queue<Value> byValue = new(results.Skip(results.Length - ActiveScalars().Count()));
            Dictionary<int, Value> scalars = ActiveScalars().ToDictionary(i => i, _ => byValue.Dequeue());
            Value line = inner.Binary(OpCode.Mul, column, _width);
            foreach (DenseSlot slot in _columns)
            {
                Write(inner, scalars.TryGetValue(slot.Index, out Value? scalar) ? scalar : products[slot.Index], slot, position => inner.Binary(OpCode.Add, line, position));
            }
        });
    }

    private void WriteByColumns(BlockBuilder builder, Function product, List<DenseSlot> rows, int spans)
    {
        Dictionary<int, Value> tangents = Shadows(builder);
        int[] moving = Enumerable.Range(0, _primal.Results.Count).Where(i => Moves(_primal.Results[i])).ToArray();
        Loop(builder, _width, (inner, column) =>
        {
            Value[] results = Call(inner, product, [.. Arguments(inner), .. Directions(inner, tangents, column)]);
            for (int k = 0; k < rows.Count; k++)
            {
                Value moved = k < spans ? results[_primal.Results.Count + Array.IndexOf(moving, rows[k].Index)] : tangents[rows[k].Index];
                Write(inner, moved, rows[k], null, (deep, position) => deep.Binary(OpCode.Add, deep.Binary(OpCode.Mul, position, _width), column));
            }
        });
    }

    private void WriteByRows(BlockBuilder builder, Function product, List<DenseSlot> rows, int spans, Value height)
    {
        Dictionary<int, Value> accumulators = Shadows(builder);
        Loop(builder, height, (inner, row) =>
        {
            foreach (Value accumulator in accumulators.Values)
            {
                MemoryLoops.Clear(inner, accumulator);
            }

            List<Value> seeds = [];
            for (int i = 0; i < _primal.Results.Count; i++)
            {
                if (Moves(_primal.Results[i]))
                {
                    DenseSlot? slot = rows.Take(spans).FirstOrDefault(item => item.Index == i);
                    seeds.Add(slot is null ? inner.Floating(_primal.Results[i].Type, 0) : Unit(inner, slot, row));
                }
            }

            foreach (DenseSlot slot in rows.Skip(spans))
            {
                Mark(inner, accumulators[slot.Index], slot, row);
            }

            Value[] results = Call(inner, product, [.. Arguments(inner), .. seeds, .. accumulators.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
            Queue<Value> byValue = new(results.Skip(results.Length - ActiveScalars().Count()));
            Dictionary<int, Value> scalars = ActiveScalars().ToDictionary(i => i, _ => byValue.Dequeue());
            Value line = inner.Binary(OpCode.Mul, row, _width);
            foreach (DenseSlot slot in _columns)
            {
                Write(inner, scalars.TryGetValue(slot.Index, out Value? scalar) ? scalar : accumulators[slot.Index], slot, position => inner.Binary(OpCode.Add, line, position));
            }
        });
    }

    private static bool Moves(Value result) => result.Type.IsFloating || result.Type.RefersToFloating;

    private IEnumerable<int> ActiveScalars() => Enumerable.Range(0, _primal.Parameters.Count)
        .Where(i => _request.Active[i] && !_primal.Parameters[i].Type.IsReference);

    // Memory for the tangents or adjoints of every active reference.
    private Dictionary<int, Value> Shadows(BlockBuilder builder) => Enumerable.Range(0, _primal.Parameters.Count)
        .Where(i => _request.Active[i] && _primal.Parameters[i].Type.IsReference)
        .ToDictionary(i => i, i => DenseMemory.Zeros(builder, _primal.Parameters[i], ShadowTypes.Of(_primal.Parameters[i].Type)));

    private Value[] Arguments(BlockBuilder builder)
    {
        foreach (KeyValuePair<int, Value> copy in _copies)
        {
            DenseMemory.Copy(builder, _primal.Parameters[copy.Key], copy.Value);
        }

        return _primal.Parameters.Select((parameter, i) => _copies.TryGetValue(i, out Value? copy) ? copy : parameter).ToArray();
    }

    // The tangents of all active parameters: one at the given column, zero elsewhere.
    private Value[] Directions(BlockBuilder builder, Dictionary<int, Value> tangents, Value column)
    {
        List<Value> directions = [];
        for (int i = 0; i < _primal.Parameters.Count; i++)
        {
            DenseSlot? slot = _columns.FirstOrDefault(item => item.Index == i);
            if (tangents.TryGetValue(i, out Value? tangent))
            {
                MemoryLoops.Clear(builder, tangent);
                if (slot is not null)
                {
                    Mark(builder, tangent, slot, column);
                }

                IrType type = ShadowTypes.OfTangent(_primal.Parameters[i].Type);
                directions.Add(tangent.Type == type ? tangent : builder.Emit(OpCode.View, type, [tangent], tangent.Name));
            }
            else if (slot is not null)
            {
                directions.Add(Unit(builder, slot, column));
            }
        }

        return [.. directions];
    }

    private static Value Unit(BlockBuilder builder, DenseSlot slot, Value position) => builder.Select(
        builder.Compare(OpCode.Equal, position, slot.Offset), builder.Floating(slot.Leaf.Type, 1), builder.Floating(slot.Leaf.Type, 0));

    private static void Mark(BlockBuilder builder, Value memory, DenseSlot slot, Value position)
    {
        Value number = builder.Binary(OpCode.Sub, position, slot.Offset);
        Value isInside = builder.Binary(OpCode.And,
            builder.Compare(OpCode.GreaterEqual, number, builder.Const(0)), builder.Compare(OpCode.Less, number, slot.Count));
        BlockBuilder inner = builder.Nested();
        DenseMemory.Store(inner, memory, inner.Floating(ScalarOf(memory.Type), 1), number);
        builder.If(isInside, inner.Build(), Block.Empty);
    }

    private static IrType ScalarOf(IrType type) => type is MemoryType memory ? ScalarOf(memory.Element) : type;

    // Writes the elements of a slot; where their place is a matter of the slot's own offset alone, the offset is added once.
    private void Write(BlockBuilder builder, Value derivative, DenseSlot slot, Func<Value, Value>? start, Func<BlockBuilder, Value, Value>? place = null)
    {
        Value? first = start?.Invoke(slot.Offset);
        void Put(BlockBuilder inner, Value item, Value number)
        {
            Value position = place is null ? inner.Binary(OpCode.Add, first!, number) : place(inner, inner.Binary(OpCode.Add, slot.Offset, number));
            Value value = item.Type == _element ? item : inner.Emit(OpCode.Convert, _element, [item]);
            inner.Store(_matrix, value, position);
        }

        if (derivative.Type.IsReference)
        {
            DenseMemory.Visit(builder, derivative, Put);
        }
        else
        {
            Put(builder, derivative, builder.Const(0));
        }
    }

    private static void Loop(BlockBuilder builder, Value count, Action<BlockBuilder, Value> body)
    {
        BlockBuilder inner = builder.Nested();
        Value index = inner.Parameter(IrType.I32, "k");
        body(inner, index);
        builder.For(builder.Const(0), count, 1, [], inner.Build());
    }

    private static Value[] Call(BlockBuilder builder, Function function, Value[] arguments) =>
        builder.Call(function.Name, arguments, function.Results.Select(result => result.Type).ToArray());
}
