using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Makes one addition of two to the same place, where nothing in between can see the first.</summary>
/// <remarks>
/// <code>
/// accumulate %d, %1, %i      gives    %3 = add %1, %2
/// accumulate %d, %2, %i               accumulate %d, %3, %i
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
            bool mergeable = operation.Code == OpCode.Accumulate && operation.Has(OpFlags.Safe) && !operation.Has(OpFlags.Strict);
            string key = mergeable ? Place(operation) : "";
            if (mergeable && open.TryGetValue(key, out Operation? first))
            {
                Value sum = NewValue(operation.Operands[1].Type);
                output.RemoveAll(other => ReferenceEquals(other, first));
                output.Add(new Operation(OpCode.Add, new([first.Operands[1], operation.Operands[1]]), new([sum]))
                {
                    Flags = OpFlags.Adjoint,
                    Source = operation.Source,
                });
                Operation merged = operation with { Operands = new(operation.Operands.Select((value, i) => i == 1 ? sum : value)) };
                output.Add(merged);
                open[key] = merged;
                changed = true;
                continue;
            }

            foreach (string seen in open.Keys.ToArray())
            {
                if (MemoryEffects.All(operation).Any(nested => SeesBetween(nested, open[seen].Operands[0])))
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

    // Another sum into the same memory is no obstacle: sums may be done in any order.
    private bool SeesBetween(Operation operation, Value memory) => operation.Code != OpCode.Accumulate && (_roots.MayWrite(operation, memory) || _roots.MayRead(operation, memory));

    private static string Place(Operation accumulate) =>
        string.Join(" ", accumulate.Operands.Where((_, i) => i != 1).Select(value => value.ToString()));
}
