using System.Text;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>A piece of a random program: a line, or a head with a block in braces. The shrinking of programs works on these.</summary>
/// <param name="Head">The statement, or what stands before the braces.</param>
/// <param name="Body">What stands in the braces; null for a plain statement.</param>
/// <param name="Tail">What follows the closing brace.</param>
internal sealed record Node(string Head, IReadOnlyList<Node>? Body = null, string Tail = "")
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

    /// <summary>Every tree that is one step smaller: a piece left out, or a block in the place of its statement.</summary>
    public static IEnumerable<IReadOnlyList<Node>> Smaller(IReadOnlyList<Node> nodes)
    {
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            Node node = nodes[i];
            yield return [.. nodes.Take(i), .. nodes.Skip(i + 1)];
            if (node.Body is { } body)
            {
                yield return [.. nodes.Take(i), .. body, .. nodes.Skip(i + 1)];
                foreach (IReadOnlyList<Node> smaller in Smaller(body))
                {
                    yield return [.. nodes.Take(i), node with { Body = smaller }, .. nodes.Skip(i + 1)];
                }
            }
        }
    }

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
