using System.Text;

namespace Adjoint.Generator.Emission;

/// <summary>Breaks long statements at their outermost operators and commas.</summary>
internal static class LineBreaking
{
    public const int Width = 110;

    /// <summary>The text on one line.</summary>
    public static string Joined(string text) => text.Replace(Code.SoftBreak.ToString(), "");

    /// <summary>The text as lines of at most <see cref="Width"/> columns where its soft breaks allow; lines after the first are indented.</summary>
    public static List<string> Lines(string text, int column)
    {
        int available = Width - column;
        return Joined(text).Length <= available ? [Joined(text)] : Fill(Pieces(text), available);
    }

    private static List<string> Fill(List<(string Text, int Depth)> pieces, int available)
    {
        // Breaks of the least depth first; where a part is still too long, those inside it.
        int depth = 0;
        int deepest = pieces.Max(piece => piece.Depth);
        List<string> lines;
        do
        {
            lines = FillTo(pieces, available, depth++);
        }
        while (lines.Any(line => line.Length > available) && depth <= deepest);
        return lines;
    }

    private static List<string> FillTo(List<(string Text, int Depth)> pieces, int available, int depth)
    {
        List<string> lines = [];
        StringBuilder line = new();
        int i = 0;
        while (i < pieces.Count)
        {
            StringBuilder unit = new(pieces[i].Text);
            int next = i + 1;
            while (next < pieces.Count && pieces[next].Depth > depth)
            {
                unit.Append(pieces[next++].Text);
            }

            if (line.Length > 0 && line.Length + unit.Length > available)
            {
                lines.Add(line.ToString());
                line.Clear().Append("    ").Append(unit.ToString().TrimStart());
            }
            else
            {
                line.Append(unit);
            }

            i = next;
        }

        lines.Add(line.ToString());
        return lines;
    }

    // The text between soft breaks, each piece with the number of brackets open at its start.
    private static List<(string Text, int Depth)> Pieces(string text)
    {
        List<(string, int)> pieces = [];
        int depth = 0;
        int start = 0;
        int startDepth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                case Code.SoftBreak:
                    pieces.Add((text.Substring(start, i - start), startDepth));
                    start = i + 1;
                    startDepth = depth;
                    break;
            }
        }

        pieces.Add((text.Substring(start), startDepth));
        return pieces;
    }
}
