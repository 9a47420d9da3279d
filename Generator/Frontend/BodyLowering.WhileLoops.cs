using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Loops of unknown length: <c>while</c>, with what they assign and the flags of their exits carried.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>What a loop is made of, however it is written.</summary>
    /// <param name="Loop">The loop.</param>
    /// <param name="Test">Computes whether to go on; null for always.</param>
    /// <param name="IsPure">Whether the test changes nothing, so that it can stand in a condition region.</param>
    private sealed record LoopShape(IOperation Loop, Func<Value>? Test, bool IsPure)
    {
        /// <summary>Whether the test comes before the turn.</summary>
        public bool TestsFirst { get; init; } = true;

        public Action Body { get; init; } = () => { };

        /// <summary>What runs after each turn, <c>continue</c> included.</summary>
        public Action? Bottom { get; init; }

        /// <summary>The variables that a turn may assign.</summary>
        public HashSet<ISymbol> Assigned { get; init; } = new(SymbolEqualityComparer.Default);

        /// <summary>A counter of our own that is carried with the variables.</summary>
        public ExitTarget? Counter { get; init; }

        /// <summary>What every turn counts up or down by the same, the turn that leaves included: so a turn's number tells its value.</summary>
        public (object Key, int Step)? Steps { get; init; }

        public bool TestInBody => Test is not null && (!TestsFirst || !IsPure);

        public static LoopShape Of(ILoopOperation loop, IOperation? condition, Func<Value>? test, Func<ISymbol, bool> isCell) =>
            new(loop, test, condition is null || BodyScan.IsPure(condition, isCell));
    }

    /// <summary>The carried variables of a while loop and the exits that it can be left by.</summary>
    private sealed record WhileState(LoopShape Shape, List<object> Keys, Value[] Initial, List<ExitTarget> Exits, ExitTarget Exit, ExitTarget Turn);

    private void While(IWhileLoopOperation loop)
    {
        SetSource(loop);
        IOperation[] parts = loop.Condition is null ? [loop.Body] : [loop.Body, loop.Condition];
        LowerWhile(LoopShape.Of(loop, loop.Condition, TestOf(loop.Condition, loop.ConditionIsUntil), IsCell) with
        {
            TestsFirst = loop.ConditionIsTop,
            Body = () => Sequence([loop.Body], 0),
            Assigned = Assigned(parts),
        });
    }

    private Func<Value>? TestOf(IOperation? condition, bool negated)
    {
        if (condition is null || condition.ConstantValue is { HasValue: true, Value: true })
        {
            return null;
        }

        return () => negated ? _builder.Emit(OpCode.Not, IrType.Bool, [Scalar(condition)]) : Scalar(condition);
    }

    private void LowerWhile(LoopShape shape)
    {
        (Value, IInvocationOperation)? snapshots = TakeSnapshots();
        (int, int, int) noted = Noted();
        WhileState loop = Prepare(shape);
        Value[] flags = [.. loop.Exits.Select(_ => _builder.Const(false)), .. shape.TestInBody ? new[] { _builder.Const(true) } : []];
        Arm condition = LowerArm(_state, () => ConditionRegion(loop));
        Arm body = LowerArm(_state, () => BodyRegion(loop));
        Value[] results = WhileInPlace(snapshots, noted, [.. loop.Initial, .. flags], condition.Builder.Build(condition.Results), body.Builder.Build(body.Results));
        BindCarried(loop.Keys, results.Take(loop.Initial.Length).ToArray());
        TakeBackLastStep(loop, results);

        // Without a test or break, the loop ends by returning only, or never.
        bool neverFallsThrough = shape.Test is null && !loop.Exits.Contains(loop.Exit);
        _state.IsDead = neverFallsThrough;
        int returned = loop.Exits.IndexOf(_activation.Return);
        if (returned >= 0)
        {
            _state.SetExit(_activation.Return, neverFallsThrough ? null : results[loop.Initial.Length + returned]);
        }
    }

    // The turn that left did not step on in the source.
    private void TakeBackLastStep(WhileState loop, Value[] results)
    {
        if (loop.Shape.Steps is { } steps && loop.Exits.Count > 0)
        {
            Value index = _state.Find(steps.Key)![0];
            Bind(steps.Key, [_builder.Select(AnyOf(results.Skip(loop.Initial.Length).Take(loop.Exits.Count)), Stepped(index, -steps.Step), index, index.Name)]);
        }
    }

    private Value Stepped(Value index, int step) =>
        _builder.Named(_builder.Binary(step > 0 ? OpCode.Add : OpCode.Sub, index, _builder.Const(Math.Abs(step))), index.Name);

    private WhileState Prepare(LoopShape shape)
    {
        ExitTarget exit = new("stopped");
        List<ExitTarget> exits = [];
        if (shape.Loop is ILoopOperation left && BodyScan.BranchesTo(left.Body, left.ExitLabel))
        {
            exits.Add(exit);
        }

        ForgetAssignedDelegates(shape.Assigned);
        List<object> keys = CarriedKeys(shape.Assigned, unassignedToo: true);
        if (shape.Counter is not null)
        {
            keys.Insert(0, shape.Counter);
        }

        if (BodyScan.Returns(shape.Loop))
        {
            exits.Add(_activation.Return);
            Bind(_activation.Return, _state.Find(_activation.Return) ?? _activation.Results.Select(Default).ToArray());
            keys.Add(_activation.Return);
        }

        // C# knows that nothing reads an unassigned variable before the loop assigns it.
        foreach (object key in keys.Where(key => _state.Find(key) is null))
        {
            Bind(key, Types.Leaves(TypeOf((ISymbol)key)).Select(leaf => Default(leaf.Type)).ToArray());
        }

        Value[] initial = keys.SelectMany(key => _state.Find(key)!).ToArray();
        return new WhileState(shape, keys, initial, exits, exit, new ExitTarget("skipped"));
    }

    private Value[] ConditionRegion(WhileState loop)
    {
        BindCarried(loop.Keys, ParametersFor(loop.Keys, loop.Initial));
        Value[] left = loop.Exits.Select(exit => _builder.Parameter(IrType.Bool, exit.Role)).ToArray();
        if (loop.Shape.TestInBody)
        {
            // The turn before has found out, exits included.
            return [_builder.Parameter(IrType.Bool, "running")];
        }

        Func<Value>? test = loop.Shape.Test;
        if (left.Length == 0)
        {
            return [test is null ? _builder.Const(true) : test()];
        }

        Value any = AnyOf(left);
        return test is null
            ? [_builder.Emit(OpCode.Not, IrType.Bool, [any])]
            : Branch(any, () => [_builder.Const(false)], () => [test()], keepNew: false);
    }

    private Value[] BodyRegion(WhileState loop)
    {
        LoopShape shape = loop.Shape;
        BindCarried(loop.Keys, ParametersFor(loop.Keys, loop.Initial));
        Value? index = shape.Steps is { } steps ? _state.Find(steps.Key)![0] : null;
        foreach (ExitTarget target in loop.Exits)
        {
            _builder.Parameter(IrType.Bool, target.Role);
        }

        if (!shape.TestInBody)
        {
            Turn(loop);
            if (index is not null)
            {
                SetSource(shape.Loop);
                Bind(shape.Steps!.Value.Key, [Stepped(index, shape.Steps.Value.Step)]);
            }

            return [.. ValuesOf(loop.Keys, loop.Initial), .. loop.Exits.Select(FlagHere)];
        }

        _builder.Parameter(IrType.Bool, "running");
        Value running;
        if (shape.TestsFirst)
        {
            running = Branch(
                shape.Test!(),
                () =>
                {
                    Turn(loop);
                    return [StillRunning()];
                },
                () => [_builder.Const(false)],
                keepNew: false)[0];
        }
        else
        {
            Turn(loop);
            running = TestUnlessLeft(shape.Test!);
        }

        return [.. ValuesOf(loop.Keys, loop.Initial), .. loop.Exits.Select(FlagHere), running];
    }

    private void Turn(WhileState loop)
    {
        if (loop.Shape.Loop is ILoopOperation statement)
        {
            WithJumps(statement, loop.Exit, loop.Turn, loop.Shape.Body);
        }
        else
        {
            loop.Shape.Body();
        }

        _state.Arrive(loop.Turn);
        if (loop.Shape.Bottom is { } bottom)
        {
            Guarded(bottom);
        }
    }

    private Value FlagHere(ExitTarget target) =>
        _state.Exits.TryGetValue(target, out Value? flag) ? flag ?? _builder.Const(true) : _builder.Const(false);

    private Value StillRunning()
    {
        if (_state.IsDead)
        {
            return _builder.Const(false);
        }

        Value[] flags = _state.Exits.Values.Select(flag => flag!).ToArray();
        return flags.Length == 0 ? _builder.Const(true) : _builder.Emit(OpCode.Not, IrType.Bool, [AnyOf(flags)]);
    }

    private Value TestUnlessLeft(Func<Value> test)
    {
        if (_state.IsDead)
        {
            return _builder.Const(false);
        }

        if (_state.Exits.Count == 0)
        {
            return test();
        }

        Dictionary<ExitTarget, Value?> pending = _state.Exits.ToDictionary(pair => pair.Key, pair => pair.Value);
        Value any = AnyOf(pending.Values.Select(flag => flag!));
        _state.ClearExits();
        Value result = Branch(any, () => [_builder.Const(false)], () => [test()], keepNew: false)[0];
        foreach (KeyValuePair<ExitTarget, Value?> exit in pending)
        {
            _state.SetExit(exit.Key, exit.Value);
        }

        return result;
    }
}
