using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The reverse of one primal block: where its code is written, and which primal and shadow values it has at hand.</summary>
internal sealed class ReverseScope(BlockSite site, BlockBuilder builder, ReverseScope? outer)
{
    public BlockSite Site { get; } = site;

    public BlockBuilder Builder { get; } = builder;

    public ReverseScope? Outer { get; } = outer;

    /// <summary>What the forward code left, where this is the scope of a sweep root.</summary>
    public SweepStorage? Storage { get; init; }

    /// <summary>The number of the turn, from 0, in the reverse of a <c>while</c>.</summary>
    public Value? Turn { get; init; }

    /// <summary>Primal values at hand, by id.</summary>
    public Dictionary<int, Value> Primals { get; } = [];

    /// <summary>Shadows at hand, by the id of the primal reference.</summary>
    public Dictionary<int, Value> Shadows { get; } = [];

    /// <summary>The scope of <paramref name="site"/>, this one or one around it.</summary>
    public ReverseScope At(BlockSite site)
    {
        for (ReverseScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (ReferenceEquals(scope.Site, site))
            {
                return scope;
            }
        }

        throw new InvalidOperationException("a value is wanted outside the reverse of the block that defines it");
    }
}
