using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Methods that have derivatives of the user's, the functions of those derivatives, and methods that run again instead of storing.</summary>
internal sealed partial class ModuleLowering
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, bool>> Followed = new();

    // The methods that are being tried, this one among them.
    private HashSet<IMethodSymbol> _tried = new(SymbolEqualityComparer.Default);

    /// <summary>What is wrong with the declaration of a method that a rule names.</summary>
    public Rejection? RuleFault { get; set; }

    /// <summary>Whether derivatives of derivatives are asked for, so that rules are differentiated themselves.</summary>
    public bool IsSecondOrder { get; set; }

    /// <summary>Results of foreign code that only reads a variable, with their functions.</summary>
    public List<(string Function, int Id)> Reads { get; } = [];

    /// <summary>Loops, and turns of loops, that the method being lowered leaves to functions of their own.</summary>
    public List<Function> Outlined { get; } = [];

    /// <summary>A name for a loop of a function.</summary>
    public string OutlinedName(string function)
    {
        string name;
        int number = 1;
        do
        {
            name = FormattableString.Invariant($"{function}:loop{number++}");
        }
        while (!_taken.Add(name));
        return name;
    }

    /// <summary>What was noted of a loop's body since then is a matter of the function that the body becomes.</summary>
    public void MoveNotes((int Losses, int Outside, int Reads) since, string from, string to)
    {
        for (int i = since.Losses; i < Losses.Count; i++)
        {
            Losses[i] = Losses[i].Function == from ? Losses[i] with { Function = to } : Losses[i];
        }

        for (int i = since.Reads; i < Reads.Count; i++)
        {
            Reads[i] = Reads[i].Function == from ? (to, Reads[i].Id) : Reads[i];
        }

        Outside.Move(since.Outside, from, to);
    }

    /// <summary>The function of a method, and those of its rules; null where something stands in the way.</summary>
    private Function? Lowered(IMethodSymbol method, bool isRoot, List<Function> functions)
    {
        string name = _names[method];
        IReadOnlyList<UserRule> rules = UserRules.Of(_compilation, Cancellation).For(method);
        bool isRule = method.HasAttribute(WellKnown.DerivativeOf);
        if ((rules.Count > 0 || isRule) && !isRoot && !IsFollowed(method))
        {
            return AsText(method, name, rules, functions);
        }

        Function? function = new BodyLowering(this, method, isRoot).Lower(name);
        if (function is null)
        {
            return null;
        }

        if (rules.Count > 0)
        {
            return WithRules(function, rules, functions);
        }

        if (!method.HasAttribute(WellKnown.Checkpoint))
        {
            return function;
        }

        if (function.Results.Any(result => result.Type is MemoryType or ObjectType))
        {
            Rejections.Add(RejectionKind.Checkpoint, method.Locations[0], method.Name, "it returns memory that it makes", "let it write to a span that is passed to it");
            return null;
        }

        return function with { Checkpoint = CheckpointKind.Whole };
    }

    private Function? AsText(IMethodSymbol method, string name, IReadOnlyList<UserRule> rules, List<Function> functions)
    {
        if (new BodyLowering(this, method, isRoot: false).LowerAsText(name) is not { } text)
        {
            SyntaxNode? at = (rules.FirstOrDefault() ?? RuleOf(method))?.Syntax;
            if (at is not null && !Rejections.HasErrors)
            {
                Rejections.Add(RejectionKind.CustomDerivative, at, method.Name, "its body is not followed, and a call of it cannot be written elsewhere", "pass what it needs by value, and return what it computes");
            }

            return null;
        }

        if (RuleOf(method) is { } own)
        {
            // As long as it is only called, nothing is lost; once it is differentiated itself, all is.
            Losses.Add(new Loss(name, text.Parameters.ToList(), RejectionKind.CustomDerivative, own.Syntax, _ =>
                [own.Target.Name, $"its rule '{method.Name}' is differentiated here and its body is not followed", "write the rule in C# that is followed, or ask for first derivatives only"]));
        }

        return WithRules(text, rules, functions);
    }

    private UserRule? RuleOf(IMethodSymbol method) => UserRules.Of(_compilation, Cancellation).All
        .FirstOrDefault(rule => SymbolEqualityComparer.Default.Equals(rule.Method.OriginalDefinition, method.OriginalDefinition));

    private Function WithRules(Function function, IReadOnlyList<UserRule> rules, List<Function> functions)
    {
        foreach (UserRule rule in rules)
        {
            RuleAdapter adapter = new(this, function, rule);
            functions.Add(adapter.Function);
            CallRule written = new(adapter.Function.Name, adapter.Active.ToEquatableArray());
            function = rule.Kind == CompanionKind.Vjp ? function with { Vjp = written } : function with { Jvp = written };
        }

        return function;
    }

    /// <summary>Whether the body of a method can be lowered by itself; what has a rule need not.</summary>
    private bool IsFollowed(IMethodSymbol method)
    {
        if (!MethodBodies.IsInSource(method, this) || method.IsExtern || method.HasNoDerivative())
        {
            return false;
        }

        if (_tried.Contains(method))
        {
            return true;
        }

        ConcurrentDictionary<IMethodSymbol, bool> known = Followed.GetValue(_compilation, _ => new(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(method, out bool isFollowed))
        {
            ModuleLowering trial = new(_compilation, Cancellation) { Expand = Expand, _tried = new(_tried, SymbolEqualityComparer.Default) { method } };
            try
            {
                isFollowed = trial.Lower(method, method.Parameters.Select(_ => (string?)null).ToList()) is not null && !trial.Rejections.HasErrors;
            }
            catch (InvalidOperationException)
            {
                isFollowed = false;
            }

            known[method] = isFollowed;
        }

        return isFollowed;
    }

    /// <summary>Refuses effects in what runs again.</summary>
    private void CheckCheckpoints(Module module, IMethodSymbol root)
    {
        if (module.Functions.All(function => function.Checkpoint == CheckpointKind.None))
        {
            return;
        }

        // Variables are read again only where nothing is there that could change them between.
        HashSet<(string, int)> reads = [.. Reads];
        bool changes = module.Functions.Any(function => FirstEffect(function.Name, function.Body, reads) is not null);
        reads = changes ? [] : reads;
        foreach (Function function in module.Functions.Where(function => function.Checkpoint != CheckpointKind.None))
        {
            foreach (string name in ReachedFunctions(module, function.Name, withRules: false))
            {
                if (module.Find(name) is { } body && FirstEffect(name, body.Body, reads) is { } effect)
                {
                    SyntaxNode? at = NodeOf(new Obstacle(FunctionNames.SourceOf(name), effect.Source?.Line, effect.Source?.Text, "", ""), root);
                    string text = at is null ? effect.Source?.Text ?? function.Name : Rejections.Text(at);
                    string[] words = [text, $"it is an effect, or code that Adjoint cannot see, within the checkpoint '{FunctionNames.SourceOf(function.Name)}', and must run once", "move it out of the checkpoint"];
                    if (at is null)
                    {
                        Rejections.Add(RejectionKind.Checkpoint, root.Locations[0], words);
                    }
                    else
                    {
                        Rejections.Add(RejectionKind.Checkpoint, at, words);
                    }
                }
            }
        }
    }

    private static Operation? FirstEffect(string function, Block block, HashSet<(string, int)> reads)
    {
        foreach (Operation operation in block.Operations)
        {
            if (operation is { Code: OpCode.Opaque, IsFixedRead: false } && !(operation.Results.Count == 1 && reads.Contains((function, operation.Result.Id))))
            {
                return operation;
            }

            if (operation.Regions.Select(region => FirstEffect(function, region, reads)).FirstOrDefault(effect => effect is not null) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static HashSet<string> ReachedFunctions(Module module, string function, bool withRules = true)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Queue<string> pending = new([function]);
        while (pending.Count > 0)
        {
            string name = pending.Dequeue();
            if (reached.Add(name) && module.Find(name) is { } body)
            {
                foreach (string callee in Callees(body.Body).Concat(withRules ? new[] { body.Vjp, body.Jvp }.OfType<CallRule>().Select(rule => rule.Function) : []))
                {
                    pending.Enqueue(callee);
                }
            }
        }

        return reached;
    }
}
