namespace Adjoint.Generator.Ir;

/// <summary>What running an operation can do beside giving its results.</summary>
[Flags]
public enum Effects
{
    None = 0,

    /// <summary>Its results depend on the contents of memory.</summary>
    Reads = 1,

    /// <summary>It changes memory that its operands refer to.</summary>
    Writes = 2,

    /// <summary>It can throw, unless flagged <see cref="OpFlags.Safe"/>: neither removed nor moved.</summary>
    Traps = 4,

    /// <summary>It gives new memory: not merged with its like, removed when unused.</summary>
    Allocates = 8,

    /// <summary>Runs exactly once, in order: never removed, repeated or moved.</summary>
    Once = 16,

    /// <summary>Its effects are those of its regions.</summary>
    FromRegions = 32,
}
