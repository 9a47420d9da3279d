using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// The ends of counted loops. The index of a <c>for</c> of the IR never overflows, that of C# does: a loop up to and including the greatest int goes
/// on from the least, and ends by what its body throws.
/// </summary>
internal sealed partial class BodyLowering
{
    /// <summary>Lengths, and the indices of loops that count up: ints that stay short of the greatest one.</summary>
    private readonly HashSet<int> _counts = [];

    /// <summary>The number that the index of a counted loop stays before, and whether the loop of C# may go on there because its index wraps around.</summary>
    /// <remarks>Bounds that C# cannot reach without running out of ints are clamped, so that the body throws where it does in C#.</remarks>
    private (Value Before, bool MayGoOn) BeforeBound(IForLoopOperation loop, CountedLoop counted, Value bound, Value from, Block content)
    {
        int offset = counted.BoundOffset, direction = counted.Direction;
        if (counted.StepsInCondition || counted.Overshoot == 0 || counted.HasModestBound || (counted.Overshoot < 1000 && _counts.Contains(bound.Id)))
        {
            return (WithoutWrapping(loop, counted, bound, from), false);
        }

        // Nobody can tell whether an endless loop that neither throws nor is seen from outside began.
        if (counted.Overshoot == 1 && offset == direction && !content.Operations.Any(operation => (operation.Effects & Effects.Traps) != 0))
        {
            return (_builder.Binary(OpCode.Add, bound, _builder.Const(offset), flags: OpFlags.Checked), false);
        }

        // The last number to stop before that every step reaches without overflow, and the bound that leads there.
        long last = direction > 0 ? int.MaxValue - (counted.Step - 1L) : int.MinValue - (counted.Step + 1L);
        long farthest = last - offset;
        Value before = WithoutWrapping(loop, counted, bound, from);
        if (direction > 0 ? farthest >= int.MaxValue : farthest <= int.MinValue)
        {
            return (before, true);
        }

        Value isShort = _builder.Compare(direction > 0 ? OpCode.Less : OpCode.Greater, bound, _builder.Const((int)farthest));
        return (_builder.Select(isShort, before, _builder.Const((int)last)), !(StartsModestly(loop, counted) && FailsBehindMemory(content)));
    }

    private static bool StartsModestly(IForLoopOperation loop, CountedLoop counted) =>
        counted.Overshoot <= 16 && CountedLoop.InitialOf(loop, counted.Index) is { } initial && CountedLoop.IsModest(initial);

    /// <summary>Whether every turn touches an element about as far off as the index, which no memory has where ints end.</summary>
    private static bool FailsBehindMemory(Block content)
    {
        bool IsIndex(Value value) => value.Id == content.Parameters[0].Id
            || content.Operations.Any(operation => operation.Code is OpCode.Add or OpCode.Sub
                && operation.Result.Id == value.Id && operation.Operands[0].Id == content.Parameters[0].Id
                && content.Operations.Any(constant => constant is { Code: OpCode.Const, Literal.Integer: >= 0 and < 32 } && constant.Result.Id == operation.Operands[1].Id));
        return content.Operations.Any(operation => operation.Code is OpCode.Load or OpCode.Store && !operation.Has(OpFlags.Safe)
            && operation.Operands.Skip(operation.Code == OpCode.Load ? 1 : 2).Any(IsIndex));
    }

    /// <summary>The bound with its offset. A loop that stops short of its bound must not begin because what is short of the least int is a great one.</summary>
    private Value WithoutWrapping(IForLoopOperation loop, CountedLoop counted, Value bound, Value from)
    {
        int offset = counted.BoundOffset;
        if (offset == 0)
        {
            return bound;
        }

        Value to = _builder.Binary(OpCode.Add, bound, _builder.Const(offset));
        if (offset > 0 == counted.Step > 0 || CountedLoop.IsModest(counted.Bound) || _counts.Contains(bound.Id))
        {
            return to;
        }

        bool fromZero = CountedLoop.InitialOf(loop, counted.Index)?.ConstantValue is { HasValue: true, Value: int and >= 0 };
        int least = fromZero ? 0 : int.MinValue - offset - 1;
        Value otherwise = fromZero ? _builder.Const(0) : from;
        return _builder.Select(_builder.Compare(OpCode.Greater, bound, _builder.Const(least)), to, otherwise);
    }

    /// <summary>Throws behind a loop where that of C# would go on with an index that has wrapped around.</summary>
    private void StopGoingOn(CountedLoop counted, Value from, Value to, Value bound)
    {
        bool up = counted.Direction > 0;
        if (Math.Abs(counted.Step) == 1)
        {
            _builder.Binary(OpCode.Add, bound, _builder.Const(counted.Direction), flags: OpFlags.Checked);
            return;
        }

        Value near = _builder.Const((int)(up ? int.MaxValue - counted.Overshoot : int.MinValue + counted.Overshoot));
        BranchStatements(
            _builder.Compare(up ? OpCode.Greater : OpCode.Less, bound, near),
            () =>
            {
                Value tested = _builder.Binary(OpCode.Add, AfterCounting(from, to, counted.Step, counted.Index.Name), _builder.Const(counted.Added));
                OpCode ends = (up, counted.IsInclusive) switch
                {
                    (true, true) => OpCode.Greater,
                    (true, false) => OpCode.GreaterEqual,
                    (false, true) => OpCode.Less,
                    _ => OpCode.LessEqual,
                };
                Guard(_builder.Compare(ends, tested, bound), "new global::System.OverflowException()");
            },
            () => { });
    }

    /// <summary>The first index that the body sees where the condition takes the step.</summary>
    private Value BeforeFirstStep(IForLoopOperation loop, CountedLoop counted, Value from)
    {
        Value first = _builder.Binary(OpCode.Sub, from, _builder.Const(1));
        if (CountedLoop.InitialOf(loop, counted.Index) is { } initial && CountedLoop.IsModest(initial))
        {
            return first;
        }

        int bound = (int)counted.Bound.ConstantValue.Value! + counted.BoundOffset;
        return _builder.Select(_builder.Compare(OpCode.Greater, from, _builder.Const(bound + 1)), first, _builder.Const(bound));
    }

    // from if the loop does not run, else the first value at or behind the bound that the steps reach.
    private Value AfterCounting(Value from, Value to, int step, string name)
    {
        Value runs = _builder.Compare(step > 0 ? OpCode.Less : OpCode.Greater, from, to);
        Value last = to;
        if (step is not (1 or -1))
        {
            // As unsigned numbers: between two ints may lie more than an int counts.
            IrType unsigned = new ScalarType(ScalarKind.U32);
            Value distance = _builder.Emit(
                OpCode.Convert, unsigned, [step > 0 ? _builder.Binary(OpCode.Sub, to, from) : _builder.Binary(OpCode.Sub, from, to)]);
            Value one = _builder.Const(Literal.Of(ScalarKind.U32, 1));
            Value length = _builder.Const(Literal.Of(ScalarKind.U32, Math.Abs((long)step)));
            Value turns = _builder.Binary(OpCode.Div, _builder.Binary(OpCode.Sub, distance, one), length, flags: OpFlags.Safe);
            Value counted = _builder.Emit(OpCode.Convert, IrType.I32, [_builder.Binary(OpCode.Add, turns, one)]);
            last = _builder.Binary(OpCode.Add, from, _builder.Binary(OpCode.Mul, counted, _builder.Const(step)));
        }

        return _builder.Select(runs, last, from, name);
    }
}
