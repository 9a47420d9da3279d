using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Calls that were not inlined: the forward sweep calls <c>record</c>, the reverse sweep <c>reverse</c>.</summary>
internal sealed partial class ReverseSweep
{
    /// <summary>Exchanges the tapes of a split function for those that its other half takes.</summary>
    public void UseTapes(Dictionary<ScalarKind, Value> tapes) => _tapes = tapes;

    private (string Record, string Reverse, bool[] ActiveResults) FormOf(OperationSite site)
    {
        Operation call = site.Operation;
        return _split.Of(call.Symbol!, call.Operands.Select(_activity.IsActive),
            call.Operands.Select(operand => operand.Type.IsReference && IsUnchanged(site, operand)));
    }

    private void WriteRecord(OperationSite site, BlockBuilder builder, Func<Value, Value> map, Func<Value, Value> define)
    {
        Operation call = site.Operation;
        Value[] operands = [.. call.Operands.Select(map), .. _split.TapeKinds.Select(TapeOf)];
        builder.Append(call with
        {
            Symbol = FormOf(site).Record,
            Operands = new(operands),
            Results = new(call.Results.Select(define)),
        });
    }

    private void ReverseCall(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation call = site.Operation;
        BlockBuilder builder = scope.Builder;
        (_, string reverse, bool[] activeResults) = FormOf(site);
        Value[] seeds = call.Results.Where((_, i) => activeResults[i]).Select(result => adjoints[result] ?? Zero(builder, result)).ToArray();
        Value[] references = call.Operands.Where(operand => operand.Type.IsReference).Select(operand => Primal(scope, operand)).ToArray();
        Value[] shadows = call.Operands.Where(operand => operand.Type.IsReference && _activity.IsActive(operand))
            .Select(operand => Shadow(scope, operand)).ToArray();
        Value[] active = call.Operands.Where(operand => !operand.Type.IsReference && _activity.IsActive(operand)).ToArray();
        Value[] results = builder.Call(reverse, [.. references, .. shadows, .. _split.TapeKinds.Select(TapeOf), .. seeds],
            active.Select(operand => operand.Type).ToArray());
        for (int i = 0; i < active.Length; i++)
        {
            adjoints.Add(builder, active[i], results[i]);
        }
    }

    /// <summary>The types of references that go on tapes.</summary>
    private IEnumerable<IrType> TapedReferences() => _index.Operations.SelectMany(site => site.Regions)
        .Where(block => StorageOf(block) == StorageKind.Tape)
        .SelectMany(StoredIn)
        .Select(value => value.Type)
        .Where(type => type.IsReference)
        .Distinct();

    /// <summary>The kinds of tapes that a function with both sweeps in one body needs.</summary>
    private IEnumerable<ScalarKind> TapeKinds()
    {
        SortedSet<ScalarKind> kinds = [];
        Collect(_index.Root);
        return kinds;

        void Collect(BlockSite block)
        {
            if (StorageOf(block) == StorageKind.Tape)
            {
                kinds.UnionWith(StoredIn(block).Select(value => value.Type).OfType<ScalarType>().Select(type => type.Kind));
            }

            foreach (OperationSite site in block.Operations)
            {
                if (site.Operation.Code == OpCode.Call && NeedsReverse(site))
                {
                    kinds.UnionWith(_split.TapeKinds);
                }

                site.Regions.ForEach(Collect);
            }
        }
    }
}
