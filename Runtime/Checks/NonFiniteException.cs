namespace Adjoint;

/// <summary>
/// A companion built with <c>AdjointTrapNonFinite</c> made a NaN or an infinity. The message names the statement, where it
/// stands, its values and the loop indices.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    /// <summary>Makes the exception without details.</summary>
    public NonFiniteException()
        : base("A computation made a NaN or an infinity.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public NonFiniteException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public NonFiniteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception for a statement.</summary>
    /// <param name="file">The source file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="statement">The statement's text.</param>
    /// <param name="details">The values that went in and came out, and the loop indices.</param>
    public NonFiniteException(string file, int line, string statement, string details)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"'{statement}' made a value that is not finite: {details}. {file}, line {line}."))
    {
        File = file;
        Line = line;
        Statement = statement;
    }

    /// <summary>The source file, where known.</summary>
    public string? File { get; }

    /// <summary>The line in the source file, from 1; 0 where unknown.</summary>
    public int Line { get; }

    /// <summary>The statement's text, where known.</summary>
    public string? Statement { get; }
}
