using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Reverse mode, IR to IR. Adds to the module <c>f:gradient</c> or <c>f:vjp</c> (see <see cref="FunctionNames"/>) and the split
/// functions that they call. The output uses no operation that this transform refuses, so it nests.
/// </summary>
internal static class ReverseMode
{
    /// <summary>The value and its gradient. Destinations are overwritten, or added to where the last parameter, <c>accumulate</c>, is true.</summary>
    public static Module Gradient(Module module, DifferentiationRequest request, RuleSet? rules = null) =>
        Run(module, request, rules ?? RuleSet.Default, isGradient: true);

    /// <summary>The product of a cotangent and the Jacobian. Accumulators are added to; those of written memory hold the cotangent on entry.</summary>
    public static Module Vjp(Module module, DifferentiationRequest request, RuleSet? rules = null) =>
        Run(module, request, rules ?? RuleSet.Default, isGradient: false);

    private static Module Run(Module module, DifferentiationRequest request, RuleSet rules, bool isGradient)
    {
        Module prepared = ReferenceArms.Run(ReferenceChoices.Run(ChosenMemory.Run(module)));
        CallSummaries summaries = new(prepared);
        SplitFunctions split = new(summaries, rules, AllKinds(module, request.Function));
        Function function = new CompanionBuilder(summaries, rules, split, request, isGradient).Build();

        // A first run shows which kinds of residuals there are; the second passes no tape that stays empty.
        ScalarKind[] used = UsedKinds(split.Functions);
        if (split.Functions.Count > 0 && used.Length < split.TapeKinds.Count)
        {
            split = new SplitFunctions(summaries, rules, used);
            function = new CompanionBuilder(summaries, rules, split, request, isGradient).Build();
        }

        return split.Functions.Aggregate(module.With(function), (result, made) => result.With(made));
    }

    private static ScalarKind[] AllKinds(Module module, string root)
    {
        SortedSet<ScalarKind> kinds = [ScalarKind.I32];
        foreach (Function function in module.Functions)
        {
            FunctionIndex index = new(function);
            IEnumerable<Value> values = function.Parameters.Concat(index.Operations.SelectMany(site => site.Operation.Results)
                .Concat(index.Operations.SelectMany(site => site.Regions).SelectMany(region => region.Block.Parameters)));
            kinds.UnionWith(values.Select(value => value.Type is MemoryType memory ? memory.Element : value.Type).OfType<ScalarType>().Select(type => type.Kind));
        }

        return [.. kinds];
    }

    private static ScalarKind[] UsedKinds(IEnumerable<Function> functions) =>
    [
        .. new SortedSet<ScalarKind>(functions
            .SelectMany(function => new FunctionIndex(function).Operations)
            .Where(site => site.Operation.Code is OpCode.Push or OpCode.Pop)
            .Select(site => ((TapeType)site.Operation.Operands[0].Type).Element)
            .OfType<ScalarType>()
            .Select(type => type.Kind)),
    ];
}
