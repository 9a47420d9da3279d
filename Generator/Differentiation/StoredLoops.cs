using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Chooses loops whose values are stored although their turns could be repeated: where repeating costs a loop nest that is deeper than the
/// nest of what would be stored, as with a quadratic form (d² products, d sums). Only loops inside of a repeated turn, so that the memory is that of
/// one turn and not of the whole run.
/// </summary>
internal static class StoredLoops
{
    /// <summary>The loops to store for.</summary>
    /// <param name="index">The function.</param>
    /// <param name="plan">Makes a planned sweep in which these loops are not repeated.</param>
    public static HashSet<OperationSite> Of(FunctionIndex index, Func<HashSet<OperationSite>, ReverseSweep> plan)
    {
        HashSet<OperationSite> chosen = [];
        OperationSite[] deep = [.. index.Operations.Where(site => site.Operation.Code == OpCode.For && site.Block.Owner is not null && WorkDepth(site) >= 2)];
        ReverseSweep? current = deep.Length == 0 ? null : plan(chosen);
        foreach (OperationSite loop in deep)
        {
            if (!current!.IsRepeatedWithin(loop))
            {
                continue;
            }

            HashSet<OperationSite> tried = [.. chosen, loop];
            ReverseSweep candidate = plan(tried);
            if (candidate.StoredDepth(loop) < WorkDepth(loop))
            {
                chosen = tried;
                current = candidate;
            }
        }

        return chosen;
    }

    /// <summary>How deep the loops in a loop's body nest.</summary>
    private static int WorkDepth(OperationSite loop) => loop.Regions
        .SelectMany(region => region.Operations)
        .Select(site => WorkDepth(site) + (site.IsLoop ? 1 : 0))
        .DefaultIfEmpty(0)
        .Max();
}
