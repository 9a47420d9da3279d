namespace Adjoint.Generator.Pipeline;

/// <summary>What an obstacle is about, which tells the diagnostic that says it.</summary>
public enum ObstacleKind
{
    /// <summary>Memory is not found again.</summary>
    Reference,

    /// <summary>A rule of the user does not give what is asked for.</summary>
    Rule,

    /// <summary>What is to be run again cannot be.</summary>
    Checkpoint,

    /// <summary>What the generated code must keep is lost.</summary>
    Cost,
}
