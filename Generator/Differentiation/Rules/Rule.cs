using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>One line of the table: what each operand of an operation receives from the seed <c>d</c>.</summary>
/// <remarks>
/// The same text serves both modes. Reverse: with d the cotangent of the result, the expression is added to the cotangent of
/// the operand. Forward: with d the tangent of the operand, the tangent of the result is the sum over the operands.
/// </remarks>
/// <param name="Name">The mnemonic of an operation, or the name of an elementary function.</param>
/// <param name="Contributions">The text for each operand, as <see cref="RuleParser"/> reads it; <c>0</c> for none.</param>
internal sealed record Rule(string Name, EquatableArray<string> Contributions)
{
    /// <summary>The parsed text for an operand.</summary>
    public RuleContribution Contribution(int operand) => RuleContribution.Of(Contributions[operand]);

    /// <summary>The primal values that the contribution to an operand mentions.</summary>
    public RuleNeeds Needs(int operand) => Contribution(operand).Needs;

    /// <summary>Whether an operand never receives anything.</summary>
    public bool IsZero(int operand) => Contribution(operand).IsZero;

    /// <summary>Whether a contribution mentions the seed and literals alone, so that nothing need be recorded for it.</summary>
    public bool IsLinear(int operand) => Needs(operand) == RuleNeeds.None;
}
