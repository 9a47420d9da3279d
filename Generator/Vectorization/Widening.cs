using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>Writes some turns of a loop, as many as a vector has lanes, as one piece of straight code.</summary>
/// <remarks>
/// Both arms of an <c>if</c> are computed and chosen from; a store in an arm writes back what was there where the arm is not taken. Masks know
/// the width of what was compared, since a mask of floats and one of doubles differ; one is turned into the other by way of numbers.
/// </remarks>
internal sealed partial class Widening
{
    private readonly VectorPlan _plan;
    private readonly int _lanes;
    private readonly BlockBuilder _before;
    private readonly Func<Value, Value> _scalar;
    private readonly Func<LoopAccess, Value?> _offset;
    private readonly Dictionary<Operation, LoopAccess> _accesses;
    private readonly Dictionary<int, Value> _splats = [];

    // Of the piece that is being written.
    private BlockBuilder _body;
    private Value _index;
    private Dictionary<int, Value> _values = [];
    private Dictionary<LoopAccess, Value> _sums = [];
    private readonly Dictionary<int, int> _maskBytes = [];

    /// <param name="plan">The loop.</param>
    /// <param name="lanes">Turns done at once.</param>
    /// <param name="before">Where values that do not change are spread over the lanes, once.</param>
    /// <param name="scalar">The helper's value for one that is the same in every turn.</param>
    /// <param name="offset">What an access adds to the index, if anything.</param>
    public Widening(VectorPlan plan, int lanes, BlockBuilder before, Func<Value, Value> scalar, Func<LoopAccess, Value?> offset)
    {
        _plan = plan;
        _lanes = lanes;
        _before = before;
        _scalar = scalar;
        _offset = offset;
        _accesses = plan.Accesses.ToDictionary(access => access.Operation, Optimization.OperationIdentity.Comparer);
        _body = before;
        _index = plan.Index;
    }

    /// <summary>Writes the turns from <paramref name="index"/> on; takes and gives the carried vectors, then the sums that end in memory.</summary>
    public Value[] Write(BlockBuilder body, Value index, Value[] accumulators)
    {
        _body = body;
        _index = index;
        _values = [];
        _sums = [];
        int carried = _plan.Body.Yields.Count;
        for (int i = 0; i < carried; i++)
        {
            _values[_plan.Body.Parameters[i + 1].Id] = accumulators[i];
        }

        LoopAccess[] sums = _plan.MemorySums.ToArray();
        for (int i = 0; i < sums.Length; i++)
        {
            _sums[sums[i]] = accumulators[carried + i];
        }

        Write(_plan.Body, null);
        return _plan.Body.Yields.Select(Lanes).Concat(sums.Select(sum => _sums[sum])).ToArray();
    }

    private VectorType Vector(IrType scalar) => new(((ScalarType)scalar).Kind, _lanes);

    private void Write(Block block, Value? mask)
    {
        foreach (Operation operation in block.Operations)
        {
            _body.Source = operation.Source ?? _body.Source;
            Write(operation, mask);
        }
    }

    private void Write(Operation operation, Value? mask)
    {
        switch (operation.Code)
        {
            case OpCode.Store or OpCode.Accumulate:
                WriteAccess(_accesses[operation], mask);
                return;
            case OpCode.If:
                WriteIf(operation, mask);
                return;
        }

        if (operation.Results.Count == 1 && _plan.Needed.Contains(operation.Result.Id))
        {
            _values[operation.Result.Id] = operation.Code == OpCode.Load ? Load(_accesses[operation]) : Compute(operation);
        }
    }

    private void WriteIf(Operation operation, Value? mask)
    {
        bool[] writes = operation.Regions.Select(Writes).ToArray();
        bool needed = writes.Any(arm => arm) || operation.Results.Any(result => _plan.Needed.Contains(result.Id));
        if (!needed)
        {
            return;
        }

        Value condition = Lanes(operation.Operands[0]);
        Write(operation.Regions[0], writes[0] ? Both(mask, condition) : null);
        Write(operation.Regions[1], writes[1] ? Both(mask, Mask(OpCode.Not, condition)) : null);
        for (int i = 0; i < operation.Results.Count; i++)
        {
            if (_plan.Needed.Contains(operation.Results[i].Id))
            {
                Value whenTrue = Lanes(operation.Regions[0].Yields[i]);
                _values[operation.Results[i].Id] = Choose(condition, whenTrue, Lanes(operation.Regions[1].Yields[i]), operation.Results[i].Name);
            }
        }
    }

    private static bool Writes(Block block) =>
        MemoryEffects.All(block).Any(operation => operation.Code is OpCode.Store or OpCode.Accumulate);

    private Value Load(LoopAccess access) => _body.Emit(
        OpCode.VectorLoad, new VectorType(access.Element, _lanes), [_scalar(access.Memory), .. Place(access)], access.Operation.Code == OpCode.Load ? access.Operation.Result.Name : null);

    private void WriteAccess(LoopAccess access, Value? mask)
    {
        Value value = Lanes(access.Operation.Operands[1]);
        if (!access.IsContiguous)
        {
            Value sum = Add(_sums[access], access.Operation.Operands[1], value);
            _sums[access] = mask is null ? sum : Choose(mask, sum, _sums[access]);
            return;
        }

        if (access.Accumulates || mask is not null)
        {
            Value old = Load(access);
            value = access.Accumulates ? Add(old, access.Operation.Operands[1], value) : value;
            value = mask is null ? value : Choose(mask, value, old);
        }

        _body.Do(OpCode.VectorStore, [_scalar(access.Memory), value, .. Place(access)]);
    }

    // The indices of an access: fixed ones, and the index with its offset.
    private IEnumerable<Value> Place(LoopAccess access)
    {
        Value last = _offset(access) is { } offset ? _body.Binary(OpCode.Add, _index, offset) : _index;
        Value[] operands = access.IndexOperands.ToArray();
        return operands.Take(operands.Length - 1).Select(_scalar).Append(last);
    }

    /// <summary>The vector of a value: computed in this piece, the index and those after it, or one value spread.</summary>
    private Value Lanes(Value value)
    {
        if (_values.TryGetValue(value.Id, out Value? lanes))
        {
            return lanes;
        }

        if (value.Id == _plan.Index.Id)
        {
            return _values[value.Id] = _body.Emit(OpCode.Iota, Vector(value.Type), [_index]);
        }

        if (!_splats.TryGetValue(value.Id, out lanes))
        {
            _splats[value.Id] = lanes = LaneTypes.IsMask(value.Type) ? SpreadMask(_scalar(value)) : Spread(_before, _scalar(value));
        }

        return lanes;
    }

    private Value Spread(BlockBuilder builder, Value scalar) => builder.Emit(OpCode.Splat, Vector(scalar.Type), [scalar], scalar.Name);

    private Value SpreadMask(Value condition)
    {
        int bytes = _plan.Widest == 8 ? 8 : 4;
        Value mask = _before.Emit(OpCode.Splat, Vector(condition.Type), [condition], "mask", number: bytes);
        _maskBytes[mask.Id] = bytes;
        return mask;
    }

    private Value Both(Value? outer, Value inner) => outer is null ? inner : Mask(OpCode.And, outer, inner);

    private Value Mask(OpCode code, Value first, Value? second = null)
    {
        Value[] operands = second is null ? [first] : [first, AsMaskOf(second, _maskBytes[first.Id])];
        Value mask = _body.Emit(code, first.Type, operands);
        _maskBytes[mask.Id] = _maskBytes[first.Id];
        return mask;
    }

    /// <summary>A mask for lanes of <paramref name="bytes"/> bytes.</summary>
    private Value AsMaskOf(Value mask, int bytes)
    {
        if (_maskBytes[mask.Id] == bytes)
        {
            return mask;
        }

        (ScalarKind own, ScalarKind wanted) = bytes == 8 ? (ScalarKind.F32, ScalarKind.F64) : (ScalarKind.F64, ScalarKind.F32);
        VectorType from = new(own, _lanes), to = new(wanted, _lanes);
        Value number = _body.Select(mask, _body.Floating(from, 1), _body.Floating(from, 0));
        Value result = _body.Compare(OpCode.NotEqual, _body.Emit(OpCode.Convert, to, [number]), _body.Floating(to, 0));
        _maskBytes[result.Id] = bytes;
        return result;
    }

    private Value Choose(Value condition, Value whenTrue, Value whenFalse, string? name = null)
    {
        if (!LaneTypes.IsMask(whenTrue.Type))
        {
            return _body.Select(AsMaskOf(condition, LaneTypes.Bytes(whenTrue.Type)), whenTrue, whenFalse, name);
        }

        Value one = Mask(OpCode.And, condition, whenTrue);
        return Mask(OpCode.Or, one, Mask(OpCode.And, Mask(OpCode.Not, condition), whenFalse));
    }
}
