using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Moves out of a loop what is the same in every turn: pure operations that cannot trap, and loads that provably can neither trap nor change.</summary>
/// <remarks>
/// Inner loops come first, so that what leaves an inner loop can leave the outer one too. The loop may not run at all, so what moves must
/// be harmless then: <c>Safe</c> means that an operation does not throw where it stands, which is why an invariant load moves only
/// if it is of a cell or field, that is, has no index.
/// </remarks>
internal sealed class LoopInvariants : Rewriter
{
    private readonly MemoryRoots _roots;

    private LoopInvariants(Function function) => _roots = new MemoryRoots(function);

    public static Function Run(Function function) => new LoopInvariants(function).Rewrite(function);

    protected override void Visit(Operation operation)
    {
        Operation rewritten = RewriteRegions(operation);
        if (operation.Code is not (OpCode.For or OpCode.While))
        {
            Append(rewritten);
            return;
        }

        HashSet<int> inside = [];
        foreach (Block region in rewritten.Regions)
        {
            Define(region, inside);
        }

        Operation[] effects = rewritten.Regions
            .SelectMany(MemoryEffects.All)
            .Where(nested => MemoryEffects.Writes(nested).Any() || MemoryEffects.TouchesUnknown(nested))
            .ToArray();
        Append(rewritten with { Regions = new(rewritten.Regions.Select(region => Hoist(region, inside, effects))) });
    }

    private Block Hoist(Block region, HashSet<int> inside, Operation[] effects)
    {
        List<Operation> stay = [];
        foreach (Operation operation in region.Operations)
        {
            if (operation.Operands.Any(operand => inside.Contains(operand.Id)) || !IsMovable(operation, effects))
            {
                stay.Add(operation);
                continue;
            }

            inside.ExceptWith(operation.Results.Select(result => result.Id));
            Append(operation);
        }

        return stay.Count == region.Operations.Count ? region : region with { Operations = new EquatableArray<Operation>(stay) };
    }

    private bool IsMovable(Operation operation, Operation[] effects)
    {
        if (operation.Regions.Count > 0 || operation.Code == OpCode.Note)
        {
            return false;
        }

        if (operation.Code == OpCode.Load)
        {
            return operation.Operands.Count == 1 && !effects.Any(effect => _roots.MayWrite(effect, operation.Operands[0]));
        }

        return operation.Effects == Effects.None && !(operation.Has(OpFlags.Safe) && CanTrapElsewhere(operation));
    }

    // What Safe promises it promises for the place of the operation.
    private static bool CanTrapElsewhere(Operation operation) =>
        ((operation with { Flags = operation.Flags & ~OpFlags.Safe }).Effects & Effects.Traps) != 0;

    private static void Define(Block block, HashSet<int> ids)
    {
        ids.UnionWith(block.Parameters.Select(parameter => parameter.Id));
        foreach (Operation operation in block.Operations)
        {
            ids.UnionWith(operation.Results.Select(result => result.Id));
            foreach (Block region in operation.Regions)
            {
                Define(region, ids);
            }
        }
    }
}
