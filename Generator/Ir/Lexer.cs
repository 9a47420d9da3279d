using System.Globalization;
using System.Text;

namespace Adjoint.Generator.Ir;

/// <summary>Cuts IR text into tokens. White space separates and means nothing else; <c>//</c> starts a comment that ends with its line.</summary>
internal static class Lexer
{
    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        int line = 1;
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '\n')
            {
                line++;
                at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '/' && at + 1 < text.Length && text[at + 1] == '/')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (c == '"')
            {
                tokens.Add(new(TokenKind.Quoted, Unquote(text, ref at, line), line));
            }
            else if (c == '%')
            {
                int start = ++at;
                at = SkipName(text, at);
                tokens.Add(new(TokenKind.Value, text.Substring(start, at - start), line));
            }
            else if (c == '-' || IsNamePart(c))
            {
                int start = at;
                at = char.IsDigit(c) || c == '-' ? SkipNumber(text, at) : SkipWord(text, at);
                tokens.Add(new(TokenKind.Word, text.Substring(start, at - start), line));
            }
            else if ("@(){}[]<>:,=".IndexOf(c) >= 0)
            {
                tokens.Add(new(TokenKind.Mark, c.ToString(), line));
                at++;
            }
            else
            {
                throw Error(line, $"'{c}' has no meaning here");
            }
        }

        tokens.Add(new(TokenKind.End, "", line));
        return tokens;
    }

    public static FormatException Error(int line, string message) =>
        new("line " + line.ToString(CultureInfo.InvariantCulture) + ": " + message);

    /// <summary>Whether <paramref name="name"/> reads back as one name when it is printed.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && SkipName(name, 0) == name.Length;

    /// <summary>Whether <paramref name="name"/> can stand behind the dot of a value.</summary>
    public static bool IsHint(string name) => name.Length > 0 && SkipName(name, 0) == name.Length;

    // Everything that a C# identifier may hold, and the dot of nested names.
    private static bool IsNamePart(char c) => c is '_' or '.' || char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.Format or UnicodeCategory.LetterNumber;

    private static int SkipName(string text, int at)
    {
        while (at < text.Length && IsNamePart(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int SkipWord(string text, int at)
    {
        int end = SkipName(text, at);
        bool isNaN = end - at == 3 && string.CompareOrdinal(text, at, "nan:", 0, 4) == 0;
        return isNaN ? SkipName(text, end + 1) : end;
    }

    // A sign belongs to a number at its start and after its E.
    private static int SkipNumber(string text, int at)
    {
        at++;
        while (at < text.Length && (IsNamePart(text[at]) || (text[at] is '+' or '-' && text[at - 1] is 'E' or 'e')))
        {
            at++;
        }

        return at;
    }

    private static string Unquote(string text, ref int at, int line)
    {
        StringBuilder result = new();
        for (at++; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return result.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                result.Append(text[at] switch { 'n' => '\n', 'r' => '\r', char other => other });
            }
            else
            {
                result.Append(text[at]);
            }
        }

        throw Error(line, "the quoted text does not end on its line");
    }
}
