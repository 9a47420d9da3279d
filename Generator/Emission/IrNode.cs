using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>An operation at its place in the function, with what the analyses of emission say of it.</summary>
internal sealed class IrNode(Operation operation, IrRegion region, int position)
{
    public Operation Operation { get; } = operation;

    public OpCode Code => Operation.Code;

    /// <summary>The region that the operation stands in, and its place there.</summary>
    public IrRegion Region { get; } = region;

    public int Position { get; } = position;

    public List<IrRegion> Regions { get; } = [];

    /// <summary>What it does beside giving results, regions and called functions included.</summary>
    public Effects Effects { get; set; }

    /// <summary>Whether anything needs it to run.</summary>
    public bool IsLive { get; set; }

    public Placement Placement { get; set; }

    /// <summary>For an <c>if</c>: whether it is written as an expression.</summary>
    public bool IsConditional { get; set; }

    public bool Has(Effects effects) => (Effects & effects) != 0;

    public bool IsFolded => Placement != Placement.Statement;
}
