using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// The reverse of a loop that keeps a given number of snapshots: treeverse with the binomial schedule of Griewank and Walther,
/// "Algorithm 799: revolve", ACM TOMS 26(1), 2000.
/// </summary>
/// <remarks>
/// Two functions are written. <c>…:sweep</c> reverses the turns from <c>first</c> to <c>last</c>, given the state before the first and
/// the cotangent of the state after the last. It keeps that state, runs on to a turn between, calls itself for what lies behind with
/// one snapshot less, and goes on with what lies before; a single turn runs again and is reversed at once. So there are never more
/// snapshots than calls within one another. State is what the loop carries, and the memory that its turns write.
/// </remarks>
internal sealed class CheckpointedLoop
{
    private readonly CallSummaries _summaries;
    private readonly Function _loop;
    private readonly bool[] _active;
    private readonly string _name;
    private readonly Operation _turn;
    private readonly AtomicForm _step;
    private readonly int _first;
    private readonly int _carried;
    private readonly int _increment;
    private readonly bool _isCounted;

    public CheckpointedLoop(CallSummaries summaries, AtomicFunctions functions, Function loop, bool[] active, string name, string caller, SourceLine? source)
    {
        _summaries = summaries;
        _loop = loop;
        _active = active;
        _name = name;
        Operation operation = LoopOf(loop);
        _turn = operation.Regions[operation.Regions.Count - 1].Operations.Single(inner => inner.Code == OpCode.Call);
        _isCounted = operation.Code == OpCode.For;
        _increment = operation.Number;
        _first = FirstCarried(loop);
        _carried = loop.Results.Count - 1;
        foreach (Value memory in Written())
        {
            if (!SavedMemory.CanSave(memory.Type))
            {
                throw new ObstacleException(new Obstacle(caller, source?.Line, source?.Text, $"its turns write to '{memory.Name}', of which no snapshot can be taken", "let them write to a span or array of numbers")
                { Kind = ObstacleKind.Checkpoint });
            }
        }

        bool[] stepActive = active.Skip(_first).ToArray();
        _step = functions.Of(_turn.Symbol!, _isCounted ? [false, .. stepActive] : stepActive, caller, source);
    }

    /// <summary>The position of the first carried value: after the number of snapshots, and the bounds of a counted loop.</summary>
    public static int FirstCarried(Function loop) => LoopOf(loop).Code == OpCode.For ? 3 : 1;

    private static Operation LoopOf(Function loop) => loop.Body.Operations.Single(operation => operation.Code is OpCode.For or OpCode.While);

    public Function[] Build() => [Whole(), Sweep()];

    private string SweepName => _name + ":sweep";

    private IEnumerable<Value> Captured => _loop.Parameters.Skip(_first + _carried);

    private IEnumerable<Value> Floating => _loop.Results.Take(_carried).Where(result => result.Type.IsFloating);

    private bool IsActive(Value parameter) => _active[_loop.Parameters.ToList().IndexOf(parameter)];

    private List<Value> Summed => Captured.Where(parameter => IsActive(parameter) && !parameter.Type.IsReference).ToList();

    private List<Value> Shadowed => Captured.Where(parameter => IsActive(parameter) && parameter.Type.IsReference).ToList();

    private List<Value> Written()
    {
        int before = _isCounted ? 1 : 0;
        return Captured.Where((parameter, i) => parameter.Type.IsReference && _summaries.Writes(_turn.Symbol!, before + _carried + i)).ToList();
    }

    // The parameters of the loop, the number of turns, cotangents of what it carries, shadows.
    private Function Whole()
    {
        BlockBuilder builder = new(_loop.NextId());
        foreach (Value parameter in _loop.Parameters)
        {
            builder.AddParameter(parameter);
        }

        Value turns = builder.Parameter(IrType.I32, "turns");
        Value[] seeds = Floating.Select(result => builder.Parameter(result.Type, AdjointMap.NameOf(result) ?? "cotangent")).ToArray();
        Value[] shadows = Shadowed.Select(parameter => builder.Parameter(ShadowTypes.Of(parameter.Type), AdjointMap.NameOf(parameter))).ToArray();
        Value[] sums = Summed.Select(parameter => builder.Floating(parameter.Type, 0)).ToArray();
        Value snapshots = Schedule(builder, "Snapshots", turns, _loop.Parameters[0]);
        BlockBuilder some = builder.Nested();
        Value[] start = _isCounted ? [_loop.Parameters[1]] : [];
        Value[] state = _loop.Parameters.Skip(_first).ToArray();
        Value[] swept = some.Call(SweepName, [.. start, some.Const(0), turns, snapshots, .. state, .. seeds, .. sums, .. shadows], Types(seeds, sums));
        Value[] results = builder.If(builder.Compare(OpCode.Greater, turns, builder.Const(0)), some.Build(swept), new BlockBuilder().Build([.. seeds, .. sums]));
        return SettledNames.Run(new Function(_name, builder.Build(results)) { Checkpoint = CheckpointKind.Reversed });
    }

    private Function Sweep()
    {
        BlockBuilder builder = new();
        Value? start = _isCounted ? builder.Parameter(IrType.I32, "start") : null;
        Value first = builder.Parameter(IrType.I32, "first");
        Value last = builder.Parameter(IrType.I32, "last");
        Value snapshots = builder.Parameter(IrType.I32, "snapshots");
        Value[] carried = _loop.Parameters.Skip(_first).Take(_carried).Select(value => builder.Parameter(value.Type, value.Name)).ToArray();
        Value[] captured = Captured.Select(value => builder.Parameter(value.Type, value.Name)).ToArray();
        Value[] seeds = Floating.Select(value => builder.Parameter(value.Type, AdjointMap.NameOf(value))).ToArray();
        Value[] sums = Summed.Select(value => builder.Parameter(value.Type, AdjointMap.NameOf(value))).ToArray();
        Value[] shadows = Shadowed.Select(value => builder.Parameter(ShadowTypes.Of(value.Type), AdjointMap.NameOf(value))).ToArray();
        IrType[] types = Types(seeds, sums);
        Value[] StepBack(BlockBuilder at, Value[] cotangents) => ReverseTurn(at, IndexAt(at, start, first), carried, captured, cotangents.Take(seeds.Length).ToArray(), cotangents.Skip(seeds.Length).ToArray(), shadows);

        BlockBuilder single = builder.Nested();
        Value[] reversed = StepBack(single, [.. seeds, .. sums]);

        BlockBuilder many = builder.Nested();
        Value[] memory = Written().Select(written => captured[Captured.ToList().IndexOf(written)]).ToArray();
        Value[] kept = memory.Select(written => Kept(many, written)).ToArray();
        BlockBuilder condition = many.Nested();
        Value end = condition.Parameter(IrType.I32, "last");
        Parameters(condition, [.. seeds, .. sums]);
        Value isMore = condition.Compare(OpCode.Greater, condition.Binary(OpCode.Sub, end, first), condition.Const(1));
        BlockBuilder body = many.Nested();
        Value until = body.Parameter(IrType.I32, "last");
        Value[] cotangents = Parameters(body, [.. seeds, .. sums]);
        Value middle = body.Binary(OpCode.Add, first, Schedule(body, "Split", body.Binary(OpCode.Sub, until, first), snapshots), "middle");
        Value[] state = Advance(body, start, first, middle, carried, captured);
        Value[] left = start is null ? [] : [start];
        Value[] later = body.Call(SweepName, [.. left, middle, until, body.Binary(OpCode.Sub, snapshots, body.Const(1)), .. state, .. captured, .. cotangents, .. shadows], types);
        for (int i = 0; i < memory.Length; i++)
        {
            DenseMemory.Copy(body, kept[i], memory[i]);
        }

        Value[] ended = many.While([last, .. seeds, .. sums], condition.Build(isMore), body.Build([middle, .. later]));
        Value[] rest = StepBack(many, ended.Skip(1).ToArray());
        Value isSingle = builder.Compare(OpCode.LessEqual, builder.Binary(OpCode.Sub, last, first), builder.Const(1));
        return SettledNames.Run(new Function(SweepName, builder.Build(builder.If(isSingle, single.Build(reversed), many.Build(rest)))));
    }

    private static Value[] Parameters(BlockBuilder builder, Value[] like) => like.Select(value => builder.Parameter(value.Type, value.Name)).ToArray();

    private static IrType[] Types(Value[] seeds, Value[] sums) => seeds.Concat(sums).Select(value => value.Type).ToArray();

    // What the run-time library computes from numbers alone.
    private static Value Schedule(BlockBuilder builder, string function, Value length, Value snapshots) =>
        builder.Emit(OpCode.Opaque, IrType.I32, [length, snapshots], function == "Split" ? null : "snapshots", OpFlags.Safe,
            RuntimeCalls.Schedule(function));

    private static Value Kept(BlockBuilder builder, Value memory)
    {
        Value copy = SavedMemory.Like(builder, memory);
        DenseMemory.Copy(builder, memory, copy);
        return copy;
    }

    private Value? IndexAt(BlockBuilder builder, Value? start, Value turn) => start is null ? null
        : builder.Binary(OpCode.Add, start, _increment == 1 ? turn : builder.Binary(OpCode.Mul, turn, builder.Const(_increment)));

    // Runs turns forward.
    private Value[] Advance(BlockBuilder builder, Value? start, Value from, Value to, Value[] carried, Value[] captured)
    {
        BlockBuilder body = builder.Nested();
        Value turn = body.Parameter(IrType.I32, "turn");
        Value[] state = Parameters(body, carried);
        Value[] index = IndexAt(body, start, turn) is { } at ? [at] : [];
        Value[] next = body.Call(_turn.Symbol!, [.. index, .. state, .. captured], carried.Select(value => value.Type).ToArray());
        return builder.For(from, to, 1, carried, body.Build(next));
    }

    /// <returns>The cotangents of the floating carried values before the turn, then the sums.</returns>
    private Value[] ReverseTurn(BlockBuilder builder, Value? index, Value[] carried, Value[] captured, Value[] seeds, Value[] sums, Value[] shadows)
    {
        Value[] at = index is null ? [] : [index];
        Value[] before = [.. carried.Where(value => value.Type.IsFloating), .. Summed];
        Value[] results = builder.Call(_step.Function, [.. at, .. carried, .. captured, .. seeds, .. shadows], before.Select(value => value.Type).ToArray());
        int own = seeds.Length;
        return [.. results.Take(own), .. sums.Select((sum, i) => builder.Binary(OpCode.Add, sum, results[own + i], flags: OpFlags.Adjoint))];
    }
}
