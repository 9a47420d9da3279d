using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Drops a store of what was just read from the same place, where nothing in between can have changed it.</summary>
/// <remarks>
/// The adjoint of <c>a[i] += e</c> takes the cotangent of the element, clears it, and adds the same again:
/// <code>
/// %1 = load %d, %i        gives    %1 = load %d, %i
/// store %d, %1, %i
/// </code>
/// </remarks>
internal sealed class UnchangedStores : Rewriter
{
    private readonly MemoryRoots _roots;

    private UnchangedStores(Function function) => _roots = new MemoryRoots(function);

    public static Function Run(Function function) => new UnchangedStores(function).Rewrite(function);

    protected override Block RewriteBlock(Block block) => base.RewriteBlock(Pruned(block));

    private Block Pruned(Block block)
    {
        // By the number of the value that was read: where from.
        Dictionary<int, Operation> known = [];
        List<Operation> kept = [];
        foreach (Operation operation in block.Operations)
        {
            if (operation.Code == OpCode.Store && known.TryGetValue(operation.Operands[1].Id, out Operation? load) && IsSamePlace(operation, load))
            {
                continue;
            }

            foreach (int seen in known.Keys.ToArray())
            {
                if (MemoryEffects.All(operation).Any(nested => _roots.MayWrite(nested, known[seen].Operands[0])))
                {
                    known.Remove(seen);
                }
            }

            kept.Add(operation);
            if (operation.Code == OpCode.Load)
            {
                known[operation.Result.Id] = operation;
            }
        }

        return kept.Count == block.Operations.Count ? block : block with { Operations = new(kept) };
    }

    private static bool IsSamePlace(Operation store, Operation load) =>
        store.Operands.Where((_, i) => i != 1).Select(value => value.Id).SequenceEqual(load.Operands.Select(value => value.Id));
}
