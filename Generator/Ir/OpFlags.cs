namespace Adjoint.Generator.Ir;

/// <summary>What an operation carries beside its operands.</summary>
[Flags]
public enum OpFlags
{
    None = 0,

    /// <summary>Integer arithmetic or a conversion that throws on overflow.</summary>
    Checked = 1,

    /// <summary>An operation of a trapping kind that is known not to trap here, so that it may be removed, repeated and moved.</summary>
    Safe = 2,

    /// <summary>Memory that leaves the function (returned, or stored into other memory) and so comes from the heap, not the workspace.</summary>
    Escapes = 4,

    /// <summary>Arithmetic whose value must be bit for bit the source's: neither contracted nor reassociated.</summary>
    Strict = 8,

    /// <summary>Allocated memory whose every element is written before it is read, so that it need not be cleared.</summary>
    Uninitialized = 16,

    /// <summary>
    /// Arithmetic on cotangents or tangents, made by a transform: the sign of a zero is of no account, and a factor that is
    /// the constant zero makes the product zero.
    /// </summary>
    Adjoint = 32,

    /// <summary>Memory in which a forward sweep keeps, turn by turn, what the backward sweep needs.</summary>
    Residual = 64,
}
