using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>The passes, in the order in which they run.</summary>
internal static class PassPipeline
{
    private static readonly SimplificationOptions Primal = new(AdjointZeros: false, SpeculateArithmetic: false);
    private static readonly SimplificationOptions Differentiated = new();

    /// <summary>On what the front end made, before any transform: small, explicit, and with the facts of its loops.</summary>
    public static readonly IReadOnlyList<Pass> BeforeDifferentiation =
    [
        Pass.OfFunctions("simplify", function => Simplification.Run(function, Primal)),
        new Pass("inline", Inlining.Run),
        Pass.OfFunctions("promote cells", CellPromotion.Run),
        Pass.OfFunctions("simplify again", function => Simplification.Run(function, Primal)),
        Pass.OfFunctions("share", CommonSubexpressions.Run),
        Pass.OfFunctions("hoist", LoopInvariants.Run),
        Pass.OfFunctions("share hoisted", CommonSubexpressions.Run),
        Pass.OfFunctions("simplify last", function => Simplification.Run(function, Primal)),
        Pass.OfFunctions("remove dead code", DeadCode.Run),
        Pass.OfFunctions("sink allocations", AllocationSinking.Run),
        Pass.OfFunctions("share ties", ExtremumTies.Run),
        Pass.OfFunctions("note loop shapes", LoopShape.Run),
    ];

    /// <summary>On companions that are differentiated again: what makes them small.</summary>
    public static readonly IReadOnlyList<Pass> BetweenDifferentiations =
    [
        Pass.OfFunctions("simplify", function => Simplification.Run(function, Differentiated)),
        new Pass("inline", Inlining.Run),
        Pass.OfFunctions("promote cells", CellPromotion.Run),
        Pass.OfFunctions("simplify again", function => Simplification.Run(function, Differentiated)),
        Pass.OfFunctions("share", CommonSubexpressions.Run),
        Pass.OfFunctions("remove dead code", DeadCode.Run),
    ];

    /// <summary>On companions, before their loops are vectorised.</summary>
    public static readonly IReadOnlyList<Pass> AfterDifferentiation =
    [
        Pass.OfFunctions("remove marks of derivatives", DerivativeMarks.Remove),
        .. BetweenDifferentiations,
        Pass.OfFunctions("hoist", LoopInvariants.Run),
        Pass.OfFunctions("share hoisted", CommonSubexpressions.Run),
        Pass.OfFunctions("note shapes for fusion", LoopShape.Run),
        Pass.OfFunctions("fuse loops", LoopFusion.Run),
        Pass.OfFunctions("merge accumulates", AccumulateMerging.Run),
        new Pass("overwrite destinations", AdjointFusion.Run),
        Pass.OfFunctions("fill shadows", ShadowFilling.Run),
        Pass.OfFunctions("share fused", CommonSubexpressions.Run),
        Pass.OfFunctions("simplify last", function => Simplification.Run(function, Differentiated)),
        Pass.OfFunctions("drop stores of what is there", UnchangedStores.Run),
        new Pass("prove bounds", SafeAccess.Run),
        Pass.OfFunctions("remove what is left", DeadCode.Run),
        Pass.OfFunctions("hoist scratch memory", AllocationHoisting.Run),
        Pass.OfFunctions("note loop shapes", LoopShape.Run),
    ];

    /// <summary>Runs <paramref name="passes"/> in order; <paramref name="inspect"/> sees the module after each.</summary>
    public static Module Run(IReadOnlyList<Pass> passes, Module module, Action<Pass, Module>? inspect = null)
    {
        foreach (Pass pass in passes)
        {
            module = pass.Run(module);
            inspect?.Invoke(pass, module);
        }

        return module;
    }
}
