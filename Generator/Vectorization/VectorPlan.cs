using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>All that is needed to write a loop as vector code. Made by <see cref="Legality"/>, which vouches for it.</summary>
internal sealed record VectorPlan(Operation Loop)
{
    public Block Body => Loop.Regions[0];

    public Value Index => Body.Parameters[0];

    public required IReadOnlyList<LoopAccess> Accesses { get; init; }

    /// <summary>Operations that give the same in every turn and run in the first in any case.</summary>
    public required IReadOnlyList<Operation> Prelude { get; init; }

    /// <summary>Operations that give the same in every turn, but are under a condition and load, so that bounds must be checked first.</summary>
    public required IReadOnlyList<Operation> Late { get; init; }

    /// <summary>Values, made in the loop, that are the same in every turn.</summary>
    public required HashSet<int> Uniform { get; init; }

    /// <summary>Values that are needed lane by lane.</summary>
    public required HashSet<int> Needed { get; init; }

    public required EquatableArray<CarriedKind> Carried { get; init; }

    /// <summary>Memory that must not overlap at run time; where the flag is set, the same start is forgiven.</summary>
    public required IReadOnlyList<(Value Left, Value Right, bool SameStartIsFine)> Disjoint { get; init; }

    /// <summary>Bytes of the widest lane.</summary>
    public required int Widest { get; init; }

    /// <summary>Bytes of the narrowest lane.</summary>
    public required int Narrowest { get; init; }

    /// <summary>Instructions of one turn, about.</summary>
    public required int Size { get; init; }

    /// <summary>Turns below which the loop runs as it stands; 0 where vectors pay for any number.</summary>
    public required int FewestTurns { get; init; }

    public required UseCounts Uses { get; init; }

    public required Definitions Definitions { get; init; }

    /// <summary>Accumulates into one element: sums that end in memory.</summary>
    public IEnumerable<LoopAccess> MemorySums => Accesses.Where(access => access.Accumulates && !access.IsContiguous);

    /// <summary>The widths that the loop exists in: no vector of it may be narrower than 128 bits.</summary>
    public EquatableArray<int> Widths => new(new[] { 512, 256, 128 }.Where(width => IsLaneCount(LanesAt(width))));

    public int LanesAt(int width) => width / 8 / Widest;

    public bool IsLaneCount(int lanes) => lanes * Narrowest >= 16;
}
