using System.Text;

namespace Adjoint.Generator.Emission;

/// <summary>Whether a printed statement is so near to the user's text that repeating that text would say nothing.</summary>
internal static class SourceLikeness
{
    private static readonly HashSet<string> Types = new(
        "var bool sbyte byte short ushort char int uint long ulong float double Span ReadOnlySpan const return".Split(' '),
        StringComparer.Ordinal);

    public static bool Same(string printed, string source) => Essence(printed) == Essence(source);

    // Without white space, semicolons, types of declarations and suffixes of numbers.
    private static string Essence(string text)
    {
        StringBuilder essence = new();
        int position = 0;
        while (position < text.Length)
        {
            char character = text[position];
            if (Identifiers.IsStart(character))
            {
                int start = position;
                while (position < text.Length && Identifiers.IsPart(text[position]))
                {
                    position++;
                }

                string word = text.Substring(start, position - start);
                bool suffix = start > 0 && char.IsDigit(text[start - 1]);
                essence.Append(suffix || Types.Contains(word) ? "" : word);
                continue;
            }

            if (!char.IsWhiteSpace(character) && character is not (';' or Code.SoftBreak or '@'))
            {
                essence.Append(character);
            }

            position++;
        }

        return essence.Replace(".0", "").ToString();
    }
}
