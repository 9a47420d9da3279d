namespace Adjoint.Generator.Ir;

/// <summary>A piece of IR text and the line on which it stands, from 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    public bool Is(string mark) => Kind == TokenKind.Mark && Text == mark;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Value => $"'%{Text}'",
        TokenKind.Quoted => TypeText.Quote(Text),
        _ => $"'{Text}'",
    };
}
