namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>One <c>name = number</c> of a <see cref="RuleContribution"/>.</summary>
internal sealed record RuleSubstitution(RuleVariable Variable, double Value);
