using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>The two halves of a call that is one step, where memory that it is given has changed when it is reversed.</summary>
internal sealed partial class SplitFunctions
{
    private AtomicFunctions? _atomic;

    public AtomicFunctions Atomic => _atomic ??= new AtomicFunctions(summaries, rules, this);

    /// <summary>
    /// The first half leaves on the tapes what it is given, memory that is not <paramref name="stable"/> element by element; the second
    /// gives it back, memory in copies. Copies do not share memory as the originals may, so what is written must share none.
    /// </summary>
    public (string Record, string Reverse, bool[] ActiveResults) OfAtomic(string callee, IEnumerable<bool> active, IEnumerable<bool> stable, string caller, SourceLine? source)
    {
        SplitForm form = new(callee, active.ToEquatableArray(), stable.ToEquatableArray(), ":whole");
        if (_forms.TryGetValue(form, out (string, string, bool[]) made))
        {
            return made;
        }

        Function function = summaries.Module.Find(callee)!;
        string suffix = Suffix(NextVariant(callee));
        bool[] activeResults = function.Results.Select(result => result.Type.IsFloating).ToArray();
        (string Record, string Reverse, bool[] ActiveResults) names = (FunctionNames.Record(callee) + suffix, FunctionNames.Reverse(callee) + suffix, activeResults);
        _forms[form] = names;
        foreach (Value memory in function.Parameters.Where((parameter, i) => IsSaved(parameter, form.Stable[i]) && !SavedMemory.CanSave(parameter.Type)))
        {
            throw new ObstacleException(new Obstacle(caller, source?.Line, source?.Text, $"'{memory.Name}' has other contents when the call is reversed, and no copy of it can be kept",
                "pass a span or array of numbers, or a copy that is not changed later")
            { Kind = function.Checkpoint == CheckpointKind.None ? ObstacleKind.Rule : ObstacleKind.Checkpoint });
        }

        AtomicForm whole = Atomic.Of(callee, form.Active, caller, source);
        Functions.Add(SettledNames.Run(new Function(names.Record, RecordAtomic(function, form, whole))));
        Functions.Add(SettledNames.Run(new Function(names.Reverse, ReverseAtomic(function, form, whole))));
        return names;
    }

    private int NextVariant(string callee)
    {
        int variant = _variants.TryGetValue(callee, out int count) ? count + 1 : 1;
        while (summaries.Module.Find(FunctionNames.Record(callee) + Suffix(variant)) is not null)
        {
            variant++;
        }

        return _variants[callee] = variant;
    }

    private static bool IsSaved(Value parameter, bool isStable) => parameter.Type is MemoryType or ObjectType && !isStable;

    private Block RecordAtomic(Function function, SplitForm form, AtomicForm whole)
    {
        BlockBuilder builder = new(function.NextId());
        foreach (Value parameter in function.Parameters)
        {
            builder.AddParameter(parameter);
        }

        Dictionary<ScalarKind, Value> tapes = Tapes(builder);
        RefuseSharedMemory(builder, function);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            Value parameter = function.Parameters[i];
            if (parameter.Type is ScalarType { Kind: var kind })
            {
                Push(builder, tapes, kind, parameter);
            }
            else if (IsSaved(parameter, form.Stable[i]) && tapes.TryGetValue(ElementOf(parameter), out Value? tape))
            {
                SavedMemory.Push(builder, parameter, tape);
            }
        }

        Value[] results = builder.Call(function.Name, [.. function.Parameters], function.Results.Select(result => result.Type).ToArray());
        if (whole.TakesTurns)
        {
            Push(builder, tapes, ScalarKind.I32, results[results.Length - 1]);
        }

        return builder.Build(results);
    }

    private Block ReverseAtomic(Function function, SplitForm form, AtomicForm whole)
    {
        BlockBuilder builder = new(function.NextId());
        Value?[] parameters = new Value?[function.Parameters.Count];
        foreach (Value parameter in function.Parameters.Where(parameter => parameter.Type.IsReference))
        {
            parameters[function.Parameters.ToList().IndexOf(parameter)] = parameter;
            builder.AddParameter(parameter);
        }

        Value?[] shadows = function.Parameters.Select((parameter, i) => form.Active[i] && parameter.Type.IsReference
            ? builder.Parameter(ShadowTypes.Of(parameter.Type), AdjointMap.NameOf(parameter)) : null).ToArray();
        Dictionary<ScalarKind, Value> tapes = Tapes(builder);
        Value[] seeds = function.Results.Where(result => result.Type.IsFloating)
            .Select(result => builder.Parameter(result.Type, AdjointMap.NameOf(result) ?? "seed")).ToArray();

        Value[] turns = whole.TakesTurns ? [Pop(builder, tapes, IrType.I32)] : [];
        for (int i = parameters.Length - 1; i >= 0; i--)
        {
            Value parameter = function.Parameters[i];
            if (parameter.Type is ScalarType scalar)
            {
                parameters[i] = Pop(builder, tapes, scalar);
            }
            else if (IsSaved(parameter, form.Stable[i]))
            {
                Value copy = SavedMemory.Like(builder, parameter);
                if (tapes.TryGetValue(ElementOf(parameter), out Value? tape))
                {
                    SavedMemory.Pop(builder, copy, tape);
                }

                parameters[i] = SavedMemory.As(builder, copy, parameter.Type);
            }
        }

        List<Value> accumulators = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (whole.Active[i] && function.Parameters[i].Type.IsReference)
            {
                accumulators.Add(shadows[i] ?? MemoryLoops.ZerosLike(builder, parameters[i]!, ShadowTypes.Of(function.Parameters[i].Type)));
            }
        }

        int[] scalars = Enumerable.Range(0, parameters.Length).Where(i => whole.Active[i] && !function.Parameters[i].Type.IsReference).ToArray();
        Value[] results = builder.Call(whole.Function, [.. parameters.Select(value => value!), .. turns, .. seeds, .. accumulators],
            scalars.Select(i => function.Parameters[i].Type).ToArray());
        IEnumerable<Value> wanted = Enumerable.Range(0, parameters.Length)
            .Where(i => form.Active[i] && !function.Parameters[i].Type.IsReference)
            .Select(i => Array.IndexOf(scalars, i) is >= 0 and int at ? results[at] : builder.Floating(function.Parameters[i].Type, 0));
        return builder.Build([.. wanted]);
    }

    private static ScalarKind ElementOf(Value memory) => ((ScalarType)((MemoryType)memory.Type).Element).Kind;

    // A first run finds the kinds that are needed, and has tapes of all.
    private static void Push(BlockBuilder builder, Dictionary<ScalarKind, Value> tapes, ScalarKind kind, Value value) =>
        builder.Do(OpCode.Push, [tapes[kind], value]);

    private static Value Pop(BlockBuilder builder, Dictionary<ScalarKind, Value> tapes, ScalarType type) =>
        builder.Emit(OpCode.Pop, type, [tapes[type.Kind]]);

    private void RefuseSharedMemory(BlockBuilder builder, Function function)
    {
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            for (int j = 0; j < function.Parameters.Count; j++)
            {
                if (i != j && summaries.Writes(function.Name, i) && (j > i || !summaries.Writes(function.Name, j))
                    && function.Parameters[i].Type is MemoryType { Rank: > 0, Element: ScalarType element } first
                    && function.Parameters[j].Type is MemoryType { Rank: > 0 } second && second.Element == element
                    && (first.Kind == MemoryKind.Grid) == (second.Kind == MemoryKind.Grid))
                {
                    BlockBuilder failure = builder.Nested();
                    failure.Do(OpCode.Throw, [], symbol: RuntimeCalls.SharedMemory(function.Parameters[i].Name, function.Parameters[j].Name));
                    builder.If(builder.Emit(OpCode.Overlaps, IrType.Bool, [function.Parameters[i], function.Parameters[j]]), failure.Build(), Block.Empty);
                }
            }
        }
    }
}
