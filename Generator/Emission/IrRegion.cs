using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>A block at its place in the function. Operations that follow a certain throw are left out.</summary>
internal sealed class IrRegion(Block block, IrNode? owner)
{
    public Block Block { get; } = block;

    /// <summary>The operation whose region it is, null for the function's body.</summary>
    public IrNode? Owner { get; } = owner;

    public List<IrNode> Nodes { get; } = [];

    /// <summary>Whether control never reaches the end of the region.</summary>
    public bool NeverEnds { get; set; }

    public bool IsLoopBody => Owner is { Code: OpCode.For or OpCode.While };

    /// <summary>Whether this region is <paramref name="other"/> or lies inside it.</summary>
    public bool IsWithin(IrRegion other)
    {
        for (IrRegion? region = this; region is not null; region = region.Owner?.Region)
        {
            if (region == other)
            {
                return true;
            }
        }

        return false;
    }
}
