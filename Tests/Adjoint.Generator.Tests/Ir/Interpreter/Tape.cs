namespace Adjoint.Generator.Tests.Ir;

/// <summary>A last-in-first-out store of residuals.</summary>
public sealed class Tape
{
    private readonly Stack<object> _values = new();

    public int Count => _values.Count;

    /// <summary>The greatest count that there has been.</summary>
    public int Peak { get; private set; }

    public void Push(object value)
    {
        _values.Push(value);
        Peak = Math.Max(Peak, Count);
    }

    public object Pop() => _values.TryPop(out object? value)
        ? value
        : throw new InterpreterException("a pop from an empty tape");
}
