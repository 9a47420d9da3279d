using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>Writes rules as IR. All operations written have rules themselves, so that transforms nest.</summary>
internal static class RuleExpansion
{
    /// <summary>What an operand receives from a seed; null for nothing.</summary>
    /// <param name="builder">Where to write.</param>
    /// <param name="operation">An operation that <paramref name="rules"/> has a rule for.</param>
    /// <param name="operand">The index of the operand.</param>
    /// <param name="seed">In reverse mode the cotangent of the result, in forward mode the tangent of the operand.</param>
    /// <param name="primalOperand">Gives the primal value of an operand at this place; asked only for what the rule mentions.</param>
    /// <param name="primalResult">Gives the primal result; asked only where the rule mentions it.</param>
    /// <param name="knownNonZero">
    /// Whether an operand or the result of <paramref name="operation"/> is never zero, so that no care for that case is needed.
    /// </param>
    /// <param name="rules">The rules; null for <see cref="RuleSet.Default"/>.</param>
    /// <param name="constant">The number that an operand of <paramref name="operation"/> always is, null where it varies.</param>
    public static Value? Contribution(
        BlockBuilder builder,
        Operation operation,
        int operand,
        Value seed,
        Func<int, Value> primalOperand,
        Func<Value> primalResult,
        Func<Value, bool>? knownNonZero = null,
        RuleSet? rules = null,
        Func<Value, double?>? constant = null)
    {
        TermBuilder terms = new(builder, seed.Type);
        Primal primal = new(operation, primalOperand, primalResult, knownNonZero, constant);
        Term term = Expand(builder, terms, Rule(operation, rules), primal, operand, seed);
        return term.Is(0) ? null : terms.Write(term);
    }

    /// <summary>The tangent of the result of an operation, from those of its operands; null for zero.</summary>
    /// <param name="tangent">The tangent of an operand, null where it is zero.</param>
    /// <inheritdoc cref="Contribution" path="/param"/>
    public static Value? Tangent(
        BlockBuilder builder,
        Operation operation,
        Func<int, Value?> tangent,
        Func<int, Value> primalOperand,
        Func<Value> primalResult,
        Func<Value, bool>? knownNonZero = null,
        RuleSet? rules = null,
        Func<Value, double?>? constant = null)
    {
        // Both arms at once: the sum of its two contributions would be two selections and an addition.
        if (operation.Code == OpCode.Select && tangent(1) is { } whenTrue && tangent(2) is { } whenFalse)
        {
            return builder.Select(primalOperand(0), whenTrue, whenFalse);
        }

        TermBuilder terms = new(builder, operation.Result.Type);
        Primal primal = new(operation, primalOperand, primalResult, knownNonZero, constant);
        Rule rule = Rule(operation, rules);
        Term sum = Term.Of(0);
        for (int i = 0; i < operation.Operands.Count; i++)
        {
            if (!rule.IsZero(i) && tangent(i) is { } seed)
            {
                sum = terms.Add(sum, Expand(builder, terms, rule, primal, i, seed));
            }
        }

        return sum.Is(0) ? null : terms.Write(sum);
    }

    private static Rule Rule(Operation operation, RuleSet? rules) => (rules ?? RuleSet.Default).Find(operation)
        ?? throw new ArgumentException($"{operation.Info.Mnemonic} has no rule", nameof(operation));

    private static Term Expand(BlockBuilder builder, TermBuilder terms, Rule rule, Primal primal, int operand, Value seed) =>
        rule.IsZero(operand) || !primal.Operation.Operands[operand].Type.IsFloating
            ? Term.Of(0)
            : new RuleExpander(builder, terms, primal, seed).Expand(rule.Contribution(operand));
}
