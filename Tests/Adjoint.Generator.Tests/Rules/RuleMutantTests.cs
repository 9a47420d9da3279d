using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>The sample points are only as good as the faults that show there: every smooth formula is spoilt in every small way.</summary>
/// <remarks>Choices between arms and substitutions matter at kinks and singular points alone; <see cref="RuleSpecialValueTests"/> pins them.</remarks>
public sealed class RuleMutantTests
{
    private static readonly (string From, string To)[] Exchanges =
    [
        ("+", "-"), (" - ", " + "), ("-", ""), ("*", "/"), ("/", "*"), ("x", "y"), ("y", "x"), ("z", "y"), ("r", "x"), ("x", "r"),
        ("d", "-d"), ("d", "d * 2"), ("<", ">"), (">", "<"), ("==", "!="), ("0", "1"), ("1", "2"), ("2", "3"), ("3", "2"), ("n", "2"),
        ("cos", "sin"), ("sin", "cos"), ("log", "exp"), ("exp", "log"), ("ln2", "ln10"), ("ln10", "ln2"), ("pi", "2"),
        ("? 0 : d", "? d : 0"), ("? d : 0", "? 0 : d"), ("sqrt", "abs"), ("hypot", "max"), ("round", "sin"),
    ];

    [Fact]
    public void Faults_in_formulas_show_at_the_sample_points()
    {
        List<string> survivors = [];
        int mutants = 0;
        foreach (Rule rule in RuleTable.All.Where(rule => rule.Name is not ("convert" or "mul")))
        {
            for (int operand = 0; operand < rule.Contributions.Count; operand++)
            {
                foreach (string mutant in rule.IsZero(operand) || Chooses(rule, operand) ? [] : Mutants(rule, operand))
                {
                    mutants++;
                    if (!Shows(rule, operand, mutant))
                    {
                        survivors.Add($"{rule.Name}: {rule.Contributions[operand]} -> {mutant}");
                    }
                }
            }
        }

        Assert.True(survivors.Count == 0, string.Join("\n", survivors));
        Assert.True(mutants > 200, $"only {mutants} mutants");
    }

    private static bool Chooses(Rule rule, int operand) =>
        rule.Contribution(operand).Expression.Nodes().Any(node => node is RuleConditional);

    private static bool Shows(Rule rule, int operand, string mutant)
    {
        RuleSet spoilt = RuleSet.Default.With(
            rule with { Contributions = new(rule.Contributions.Select((text, i) => i == operand ? mutant : text)) });
        StraightLine function = StraightLine.Of(rule, IrType.F64);
        StraightLine right = function.Reverse(operand);
        StraightLine wrong = function.Reverse(operand, spoilt);
        return SamplePoints.For(rule, 40).Any(point =>
            !(Math.Abs(right.Run(point) - wrong.Run(point)) < 1e-6 * Math.Max(1, Math.Abs(right.Run(point)))));
    }

    // The conditions of substitutions stay: singular points are not sample points.
    private static IEnumerable<string> Mutants(Rule rule, int operand)
    {
        string text = rule.Contributions[operand];
        string formula = text.Split(" | ")[0];
        RuleNeeds known = (RuleNeeds)((1 << rule.Contributions.Count) - 1) | RuleNeeds.Result;
        // An integer operand is called n, never y.
        bool ofInteger = Elementary.Find(rule.Name)?.IsIntegerOperand(1) ?? false;
        return Exchanges
            .SelectMany(exchange => Places(formula, exchange.From)
                .Select(at => formula[..at] + exchange.To + formula[(at + exchange.From.Length)..]))
            .Distinct()
            .Where(mutant => Parse(mutant) is { } tree && (tree.Needs & ~known) == 0 && tree != Parse(formula)
                && !(ofInteger && tree.Expression.Mentions(RuleVariable.Y)))
            .Select(mutant => mutant + text[formula.Length..]);
    }

    private static IEnumerable<int> Places(string text, string part)
    {
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    private static RuleContribution? Parse(string text)
    {
        try
        {
            return RuleParser.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
