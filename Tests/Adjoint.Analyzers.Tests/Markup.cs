using System.Text.RegularExpressions;

namespace Adjoint.Analyzers.Tests;

/// <summary>Source text in which expected diagnostics are marked: <c>{|ADJ0012:Call(x)|}</c> starts where the diagnostic must.</summary>
internal sealed partial record Markup(string Source, IReadOnlyList<(string Id, int Start)> Expected)
{
    public static Markup Parse(string text)
    {
        List<(string, int)> expected = [];
        string source = text;
        while (Mark().Match(source) is { Success: true } match)
        {
            expected.Add((match.Groups["id"].Value, match.Index));
            source = source[..match.Index] + match.Groups["text"].Value + source[(match.Index + match.Length)..];
        }

        return new(source, expected);
    }

    // The innermost mark, so that marks may nest; removing it moves no mark that starts before it.
    [GeneratedRegex(@"\{\|(?<id>[A-Z]+\d+):(?<text>(?:(?!\{\||\|\}).)*)\|\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
