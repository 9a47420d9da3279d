using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>The words for what became of a loop.</summary>
internal static class Remarks
{
    /// <summary>Why a loop stays as it is: the statement in the way, and what it does.</summary>
    public static string Scalar(Operation operation, string reason) =>
        $"scalar: '{operation.Source?.Text ?? operation.Info.Mnemonic}' {reason}";

    /// <summary>What a vectorised loop does, its greatest width, whether short ones are left out, and whether it keeps anything for a later sweep.</summary>
    public static string Vectorized(VectorPlan plan, bool stores, bool notShort)
    {
        List<string> kinds = [];
        if (plan.Accesses.Any(access => access.Writes && access.IsContiguous))
        {
            kinds.Add("map");
        }

        kinds.AddRange(plan.Carried.Select(Word).Concat(plan.MemorySums.Select(_ => "sum")).Distinct());
        string from = notShort ? FormattableString.Invariant($" from {plan.FewestTurns} turns on") : "";
        return FormattableString.Invariant($"{string.Join(" and ", kinds)}, {plan.Widths[0]} bits{from}{(stores ? "" : ", nothing stored")}");
    }

    /// <summary>The statements of a loop, in order, each once.</summary>
    public static string Statements(Operation loop)
    {
        string[] texts = Analysis.MemoryEffects.All(loop.Regions[0])
            .Select(operation => operation.Source?.Text)
            .Where(text => text is not null && text != loop.Source?.Text)
            .Select(text => text!)
            .Distinct()
            .ToArray();
        return texts.Length > 0 ? string.Join("; ", texts) : loop.Source?.Text ?? "a loop";
    }

    private static string Word(CarriedKind kind) => kind switch
    {
        CarriedKind.Sum => "sum",
        CarriedKind.Product => "product",
        CarriedKind.Maximum => "maximum",
        CarriedKind.Minimum => "minimum",
        _ => "recurrence",
    };
}
