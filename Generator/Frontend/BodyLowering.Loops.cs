using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Loops: counted ones become <c>for</c>, all others <c>while</c> with what they assign, and the flags of their exits, carried.</summary>
internal sealed partial class BodyLowering
{
    private void For(IForLoopOperation loop)
    {
        SetSource(loop);
        HashSet<object> outside = [.. _state.Keys];
        foreach (IOperation before in loop.Before)
        {
            Statement(before);
        }

        SetSource(loop);
        List<IOperation> parts = [loop.Body, .. loop.AtLoopBottom];
        if (loop.Condition is not null)
        {
            parts.Add(loop.Condition);
        }

        HashSet<ISymbol> assigned = Assigned(parts);
        HashSet<ISymbol> inBody = Assigned([loop.Body]);
        CountedLoop? counted = CountedLoop.Of(loop, assigned, inBody, IsCell);
        bool leavesEarly = LeavesEarly(loop);
        if (!leavesEarly && counted is not null && _state.Find(counted.Index) is { } from)
        {
            Value start = counted.StepsInCondition ? BeforeFirstStep(loop, counted, from[0]) : from[0];
            Value bound = Scalar(counted.Bound);
            (Value Before, bool MayGoOn) end = (bound, false);
            Value Before(Block content) => (end = BeforeBound(loop, counted, bound, start, content)).Before;
            inBody.Remove(counted.Index);
            Counted(loop, start, Before, counted.Step, inBody, counted.Index.Name, index =>
            {
                Bind(counted.Index, [index]);
                Sequence([loop.Body], 0);
            });
            SetSource(loop);
            if (end.MayGoOn)
            {
                StopGoingOn(counted, start, end.Before, bound);
            }

            if (outside.Contains(counted.Index))
            {
                Bind(counted.Index, [counted.StepsInCondition
                    ? _builder.Select(
                        _builder.Compare(OpCode.Greater, start, end.Before),
                        end.Before,
                        _builder.Binary(OpCode.Sub, from[0], _builder.Const(1)),
                        counted.Index.Name)
                    : AfterCounting(start, end.Before, counted.Step, counted.Index.Name)]);
            }
        }
        else
        {
            LoopShape shape = LoopShape.Of(loop, loop.Condition, TestOf(loop.Condition, negated: false), IsCell);
            bool steps = leavesEarly && counted is { StepsInCondition: false } && !shape.TestInBody && _state.Find(counted.Index) is not null
                && !CountedLoop.MayOverflow(loop, counted);
            LowerWhile(shape with
            {
                Body = () => Sequence([loop.Body], 0),
                Bottom = steps ? null : () => Sequence(loop.AtLoopBottom, 0),
                Steps = steps ? (counted!.Index, counted.Step) : null,
                Assigned = assigned,
            });
        }

        foreach (ILocalSymbol local in loop.Locals)
        {
            _state.Remove(local);
        }
    }

    private HashSet<ISymbol> Assigned(IEnumerable<IOperation> parts) => AssignedVariables.Of(parts, _state.Callables.Values.Concat(LambdasOf(parts)));

    private static IEnumerable<Callable> LambdasOf(IEnumerable<IOperation> parts) => parts
        .SelectMany(part => part.DescendantsAndSelf())
        .OfType<IAnonymousFunctionOperation>()
        .Select(lambda => new Callable(lambda.Symbol, lambda.Body));

    private static bool LeavesEarly(ILoopOperation loop) =>
        BodyScan.Returns(loop.Body) || BodyScan.BranchesTo(loop.Body, loop.ExitLabel);

    /// <summary>The variables that a loop carries: assigned in it, declared before it, not in memory.</summary>
    private List<object> CarriedKeys(HashSet<ISymbol> assigned, bool unassignedToo) => _state.Keys
        .Where(key => key is ISymbol symbol && assigned.Contains(symbol) && IsCarried(symbol) && (unassignedToo || _state.Find(key) is not null))
        .ToList();

    // A reference itself can be assigned anew; a variable in a cell changes in memory.
    private bool IsCarried(ISymbol variable) => !_cells.Contains(variable)
        && variable is not IParameterSymbol { RefKind: RefKind.Ref }
        && TypeOf(variable).TypeKind != TypeKind.Delegate;

    private void Counted(
        ILoopOperation loop, Value from, Func<Block, Value> to, int step, HashSet<ISymbol> assigned, string? indexName, Action<Value> body)
    {
        (Value, IInvocationOperation)? snapshots = TakeSnapshots();
        (int, int, int) noted = Noted();
        List<object> keys = CarriedKeys(assigned, unassignedToo: false);
        Value[] initial = keys.SelectMany(key => _state.Find(key)!).ToArray();
        ExitTarget turn = new("skipped");
        ForgetAssignedDelegates(assigned);
        Arm arm = LowerArm(_state, () =>
        {
            Value index = _builder.Parameter(IrType.I32, indexName);
            if (step > 0)
            {
                _counts.Add(index.Id);
            }

            BindCarried(keys, ParametersFor(keys, initial));
            WithJumps(loop, null, turn, () => body(index));
            _state.Arrive(turn);
            return ValuesOf(keys, initial);
        });
        Block content = arm.Builder.Build(arm.Results);
        BindCarried(keys, ForInPlace(snapshots, noted, from, to(content), step, initial, content));
    }

    private void WithJumps(ILoopOperation loop, ExitTarget? exit, ExitTarget turn, Action content)
    {
        System.Collections.Immutable.ImmutableStack<(ILabelSymbol, ExitTarget)> outer = _jumps;

        // What lies outside of the loop is not reached from in here but by return: goto case out of a loop is refused.
        _jumps = System.Collections.Immutable.ImmutableStack<(ILabelSymbol, ExitTarget)>.Empty.Push((loop.ContinueLabel, turn));
        _jumps = exit is null ? _jumps : _jumps.Push((loop.ExitLabel, exit));
        content();
        _jumps = outer;
    }

    private Value[] ParametersFor(List<object> keys, Value[] initial)
    {
        int next = 0;
        return keys
            .SelectMany(key => _state.Find(key)!.Select(value => (key, value)))
            .Select(pair => _builder.Parameter(initial[next++].Type, pair.key is ISymbol symbol && _state.Find(symbol)!.Length == 1 ? symbol.Name : pair.value.Name))
            .ToArray();
    }

    private void BindCarried(List<object> keys, Value[] values)
    {
        int next = 0;
        foreach (object key in keys)
        {
            int count = _state.Find(key)!.Length;
            Bind(key, values.Skip(next).Take(count).ToArray());
            next += count;
        }
    }

    private Value[] ValuesOf(List<object> keys, Value[] initial)
    {
        List<Value> values = [];
        foreach (object key in keys)
        {
            // A turn that never ends leaves variables unassigned.
            values.AddRange(_state.Find(key) ?? throw new InvalidOperationException("a carried variable was lost"));
        }

        return values.Count == initial.Length ? [.. values] : throw new InvalidOperationException("carried values changed their number");
    }

    // A delegate that the loop assigns is not known in it, nor behind it.
    private void ForgetAssignedDelegates(HashSet<ISymbol> assigned)
    {
        foreach (ISymbol symbol in assigned)
        {
            _state.SetCallable(symbol, null);
        }
    }
}
