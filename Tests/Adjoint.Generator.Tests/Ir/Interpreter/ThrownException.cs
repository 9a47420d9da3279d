namespace Adjoint.Generator.Tests.Ir;

/// <summary>The program that the interpreter runs has executed a <c>throw</c>.</summary>
public sealed class ThrownException(string expression, IReadOnlyList<object?> operands)
    : Exception($"throw {expression} with ({string.Join(", ", operands)})")
{
    /// <summary>The C# text of the exception, with its holes.</summary>
    public string Expression { get; } = expression;

    /// <summary>What fills the holes.</summary>
    public IReadOnlyList<object?> Operands { get; } = operands;
}
