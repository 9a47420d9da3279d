using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Makes one access of a store or addition and an addition to the same place, where nothing in between can see the first.</summary>
/// <remarks>
/// <code>
/// accumulate %d, %1, %i      gives    %3 = add %1, %2          store %d, %1, %i           gives    %3 = add %1, %2
/// accumulate %d, %2, %i               accumulate %d, %3, %i    accumulate %d, %2, %i               store %d, %3, %i
/// </code>
/// Only of what a transform made, which is flagged <c>Safe</c>: sums of the source keep their order.
/// </remarks>
internal sealed class AccumulateMerging : Rewriter
{
    private readonly MemoryRoots _roots;

    private AccumulateMerging(Function function) => _roots = new MemoryRoots(function);

    public static Function Run(Function function) => new AccumulateMerging(function).Rewrite(function);

    protected override Block RewriteBlock(Block block) => base.RewriteBlock(Merged(block));

    private Block Merged(Block block)
    {
        List<Operation> output = [];
        Dictionary<string, Operation> open = new(StringComparer.Ordinal);
        bool changed = false;
        foreach (Operation operation in block.Operations)
        {
            bool mergeable = operation.Code is OpCode.Accumulate or OpCode.Store
                && operation.Has(OpFlags.Safe) && !operation.Has(OpFlags.Strict);
            string key = mergeable ? Place(operation) : "";
            if (mergeable && operation.Code == OpCode.Accumulate && open.TryGetValue(key, out Operation? first))
            {
                Value sum = NewValue(operation.Operands[1].Type);
                output.RemoveAll(other => ReferenceEquals(other, first));
                output.Add(new Operation(OpCode.Add, new([first.Operands[1], operation.Operands[1]]), new([sum]))
                {
                    Flags = OpFlags.Adjoint,
                    Source = operation.Source,
                });
                Operation merged = first with
                {
                    Operands = new(operation.Operands.Select((value, i) => i == 1 ? sum : value)),
                    Source = operation.Source,
                };
                output.Add(merged);
                open[key] = merged;
                changed = true;
                continue;
            }

            foreach (string seen in open.Keys.ToArray())
            {
                if (MemoryEffects.All(operation).Any(nested => SeesBetween(nested, open[seen])))
                {
                    open.Remove(seen);
                }
            }

            output.Add(operation);
            if (mergeable)
            {
                open[key] = operation;
            }
        }

        return changed ? block with { Operations = new(output) } : block;
    }

    // Sums into one memory may be done in any order, so between two of them a third is no obstacle. Behind a store it is.
    private bool SeesBetween(Operation operation, Operation first)
    {
        Value memory = first.Operands[0];
        return (operation.Code != OpCode.Accumulate || first.Code == OpCode.Store)
            && (_roots.MayWrite(operation, memory) || _roots.MayRead(operation, memory));
    }

    private static string Place(Operation accumulate) =>
        string.Join(" ", accumulate.Operands.Where((_, i) => i != 1).Select(value => value.ToString()));
}
