using Adjoint.Generator.Differentiation.Rules;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>Faults in the table of rules: the sign of a contribution, or a factor.</summary>
internal static class RuleMutants
{
    private static readonly (string Rule, int Operand)[] Places =
    [
        ("add", 0), ("add", 1), ("sub", 0), ("sub", 1), ("mul", 0), ("mul", 1), ("div", 0), ("div", 1), ("neg", 0),
        ("FusedMultiplyAdd", 0), ("FusedMultiplyAdd", 1), ("FusedMultiplyAdd", 2), ("Sin", 0), ("Cos", 0), ("Tanh", 0), ("Atan", 0), ("Asinh", 0), ("Exp", 0),
        ("Sqrt", 0), ("Log", 0), ("Cbrt", 0), ("Abs", 0), ("Max", 0), ("Max", 1), ("Min", 0), ("Min", 1), ("Pow", 0), ("select", 1), ("select", 2),
        ("Erf", 0), ("NormalCdf", 0), ("Softplus", 0), ("LogGamma", 0), ("NormalQuantile", 0),
    ];

    public static IEnumerable<(string Name, RuleSet Rules)> All()
    {
        for (int i = 0; i < Places.Length; i++)
        {
            (string name, int operand) = Places[i];
            yield return ($"rule {name}, operand {operand}: sign", With(name, operand, "-({0})"));
            if (i % 3 == 0)
            {
                yield return ($"rule {name}, operand {operand}: factor", With(name, operand, "({0}) * 2"));
            }
        }
    }

    private static RuleSet With(string name, int operand, string form)
    {
        Rule rule = RuleTable.All.Single(rule => rule.Name == name);
        string text = rule.Contributions[operand];
        string formula = text.Split(" | ")[0];
        string mutant = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, formula) + text[formula.Length..];
        return RuleSet.Default.With(rule with { Contributions = new(rule.Contributions.Select((old, i) => i == operand ? mutant : old)) });
    }
}
