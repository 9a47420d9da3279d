namespace Adjoint.Generator.Ir;

/// <summary>Whether a function's intermediate values are computed again in the backward pass instead of being stored.</summary>
public enum CheckpointKind
{
    None,

    /// <summary>A method: it runs again as a whole, just before it is reversed.</summary>
    Whole,

    /// <summary>
    /// A loop that stands alone in its function: the number of snapshots is the first parameter, the number of turns the last result;
    /// each turn calls one function.
    /// </summary>
    Loop,

    /// <summary>
    /// The reverse of one of these, or a derivative of that: its intermediate values live while it runs, so it is never put in the
    /// place of its call. Reversed again, it is as a method.
    /// </summary>
    Reversed,
}
