namespace Adjoint.Generator.Emission;

/// <summary>Writes the head of a method; parameters that do not fit beside its name stand on lines of their own.</summary>
internal static class DeclarationText
{
    public static void Write(SourceWriter writer, string head, IReadOnlyList<string> parameters, string after = "")
    {
        string line = head + "(" + string.Join(", ", parameters) + ")" + after;
        if (writer.Column + line.Length <= LineBreaking.Width || parameters.Count == 0)
        {
            writer.Line(line);
            return;
        }

        writer.Line(head + "(");
        string list = string.Join("," + Code.SoftBreak + " ", parameters) + ")" + after;
        foreach (string part in LineBreaking.Lines(list, writer.Column + 4))
        {
            writer.Line("    " + part.TrimStart());
        }
    }
}
