using System.Runtime.CompilerServices;
using System.Text;
using Adjoint.Generator.Differentiation.Rules;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

/// <summary><c>docs/rules.md</c> is the table, written out.</summary>
public sealed class RulesPageTests
{
    private const string Introduction =
        """
        # Rules

        The derivative of every primitive: what each operand receives. This page is written from `Generator/Differentiation/Rules/RuleTable.cs`
        by a test; change the table, run the tests, and move `rules.received.md` to `rules.md`.

        `x`, `y`, `z` are the operands (`n` an integer operand), `r` is the result, `d` the seed. In reverse mode d is the cotangent of the
        result, and what is written is added to the cotangent of the operand. In forward mode d is the tangent of the operand, and the tangent
        of the result is the sum over the operands. A dash stands for no derivative.

        - "where …" exchanges values before the formula is evaluated. A condition with `d == 0` keeps a zero cotangent at zero at a singular
          point, where the formula would make it 0 · ∞; away from that point even a zero cotangent keeps its own derivative, as second
          derivatives need. It is left out where the value is known not to be zero. A condition without d settles a kink: the derivatives
          of all orders are zero there.
        - Kinks: `Abs` has 0 at 0; `Max`, `Min` and their kin split a tie evenly; `Clamp` has 1 on the closed interval, and where x is outside,
          the bound that it is held to has 1; `Hypot` and `Atan2` have 0 at the origin; `Sqrt` has +∞ at 0. `Max` and `Min` of a NaN give their
          seed to both operands; the forms ending in `Number` to the one that is a number.
        - Integer operations, comparisons and conversions from or to integers have no derivative.

        """;

    [Fact]
    public void The_page_is_the_table()
    {
        string path = Path.Combine(Root(), "docs", "rules.md");
        string received = Path.Combine(Root(), "docs", "rules.received.md");
        string page = Page();
        bool same = File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == page;
        if (same)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, page);
        Assert.Fail("docs/rules.md is not what the table says: compare it with docs/rules.received.md, and move that over it if it is right.");
    }

    private static string Page()
    {
        StringBuilder page = new(Introduction.ReplaceLineEndings("\n"));
        foreach (RuleSection section in RuleTable.Sections)
        {
            int operands = section.Rules.Max(rule => rule.Contributions.Count);
            page.Append($"\n## {section.Title}\n| | {string.Join(" | ", "xyz".Take(operands))} |\n");
            page.Append(string.Concat(Enumerable.Repeat("| --- ", operands + 1))).Append("|\n");
            foreach (Rule rule in section.Rules)
            {
                IEnumerable<string> cells = Enumerable.Range(0, operands)
                    .Select(i => i < rule.Contributions.Count ? Cell(rule.Contributions[i]) : "");
                page.Append($"| `{rule.Name}` | {string.Join(" | ", cells)} |\n");
            }
        }

        return page.ToString();
    }

    // A bar ends a cell, in code too.
    private static string Cell(string contribution)
    {
        if (contribution == "0")
        {
            return "–";
        }

        int bar = contribution.IndexOf(" | ", StringComparison.Ordinal);
        if (bar < 0)
        {
            return Code(contribution);
        }

        int colon = contribution.LastIndexOf(':');
        return $"{Code(contribution[..bar])} where {Code(contribution[(bar + 3)..colon])}: {Code(contribution[(colon + 2)..])}";
    }

    private static string Code(string text) => $"`{text.Replace("|", "\\|")}`";

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
