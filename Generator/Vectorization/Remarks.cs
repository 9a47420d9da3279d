using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>The words for what became of a loop.</summary>
internal static class Remarks
{
    /// <summary>Why a loop stays as it is: the statement in the way, and what it does.</summary>
    public static Refusal Scalar(Operation operation, string reason) =>
        new(operation.Source?.Text ?? operation.Info.Mnemonic, reason) { Statement = operation.Source };

    /// <summary>Why a loop that no legality check is made for stays as it is: it holds another, or nobody knows its turns on entry.</summary>
    public static Refusal? OfUnvectorized(Operation loop)
    {
        if (loop.Code == OpCode.While)
        {
            return ExitOf(loop) is { } exit
                ? new(exit.Text, "leaves the loop") { Statement = exit }
                : Scalar(loop, "is asked again after every turn");
        }

        Operation? inner = Analysis.MemoryEffects.All(loop.Regions[0])
            .FirstOrDefault(nested => nested.Code is OpCode.For or OpCode.While && nested.Source is not null && nested.Source != loop.Source);
        return inner is null ? null : Scalar(inner, "is a loop inside of it");
    }

    // The condition goes by a flag that a statement of the turn before set.
    private static SourceLine? ExitOf(Operation loop)
    {
        Block condition = loop.Regions[0], body = loop.Regions[1];
        return Enumerable.Range(0, condition.Parameters.Count)
            .Where(i => condition.Parameters[i].Type == IrType.Bool)
            .Select(i => Analysis.MemoryEffects.All(body).FirstOrDefault(operation => operation.Results.Any(result => result.Id == body.Yields[i].Id)))
            .Select(operation => operation?.Source)
            .FirstOrDefault(source => source is not null && source.Text != loop.Source?.Text);
    }

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
