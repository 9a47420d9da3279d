using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Kept memory: what each turn of a stored loop makes for itself is a slice of one buffer, so that the reverse of the turn finds its contents,
/// and no value that was loaded from it needs a place of its own.
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<BlockSite, HashSet<int>> _keptMemory = [];

    /// <summary>Whether the memory is made by the turns of a stored loop and is kept until they are reversed.</summary>
    private bool IsKept(Value memory) =>
        !_stability.IsGiven(memory) && KeptIn(_stability.Home(memory)).Contains(_activity.Classes.Of(memory));

    /// <summary>The classes of memory that are made in a block, each by one allocation that can be a slice.</summary>
    private HashSet<int> KeptIn(BlockSite block)
    {
        if (!_keptMemory.TryGetValue(block, out HashSet<int>? kept))
        {
            _keptMemory[block] = kept = [];
            if (block.Owner is { } loop && _storedLoops.Contains(loop) && StorageOf(block) == StorageKind.Indexed)
            {
                kept.UnionWith(_index.Operations
                    .Where(site => site.Operation.Code is OpCode.Alloc or OpCode.NewTape)
                    .GroupBy(site => _activity.Classes.Of(site.Operation.Result))
                    .Where(group => group.Count() == 1 && ReferenceEquals(group.First().Block, block) && CanBeSlice(group.First()))
                    .Select(group => group.Key));
            }
        }

        return kept;
    }

    private bool CanBeSlice(OperationSite site) =>
        site.Operation is { Code: OpCode.Alloc, Operands: [var size], Result.Type: MemoryType { Kind: MemoryKind.Span, Rank: 1, Element: ScalarType } }
        && site.Operation.Has(OpFlags.Uninitialized)
        && !site.Operation.Has(OpFlags.Escapes)
        && IsExpressible(size, SweepRootOf(site.Block), false);

    /// <summary>The memory of this turn, from the buffer that holds that of all.</summary>
    private static Operation KeptSlice(BlockBuilder builder, Value buffer, Value turn, Value size, Value result) =>
        new(OpCode.Slice, new([buffer, builder.Binary(OpCode.Mul, turn, size), size]), new([result]))
        {
            Flags = OpFlags.Safe,
            Source = builder.Source,
        };

    private Value Kept(ReverseScope scope, Value primal, Value size)
    {
        Value result = scope.Builder.NewValue(primal.Type, primal.Name);
        scope.Builder.Append(KeptSlice(scope.Builder, scope.At(SweepRootOf(scope.Site)).Storage!.Buffers[primal.Id], NestIndex(scope), size, result));
        return result;
    }
}
