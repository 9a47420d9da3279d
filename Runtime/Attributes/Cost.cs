namespace Adjoint;

/// <summary>Properties of the generated code that a build must not lose, for <see cref="DifferentiableAttribute.Require"/>.</summary>
[Flags]
public enum Cost
{
    /// <summary>Nothing is required.</summary>
    None = 0,

    /// <summary>The derivative stores nothing that grows with the number of iterations of a loop, and keeps no tape.</summary>
    TapeFree = 1,

    /// <summary>Every innermost loop, and its adjoint, is vector code.</summary>
    Vectorized = 2,
}
