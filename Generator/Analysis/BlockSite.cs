using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>A block at its place in a function. Sites compare by identity.</summary>
internal sealed class BlockSite(Block block, OperationSite? owner)
{
    public Block Block { get; } = block;

    /// <summary>The operation whose region this is, null for a function's body.</summary>
    public OperationSite? Owner { get; } = owner;

    public List<OperationSite> Operations { get; } = [];

    public BlockSite? Parent => Owner?.Block;

    /// <summary>Whether this block is <paramref name="other"/> or stands inside it.</summary>
    public bool IsWithin(BlockSite other)
    {
        for (BlockSite? site = this; site is not null; site = site.Parent)
        {
            if (ReferenceEquals(site, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The loops around the block, innermost first.</summary>
    public IEnumerable<OperationSite> Loops()
    {
        for (OperationSite? site = Owner; site is not null; site = site.Block.Owner)
        {
            if (site.IsLoop)
            {
                yield return site;
            }
        }
    }
}
