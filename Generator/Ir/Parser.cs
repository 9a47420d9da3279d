namespace Adjoint.Generator.Ir;

/// <summary>Reads the text of the IR, as <see cref="Printer"/> writes it, back to an equal module.</summary>
/// <remarks>
/// White space and <c>//</c> comments mean nothing. A value that is used must stand defined further up in its function;
/// whether it is visible there, and all else about meaning, is <see cref="Verifier"/>'s business.
/// </remarks>
public static class Parser
{
    /// <exception cref="FormatException">The text is not IR; the message starts with the line, from 1.</exception>
    public static Module Parse(string text) => new ModuleReader(Lexer.Read(text)).ReadModule();
}
