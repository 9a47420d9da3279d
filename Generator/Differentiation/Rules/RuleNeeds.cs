namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>The primal values that a contribution mentions, and that must therefore be at hand where it is computed.</summary>
[Flags]
internal enum RuleNeeds
{
    None = 0,

    /// <summary>The first operand; operand i is <c>1 &lt;&lt; i</c>.</summary>
    X = 1,

    Y = 2,

    Z = 4,

    Result = 8,
}
