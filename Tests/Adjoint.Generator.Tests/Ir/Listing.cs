using System.Text.RegularExpressions;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Architecture;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>A fenced block of a page that holds IR, and the runs that stand in it.</summary>
/// <param name="Page">The page, relative to the root.</param>
/// <param name="Line">The line of the page on which the block begins, from 1.</param>
/// <param name="Text">The IR with its comments.</param>
public sealed partial record Listing(string Page, int Line, string Text)
{
    /// <summary>The lines <c>// run: @"name"(arguments) = results</c>, without their beginning.</summary>
    public IEnumerable<string> Runs => Text.Split('\n')
        .Where(line => line.StartsWith("// run:", StringComparison.Ordinal))
        .Select(line => line["// run:".Length..].Trim());

    public static IEnumerable<Listing> Of(string page)
    {
        string text = Repository.ReadText(page);
        foreach (Match match in Fence().Matches(text))
        {
            yield return new(page, text[..match.Index].Count(c => c == '\n') + 1, match.Groups[1].Value);
        }
    }

    public Module Module => Parser.Parse(Text);

    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex("^```ir\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
