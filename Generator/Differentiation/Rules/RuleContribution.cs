using System.Collections.Concurrent;
using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>
/// What one operand of a rule receives: an expression linear in the seed, evaluated at other values of its variables where
/// <paramref name="Condition"/> holds.
/// </summary>
/// <remarks>
/// Values are exchanged before the expression is evaluated, not results after it, so that no infinity or NaN is ever computed
/// in an arm that is not taken: derivatives of any order of the expansion stay finite there too.
/// </remarks>
/// <param name="Expression">The contribution.</param>
/// <param name="Condition">Where the substitutions apply; null for a rule without them.</param>
/// <param name="Substitutions">Variables and the constants that replace them.</param>
internal sealed record RuleContribution(
    RuleExpression Expression,
    RuleExpression? Condition,
    EquatableArray<RuleSubstitution> Substitutions)
{
    private static readonly ConcurrentDictionary<string, RuleContribution> Parsed = new(StringComparer.Ordinal);

    /// <summary>The tree of a text of the table, parsed the first time it is asked for.</summary>
    public static RuleContribution Of(string text) => Parsed.GetOrAdd(text, RuleParser.Parse);

    public bool IsZero => Expression is RuleNumber { Value: 0 };

    /// <summary>Whether a zero seed is kept from meeting an infinite partial derivative.</summary>
    public bool IsSingular => Condition is not null && Condition.Mentions(RuleVariable.Seed);

    public RuleNeeds Needs
    {
        get
        {
            RuleNeeds needs = RuleNeeds.None;
            IEnumerable<RuleExpression> nodes = Condition is null ? Expression.Nodes() : Expression.Nodes().Concat(Condition.Nodes());
            foreach (RuleName name in nodes.OfType<RuleName>())
            {
                needs |= name.Variable switch
                {
                    RuleVariable.X => RuleNeeds.X,
                    RuleVariable.Y or RuleVariable.Integer => RuleNeeds.Y,
                    RuleVariable.Z => RuleNeeds.Z,
                    RuleVariable.Result => RuleNeeds.Result,
                    _ => RuleNeeds.None,
                };
            }

            return needs;
        }
    }
}
