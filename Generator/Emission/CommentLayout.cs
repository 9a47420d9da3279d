namespace Adjoint.Generator.Emission;

/// <summary>Lines with trailing comments, aligned within each run of statements.</summary>
internal sealed class CommentLayout(SourceWriter writer)
{
    private const int Rightmost = 125;
    private const int LongestComment = 100;

    private readonly List<(string Text, string? Comment)> _run = [];

    public void Line(string text, string? comment) => _run.Add((text, comment is null ? null : Clean(comment)));

    /// <summary>A statement of several lines; its comment stands above it.</summary>
    public void Lines(IReadOnlyList<string> lines, string? comment)
    {
        if (lines.Count == 1)
        {
            Line(lines[0], comment);
            return;
        }

        if (comment is not null)
        {
            _run.Add(("// " + Clean(comment), null));
        }

        _run.AddRange(lines.Select(line => (line, (string?)null)));
    }

    /// <summary>Writes the run that ends here.</summary>
    public void Flush()
    {
        int column = 0;
        foreach ((string text, string? comment) in _run)
        {
            if (comment is not null && Fits(text.Length, comment))
            {
                column = Math.Max(column, text.Length);
            }
        }

        foreach ((string text, string? comment) in _run)
        {
            if (comment is null)
            {
                writer.Line(text);
            }
            else if (Fits(Math.Max(column, text.Length), comment))
            {
                writer.Line(text.PadRight(column) + "  // " + comment);
            }
            else if (Fits(text.Length, comment))
            {
                writer.Line(text + "  // " + comment);
            }
            else
            {
                writer.Line("// " + comment);
                writer.Line(text);
            }
        }

        _run.Clear();
    }

    private bool Fits(int length, string comment) => writer.Column + length + 5 + comment.Length <= Rightmost;

    // A comment ends at any line separator that C# knows.
    private static string Clean(string comment)
    {
        string line = new(comment.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character).ToArray());
        return line.Length <= LongestComment ? line.Trim() : line.Substring(0, LongestComment - 1).TrimEnd() + "…";
    }
}
