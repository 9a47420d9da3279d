namespace Adjoint.Generator.Ir;

/// <summary>The kinds of <see cref="Token"/> in the text of the IR.</summary>
internal enum TokenKind
{
    /// <summary>A name, a keyword or a number, for example <c>func</c>, <c>f32</c>, <c>-1.5E-07</c>, <c>nan:7ff8000000000000</c>.</summary>
    Word,

    /// <summary><c>%5</c> or <c>%5.name</c>; the text leaves the percent sign out.</summary>
    Value,

    /// <summary>A quoted text, escapes resolved.</summary>
    Quoted,

    /// <summary>One character of punctuation.</summary>
    Mark,

    End,
}
