namespace Adjoint.Generator.Emission;

/// <summary>Where the computation of an operation is written.</summary>
internal enum Placement
{
    /// <summary>As a statement of its own, at its place.</summary>
    Statement,

    /// <summary>Inside the expression of its only use.</summary>
    AtUse,

    /// <summary>Inside the expression of every use: constants, lengths, field chains.</summary>
    AtEveryUse,
}
