using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>The accumulators of a loop: what they start from, how two become one, and how a vector becomes a number.</summary>
internal sealed class Reductions
{
    private readonly CarriedKind[] _kinds;
    private readonly ScalarKind[] _elements;
    private readonly Value[] _initial;
    private readonly string?[] _names;

    /// <param name="plan">The loop.</param>
    /// <param name="initial">The carried values on entry.</param>
    public Reductions(VectorPlan plan, Value[] initial)
    {
        LoopAccess[] sums = plan.MemorySums.ToArray();
        _kinds = [.. plan.Carried, .. sums.Select(_ => CarriedKind.Sum)];
        _elements = [.. initial.Select(value => ((ScalarType)value.Type).Kind), .. sums.Select(sum => sum.Element)];
        _initial = initial;
        _names = [.. plan.Body.Parameters.Skip(1).Select(parameter => parameter.Name), .. sums.Select(sum => sum.Memory.Name)];
    }

    public int Count => _kinds.Length;

    public string? Name(int index) => _names[index];

    /// <summary>Vectors that change nothing when combined: 0, 1, or for a greatest or least value the one to start from.</summary>
    public Value[] Start(BlockBuilder builder, int lanes) => _kinds
        .Select((_, i) => builder.Emit(OpCode.Splat, new VectorType(_elements[i], lanes), [NeutralOf(builder, i)], Name(i)))
        .ToArray();

    /// <summary>Numbers that change nothing when combined.</summary>
    public Value[] Neutral(BlockBuilder builder) => _kinds.Select((kind, i) => NeutralOf(builder, i)).ToArray();

    public Value[] Parameters(BlockBuilder builder, int lanes) =>
        _elements.Select((element, i) => builder.Parameter(new VectorType(element, lanes), Name(i))).ToArray();

    /// <summary>Several sets of accumulators, one behind the other, as one set; added up in pairs.</summary>
    public Value[] Combine(BlockBuilder builder, Value[] accumulators)
    {
        while (accumulators.Length > Count)
        {
            int half = accumulators.Length / 2;
            accumulators = Enumerable.Range(0, half).Select(i => Combine(builder, i % Count, accumulators[i], accumulators[i + half])).ToArray();
        }

        return accumulators;
    }

    /// <summary>The lower half of each vector combined with the upper; of two lanes, a number.</summary>
    public Value[] Halve(BlockBuilder builder, Value[] accumulators, int lanes) => Reduce(builder, accumulators, i => new VectorType(_elements[i], lanes));

    /// <summary>Each vector as one number.</summary>
    public Value[] ToScalars(BlockBuilder builder, Value[] accumulators) => Reduce(builder, accumulators, i => new ScalarType(_elements[i]));

    /// <summary>The carried values that the numbers and the values on entry make.</summary>
    public Value[] Finish(BlockBuilder builder, Value[] totals) => _initial.Select((initial, i) => _kinds[i] switch
    {
        CarriedKind.Sum => builder.Binary(OpCode.Add, initial, totals[i], Name(i)),
        CarriedKind.Product => builder.Binary(OpCode.Mul, initial, totals[i], Name(i)),
        _ => totals[i],
    }).ToArray();

    private Value[] Reduce(BlockBuilder builder, Value[] accumulators, Func<int, IrType> type) => accumulators
        .Select((value, i) => builder.Emit(OpCode.Reduce, type(i), [value], Name(i), symbol: Word(_kinds[i])))
        .ToArray();

    private static string Word(CarriedKind kind) => kind switch
    {
        CarriedKind.Product => "mul",
        CarriedKind.Maximum => "max",
        CarriedKind.Minimum => "min",
        _ => "add",
    };

    private Value NeutralOf(BlockBuilder builder, int index) => _kinds[index] is CarriedKind.Maximum or CarriedKind.Minimum
        ? _initial[index]
        : builder.Const(Literal.Of(_elements[index], _kinds[index] == CarriedKind.Product ? 1 : 0));

    private Value Combine(BlockBuilder builder, int index, Value left, Value right)
    {
        switch (_kinds[index])
        {
            case CarriedKind.Sum:
                return builder.Binary(OpCode.Add, left, right, Name(index));
            case CarriedKind.Product:
                return builder.Binary(OpCode.Mul, left, right, Name(index));
            default:
                bool maximum = _kinds[index] == CarriedKind.Maximum;
                return left.Type.IsFloating
                    ? builder.Emit(OpCode.Elementary, left.Type, [left, right], Name(index), symbol: maximum ? "Max" : "Min")
                    : builder.Select(builder.Compare(maximum ? OpCode.Greater : OpCode.Less, left, right), left, right, Name(index));
        }
    }
}
