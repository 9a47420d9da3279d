namespace Adjoint.Generator.Emission;

/// <summary>C# identifiers: keywords, and the identifiers that stand in a piece of code.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum "
        + "event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long "
        + "namespace new null object operator out override params private protected public readonly ref return sbyte sealed short "
        + "sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual "
        + "void volatile while").Split(' '),
        StringComparer.Ordinal);

    // Words that are identifiers only in some places; a local of such a name reads badly or does not compile.
    private static readonly HashSet<string> Contextual = new(
        "_ var await nameof dynamic scoped yield field extension and or not with when where".Split(' '), StringComparer.Ordinal);

    /// <summary>The name as code writes it.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    public static bool IsContextual(string name) => Contextual.Contains(name);

    public static bool IsStart(char character) => char.IsLetter(character) || character == '_';

    public static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    /// <summary>A legal identifier as close to <paramref name="text"/> as can be, or null where nothing is left.</summary>
    public static string? Legal(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string kept = new(text.Where(IsPart).ToArray());
        return kept.Length == 0 ? null : IsStart(kept[0]) ? kept : "_" + kept;
    }

    /// <summary>Every identifier of a piece of C# text, without <c>@</c>.</summary>
    public static IEnumerable<string> In(string text)
    {
        int position = 0;
        while (position < text.Length)
        {
            int start = position;
            if (IsStart(text[position]))
            {
                while (position < text.Length && IsPart(text[position]))
                {
                    position++;
                }

                yield return text.Substring(start, position - start);
            }
            else
            {
                // Digits are passed over with the letters after them (1f, 0x1F), which are not identifiers.
                bool number = char.IsDigit(text[position]);
                position++;
                while (number && position < text.Length && IsPart(text[position]))
                {
                    position++;
                }
            }
        }
    }
}
