using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Arms of branches: lowered on copies of the bindings, joined by the results of <c>if</c>.</summary>
internal sealed partial class BodyLowering
{
    private sealed record Arm(BlockBuilder Builder, Bindings State, Value[] Results);

    /// <summary>What an <c>if</c> yields beside the results of its arms.</summary>
    private sealed class Joined
    {
        public List<Value> First { get; } = [];

        public List<Value> Second { get; } = [];

        public List<string?> Names { get; } = [];

        public List<Action<Value>> Receivers { get; } = [];

        public void Add(Value first, Value second, string? name, Action<Value> receiver)
        {
            First.Add(first);
            Second.Add(second);
            Names.Add(name);
            Receivers.Add(receiver);
        }
    }

    /// <summary>Lowers both arms of a branch and goes on behind it.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="first">Lowers the arm for true; gives its results.</param>
    /// <param name="second">Lowers the arm for false; gives as many results.</param>
    /// <param name="keepNew">Whether variables declared in the arms live on behind the branch (patterns and <c>out</c> variables of expressions).</param>
    private Value[] Branch(Value condition, Func<Value[]> first, Func<Value[]> second, bool keepNew)
    {
        Bindings before = _state;
        Arm whenTrue = LowerArm(before, first);
        Arm whenFalse = LowerArm(before, second);
        return Join(condition, before, whenTrue, whenFalse, keepNew);
    }

    private void BranchStatements(Value condition, Action first, Action second) =>
        Branch(condition, () => Nothing(first), () => Nothing(second), keepNew: false);

    private static Value[] Nothing(Action action)
    {
        action();
        return [];
    }

    private Arm LowerArm(Bindings start, Func<Value[]> content)
    {
        (BlockBuilder builder, Bindings state) = (_builder, _state);
        (_builder, _state) = (builder.Nested(), start.Clone());
        try
        {
            Value[] results = content();
            return new Arm(_builder, _state, results);
        }
        finally
        {
            (_builder, _state) = (builder, state);
        }
    }

    private Value[] Join(Value condition, Bindings before, Arm first, Arm second, bool keepNew)
    {
        Joined joined = new();
        Value[] results = JoinResults(first, second, joined);
        Bindings after = before.Clone();
        after.ClearExits();
        after.IsDead = first.State.IsDead && second.State.IsDead;
        foreach (object key in KeysOf(before, first.State, second.State, keepNew))
        {
            JoinVariable(key, before, first, second, after, joined);
        }

        foreach (ExitTarget target in first.State.Exits.Keys.Union(second.State.Exits.Keys))
        {
            JoinExit(target, first, second, after, joined);
        }

        foreach (KeyValuePair<object, Callable> known in before.Callables)
        {
            Callable? callable = first.State.FindCallable((ISymbol)known.Key);
            bool same = Equals(callable, second.State.FindCallable((ISymbol)known.Key));
            after.SetCallable((ISymbol)known.Key, same ? callable : null);
        }

        _state = after;
        Value[] yielded = _builder.If(
            condition,
            first.Builder.Build([.. joined.First]),
            second.Builder.Build([.. joined.Second]),
            [.. joined.Names]);
        for (int i = 0; i < yielded.Length; i++)
        {
            joined.Receivers[i](yielded[i]);
        }

        return results;
    }

    private static IEnumerable<object> KeysOf(Bindings before, Bindings first, Bindings second, bool keepNew)
    {
        IEnumerable<object> all = before.Keys.Concat(first.Keys).Concat(second.Keys).Distinct();
        return keepNew ? all : all.Where(key => before.Has(key) || key is ExitTarget);
    }

    // An arm that throws has no results; it yields defaults that nothing reads.
    private Value[] JoinResults(Arm first, Arm second, Joined joined)
    {
        IrType[] types = (first.Results.Length > 0 ? first : second).Results.Select(value => value.Type).ToArray();
        Value[] results = new Value[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            int index = i;
            Value whenTrue = first.Results.Length > 0 ? first.Results[i] : DefaultIn(first, types[i]);
            Value whenFalse = second.Results.Length > 0 ? second.Results[i] : DefaultIn(second, types[i]);
            joined.Add(whenTrue, whenFalse, null, value => results[index] = value);
        }

        return results;
    }

    private static Value DefaultIn(Arm arm, IrType type) => arm.Builder.Emit(OpCode.Default, type, []);

    private static void JoinVariable(object key, Bindings before, Arm first, Arm second, Bindings after, Joined joined)
    {
        bool firstMatters = first.State.IsRelevant(key);
        bool secondMatters = second.State.IsRelevant(key);
        Value[]? old = before.Find(key);
        Value[]? whenTrue = firstMatters ? first.State.Find(key) : null;
        Value[]? whenFalse = secondMatters ? second.State.Find(key) : null;
        if (whenTrue is null && whenFalse is null)
        {
            after.Set(key, firstMatters || secondMatters ? null : old);
            return;
        }

        int count = (whenTrue ?? whenFalse)!.Length;
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            Value? a = whenTrue?[i];
            Value? b = whenFalse?[i];

            // Values of before are visible behind the branch; where only one arm gets there, what the other has is nothing.
            Value? present = a ?? b;
            bool kept = a is not null && b is not null
                ? a.Id == b.Id
                : old is not null && present!.Id == old[i].Id && (!firstMatters || !secondMatters);
            if (kept)
            {
                values[i] = present!;
                continue;
            }

            IrType type = present!.Type;
            joined.Add(a ?? DefaultIn(first, type), b ?? DefaultIn(second, type), NameOf(key, present), value => values[index] = value);
        }

        after.Set(key, values);
    }

    private static string? NameOf(object key, Value value) => key switch
    {
        ISymbol symbol => value.Name ?? symbol.Name,
        ExitTarget => "result",
        _ => value.Name,
    };

    private static void JoinExit(ExitTarget target, Arm first, Arm second, Bindings after, Joined joined)
    {
        if (IsCertain(first.State, target) && IsCertain(second.State, target))
        {
            after.SetExit(target, null);
            return;
        }

        joined.Add(Flag(first, target), Flag(second, target), target.Role, value => after.SetExit(target, value));
    }

    // An arm that always throws agrees with anything.
    private static bool IsCertain(Bindings state, ExitTarget target) =>
        state.Exits.TryGetValue(target, out Value? flag) ? flag is null : state.AlwaysThrows;

    private static Value Flag(Arm arm, ExitTarget target) =>
        arm.State.Exits.TryGetValue(target, out Value? flag) ? flag ?? arm.Builder.Const(true) : arm.Builder.Const(false);

    /// <summary>Whether any of the exits that may have been taken was taken.</summary>
    private Value AnyOf(IEnumerable<Value> flags)
    {
        Value? any = null;
        foreach (Value flag in flags)
        {
            any = any is null ? flag : _builder.Binary(OpCode.Or, any, flag);
        }

        return any!;
    }

    /// <summary>Lowers what follows statements that may have left: only where they have not.</summary>
    private void Guarded(Action rest)
    {
        if (_state.IsDead)
        {
            return;
        }

        if (_state.Exits.Count == 0)
        {
            rest();
            return;
        }

        Dictionary<ExitTarget, Value?> pending = _state.Exits.ToDictionary(exit => exit.Key, exit => exit.Value);
        Bindings before = _state;
        Arm gone = LowerArm(before, () =>
        {
            if (pending.Count == 1)
            {
                _state.SetExit(pending.Keys.First(), null);
            }

            _state.IsDead = true;
            return [];
        });
        Arm here = LowerArm(before, () =>
        {
            _state.ClearExits();
            rest();
            return [];
        });

        // An exit that the rest does not take keeps its flag: had it been taken before, the rest would not have run.
        List<ExitTarget> kept = pending.Keys.Where(target => !here.State.Exits.ContainsKey(target) && !IsCertain(here.State, target)).ToList();
        Value condition = AnyOf(pending.Values.Select(flag => flag!));
        Bindings goneState = gone.State;
        foreach (ExitTarget target in kept)
        {
            goneState.Hide(target);
        }

        Join(condition, before, gone, here, keepNew: false);
        foreach (ExitTarget target in kept)
        {
            _state.SetExit(target, pending[target]);
        }
    }
}
