using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>A C# variable, which holds one or more values of the IR, one after another.</summary>
internal sealed class Variable(int number, IrType type)
{
    public int Number { get; } = number;

    public IrType Type { get; } = type;

    /// <summary>The C# text of its type where that differs from what the IR type says.</summary>
    public string? TypeText { get; set; }

    /// <summary>The name to aim for, null where there is none.</summary>
    public string? Hint { get; set; }

    /// <summary>A word for what it holds, for a variable without a hint.</summary>
    public string? Role { get; set; }

    /// <summary>What code writes for it: a name, or the expression that a parameter is bound to.</summary>
    public string Text { get; set; } = "";

    /// <summary>Whether it exists before the body starts.</summary>
    public bool IsParameter { get; set; }

    /// <summary>Whether it is the index of a <c>for</c>, declared in its header.</summary>
    public bool IsIndex { get; set; }

    /// <summary>The innermost block around all its occurrences.</summary>
    public StatementBlock? Scope { get; set; }

    public Code Code => Code.Variable(Number);
}
