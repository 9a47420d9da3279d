namespace Adjoint.Generator.Emission;

/// <summary>A place where a value is used: an operand of a node, or, with no node, what a region yields.</summary>
internal sealed record ValueUse(IrRegion Region, IrNode? Node, int Index)
{
    /// <summary>The place in the region; yields come last.</summary>
    public int Position => Node?.Position ?? int.MaxValue;
}
