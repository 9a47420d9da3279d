namespace Adjoint;

/// <summary>A derivative does not agree with central differences.</summary>
public sealed class DerivativeCheckException : Exception
{
    /// <summary>Makes the exception without details.</summary>
    public DerivativeCheckException()
        : base("A derivative does not agree with central differences.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public DerivativeCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public DerivativeCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception for a check.</summary>
    /// <param name="message">The message.</param>
    /// <param name="result">The check.</param>
    public DerivativeCheckException(string message, CheckResult result)
        : base(message)
    {
        Result = result;
    }

    /// <summary>The check that failed.</summary>
    public CheckResult? Result { get; }
}
