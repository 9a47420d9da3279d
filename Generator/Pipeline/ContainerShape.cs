namespace Adjoint.Generator.Pipeline;

/// <summary>What a leaf of a parameter container is.</summary>
public enum ContainerShape
{
    /// <summary>A float or double.</summary>
    Scalar,

    /// <summary><c>T[]</c>.</summary>
    Array,

    /// <summary><c>T[,]</c> and higher.</summary>
    Grid,

    /// <summary>An array of arrays, at any depth.</summary>
    Jagged,

    /// <summary>A further container.</summary>
    Container,

    /// <summary>An array of containers.</summary>
    ContainerArray,
}
