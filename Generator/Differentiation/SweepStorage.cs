using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>What the forward code of one sweep root leaves for its reverse code, in values of the root's block.</summary>
internal sealed class SweepStorage
{
    /// <summary>Values of branches and turn counts, by primal id.</summary>
    public Dictionary<int, Value> Exports { get; } = [];

    /// <summary>Buffers of values stored in loops, by primal id.</summary>
    public Dictionary<int, Value> Buffers { get; } = [];

    /// <summary>Shadows that were made as the primal ran, in the form in which memory holds them, by primal id.</summary>
    public Dictionary<int, Value> Shadows { get; } = [];

    /// <summary>The trip count of each loop around an indexed buffer.</summary>
    public Dictionary<OperationSite, Value> Trips { get; } = [];
}
