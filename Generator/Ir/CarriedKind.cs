namespace Adjoint.Generator.Ir;

/// <summary>How a loop's carried value moves from one turn to the next.</summary>
/// <remarks>A turn may take several such steps, or none: in the arms of an <c>if</c> or select on what is free of <c>c</c>, and in inner loops.</remarks>
public enum CarriedKind
{
    /// <summary>A recurrence: the turn needs the value of the turn before.</summary>
    State,

    /// <summary><c>c = c + e</c> (or <c>- e</c>) with <c>e</c> free of <c>c</c>, and <c>c</c> used nowhere else in the turn.</summary>
    Sum,

    /// <summary><c>c = c * e</c>, likewise.</summary>
    Product,

    /// <summary><c>c = max(c, e)</c>, likewise.</summary>
    Maximum,

    /// <summary><c>c = min(c, e)</c>, likewise.</summary>
    Minimum,
}
