using System.Text;
using System.Text.RegularExpressions;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>A piece of a random program: a line, or a head with a block in braces. The shrinking of programs works on these.</summary>
/// <param name="Head">The statement, or what stands before the braces.</param>
/// <param name="Body">What stands in the braces; null for a plain statement.</param>
/// <param name="Tail">What follows the closing brace.</param>
internal sealed partial record Node(string Head, IReadOnlyList<Node>? Body = null, string Tail = "")
{
    public static string Print(IEnumerable<Node> nodes)
    {
        StringBuilder text = new();
        foreach (Node node in nodes)
        {
            node.Print(text, 0);
        }

        return text.ToString();
    }

    /// <summary>Every tree that is one step smaller: a piece left out, a block in the place of its statement, a number in the place of an expression.</summary>
    public static IEnumerable<IReadOnlyList<Node>> Smaller(IReadOnlyList<Node> nodes)
    {
        return WithLess(nodes).Concat(WithNumbers(nodes));
    }

    private static IEnumerable<IReadOnlyList<Node>> WithLess(IReadOnlyList<Node> nodes)
    {
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            Node node = nodes[i];
            yield return [.. nodes.Take(i), .. nodes.Skip(i + 1)];
            if (node.Body is { } body)
            {
                yield return [.. nodes.Take(i), .. body, .. nodes.Skip(i + 1)];
                foreach (IReadOnlyList<Node> smaller in WithLess(body))
                {
                    yield return [.. nodes.Take(i), node with { Body = smaller }, .. nodes.Skip(i + 1)];
                }
            }
        }
    }

    // What stands in parentheses, with the name before it, becomes a number, or what stands in it.
    private static IEnumerable<IReadOnlyList<Node>> WithNumbers(IReadOnlyList<Node> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            Node node = nodes[i];
            foreach (Match match in Group().Matches(node.Head))
            {
                string before = node.Head[..match.Index];
                string after = node.Head[(match.Index + match.Length)..];
                foreach (string instead in new[] { "0.7", "1", match.Groups["inner"].Value, "true" })
                {
                    yield return [.. nodes.Take(i), node with { Head = before + instead + after }, .. nodes.Skip(i + 1)];
                }
            }

            foreach (IReadOnlyList<Node> smaller in node.Body is { } body ? WithNumbers(body) : [])
            {
                yield return [.. nodes.Take(i), node with { Body = smaller }, .. nodes.Skip(i + 1)];
            }
        }
    }

    [GeneratedRegex(@"[\w.]*\((?<inner>(?:[^()]|(?<open>\()|(?<-open>\)))*(?(open)(?!)))\)")]
    private static partial Regex Group();

    private void Print(StringBuilder text, int depth)
    {
        string indent = new(' ', 4 * depth);
        text.Append(indent).Append(Head).Append('\n');
        if (Body is not null)
        {
            text.Append(indent).Append("{\n");
            foreach (Node node in Body)
            {
                node.Print(text, depth + 1);
            }

            text.Append(indent).Append('}').Append(Tail).Append('\n');
        }
    }
}
