using System.Text.RegularExpressions;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Every loop that a companion reaches has its fate told, where it is read.</summary>
public sealed partial class LoopRemarkTests
{
    private const string Header = "using System;\nusing Adjoint;\n\npublic static partial class P\n{\n";

    [Fact]
    public void Loops_of_helpers_are_told_over_the_helpers()
    {
        string file = Generated("""
                [Differentiable(nameof(x))]
                public static double Total(ReadOnlySpan<double> x, int depth) => Walk(x, depth);

                static double Walk(ReadOnlySpan<double> x, int depth)
                {
                    double s = 0, p = 1;
                    for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
                    for (int i = 0; i < x.Length; i++) p = p * x[i] + 1;
                    return depth == 0 ? s : s + p * Walk(x, depth - 1);
                }
            """);
        string[] record = Above(file, "TotalWalkRecord(");
        Assert.Contains("// Line 4 of P.Walk: sum, 512 bits, nothing stored.", record);
        Assert.Contains("// Line 5 of P.Walk: scalar: 'p = p * x[i] + 1' keeps values of every turn in order.", record);
        Assert.Contains("// Line 4 of P.Walk: map, 512 bits, nothing stored.", Above(file, "TotalWalkReverse("));
    }

    [Fact]
    public void Outer_loops_and_loops_with_exits_name_the_statement()
    {
        string[] remarks = Above(Generated("""
                [Differentiable(nameof(x))]
                public static double Total(ReadOnlySpan<double> x, int n)
                {
                    double s = 1;
                    for (int i = 0; i < n; i++)
                    {
                        foreach (double v in x)
                        {
                            if (v > s) break;
                            s *= v;
                        }
                    }

                    return s;
                }
            """), "TotalGradient(");
        Assert.Contains("/// Line 10: scalar: 'foreach (double v in x)' is a loop inside of it.<br/>", remarks);
        Assert.Contains("/// Line 12: scalar: 'if (v &gt; s)' leaves the loop.<br/>", remarks);
    }

    [Fact]
    public void Loops_that_became_one_are_both_told()
    {
        string[] remarks = Above(Generated("""
                [Differentiable(nameof(x))]
                public static double Total(ReadOnlySpan<double> x)
                {
                    double s = 0, q = 0;
                    for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
                    for (int i = 0; i < x.Length; i++) q += Math.Exp(x[i]);
                    return s + q;
                }
            """), "TotalGradient(");
        Assert.Contains("/// Line 10: one with the loop of line 11.<br/>", remarks);
        Assert.Contains("/// Line 11: map and sum, 512 bits, nothing stored.", remarks);
    }

    [Fact]
    public void What_needs_the_turn_before_is_named_by_its_statement()
    {
        string file = Generated("""
                [Differentiable(nameof(x))]
                public static double Greatest(ReadOnlySpan<double> x)
                {
                    double m = x[0];
                    for (int i = 1; i < x.Length; i++)
                    {
                        if (x[i] > m) m = x[i];
                    }

                    return m;
                }
            """);
        Assert.Contains("/// <remarks>Line 10: scalar: 'if (x[i] &gt; m)' needs m of the turn before.</remarks>", Above(file, "GreatestForward("));
        Assert.Contains("/// Line 10: scalar: 'if (x[i] &gt; m)' works on bool, which has no vector form.", Above(file, "GreatestGradient("));
    }

    private static string Generated(string members) =>
        ExecutionHarness.Compile(Header + members + "\n}\n").Generated.Single(pair => !pair.Key.Contains(".Vector.", StringComparison.Ordinal)).Value;

    private static string[] Above(string file, string declaration)
    {
        string[] lines = [.. file.Split('\n').Select(line => line.Trim())];
        int at = Array.FindIndex(lines, line => line.Contains(declaration, StringComparison.Ordinal) && Declares().IsMatch(line));
        return [.. lines.Take(at).Reverse().TakeWhile(line => line.StartsWith('/') || line.StartsWith('['))];
    }

    [GeneratedRegex("^(public|private) static ")]
    private static partial Regex Declares();
}
