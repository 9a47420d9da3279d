using System.Globalization;

namespace Adjoint.Generator.Ir;

/// <summary>A place in a list of tokens, and what may be asked to stand there.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _at;

    public Token Next => tokens[_at];

    public Token AfterNext => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public FormatException Unexpected(string expected) => Lexer.Error(Next.Line, $"{expected} should stand in the place of {Next}");

    public Token Take(TokenKind kind, string expected)
    {
        Token token = Next;
        if (token.Kind != kind)
        {
            throw Unexpected(expected);
        }

        _at++;
        return token;
    }

    public bool TryMark(string mark) => Skip(Next.Is(mark));

    public bool TryWord(string word) => Skip(Next.IsWord(word));

    public void Mark(string mark)
    {
        if (!TryMark(mark))
        {
            throw Unexpected($"'{mark}'");
        }
    }

    public string Quoted() => Take(TokenKind.Quoted, "a quoted text").Text;

    public int Integer()
    {
        Token token = Take(TokenKind.Word, "a number");
        return int.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Lexer.Error(token.Line, $"{token} is not a number");
    }

    private bool Skip(bool found)
    {
        _at += found ? 1 : 0;
        return found;
    }
}
