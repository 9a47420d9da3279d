using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// The reverse of calls that are one step: of functions with a rule of the user, which is called, and of checkpointed ones, which
/// run again and are reversed at once. Each is made once for the arguments that are active.
/// </summary>
internal sealed class AtomicFunctions(CallSummaries summaries, RuleSet rules, SplitFunctions split)
{
    private readonly Dictionary<(string Callee, EquatableArray<bool> Active), AtomicForm> _forms = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public AtomicForm Of(string callee, IEnumerable<bool> active, string caller, SourceLine? source)
    {
        (string, EquatableArray<bool> Active) key = (callee, active.ToEquatableArray());
        if (_forms.TryGetValue(key, out AtomicForm? known))
        {
            return known;
        }

        Function function = summaries.Module.Find(callee)!;
        if (function.Vjp is { } rule)
        {
            return _forms[key] = new(rule.Function, Flags(function, rule.Active.Contains), false);
        }

        if (function.Checkpoint == CheckpointKind.None)
        {
            bool[] followed = Flags(function, function.Jvp!.Active.Contains);
            return _forms[key] = new(FromTangents(function, followed, caller, source), followed, false);
        }

        bool isLoop = function.Checkpoint == CheckpointKind.Loop;
        int carried = function.Results.Count - 1;
        int first = isLoop ? CheckpointedLoop.FirstCarried(function) : 0;
        bool[] wanted = Flags(function, i => isLoop && i >= first && i < first + carried ? function.Parameters[i].Type.IsFloating : key.Active[i]);
        string name = Unique(FunctionNames.Vjp(callee));
        _forms[key] = new(name, wanted, isLoop);
        if (isLoop)
        {
            split.Functions.AddRange(new CheckpointedLoop(summaries, this, function, wanted, name, caller, source).Build());
        }
        else
        {
            split.Functions.Add(Whole(function, wanted, name));
        }

        return _forms[key];
    }

    private static bool[] Flags(Function function, Func<int, bool> isActive) => Enumerable.Range(0, function.Parameters.Count).Select(isActive).ToArray();

    // An earlier transform may have left functions of its own in the module.
    private string Unique(string name)
    {
        string unique = name;
        for (int i = 2; summaries.Module.Find(unique) is not null || !_taken.Add(unique); i++)
        {
            unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return unique;
    }

    // Both sweeps in one body; where it is called is the moment at which the intermediate values exist.
    private Function Whole(Function function, bool[] active, string name)
    {
        Function both = new CompanionBuilder(summaries, rules, split, new(function.Name, new(active)), isGradient: false).Build();
        return both with
        {
            Name = name,
            Unaliased = default,
            Checkpoint = CheckpointKind.Reversed,
            Body = both.Body with { Operations = both.Body.Operations.Where(operation => operation.Code != OpCode.Note).ToEquatableArray() },
        };
    }

    /// <summary>The reverse of a function of scalars that has a forward rule alone: the rule along each parameter.</summary>
    private string FromTangents(Function function, bool[] active, string caller, SourceLine? source)
    {
        if (function.Parameters.Where((parameter, i) => parameter.Type.IsReference && (active[i] || summaries.Writes(function.Name, i))).Any())
        {
            throw new ObstacleException(new Obstacle(caller, source?.Line, source?.Text,
                "its rule is one of forward mode (…Jvp), which cannot be reversed where memory has a derivative",
                "write a [DerivativeOf] of mode Vjp for it, too")
            { Kind = ObstacleKind.Rule });
        }

        BlockBuilder builder = new();
        Value[] parameters = function.Parameters.Select(parameter => builder.Parameter(parameter.Type, parameter.Name)).ToArray();
        Value[] seeds = function.Results.Where(result => result.Type.IsFloating).Select(result => builder.Parameter(result.Type, "cotangent")).ToArray();
        int[] followed = Enumerable.Range(0, parameters.Length).Where(i => active[i]).ToArray();
        IrType[] types = [.. function.Results.Select(result => result.Type), .. seeds.Select(seed => seed.Type)];
        List<Value> cotangents = [];
        foreach (int i in followed)
        {
            Value[] direction = followed.Select(k => builder.Floating(parameters[k].Type, k == i ? 1 : 0)).ToArray();
            Value[] tangents = builder.Call(function.Jvp!.Function, [.. parameters, .. direction], types).Skip(function.Results.Count).ToArray();
            cotangents.Add(SumOfProducts(builder, seeds, tangents, parameters[i].Type));
        }

        string name = Unique(FunctionNames.Vjp(function.Name));
        split.Functions.Add(SettledNames.Run(new Function(name, builder.Build([.. cotangents]))));
        return name;
    }

    private static Value SumOfProducts(BlockBuilder builder, Value[] seeds, Value[] tangents, IrType type)
    {
        Value? sum = null;
        for (int i = 0; i < seeds.Length; i++)
        {
            Value product = builder.Binary(OpCode.Mul, seeds[i], tangents[i], flags: OpFlags.Adjoint);
            Value share = product.Type == type ? product : builder.Emit(OpCode.Convert, type, [product]);
            sum = sum is null ? share : builder.Binary(OpCode.Add, sum, share, flags: OpFlags.Adjoint);
        }

        return sum ?? builder.Floating(type, 0);
    }
}
