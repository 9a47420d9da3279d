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
        IEnumerable<bool> active = call.Operands.Select(_activity.IsActive);
        IEnumerable<bool> stable = call.Operands.Select(operand => operand.Type.IsReference && IsUnchanged(site, operand));
        return IsAtomic(call)
            ? _split.OfAtomic(call.Symbol!, active, stable, _index.Function.Name, call.Source)
            : _split.Of(call.Symbol!, active, stable);
    }

    private bool IsAtomic(Operation call) => _summaries.Module.Find(call.Symbol!) is { IsAtomic: true };

    /// <summary>Whether a call is reversed by a function that takes only what the reverse sweep finds again, so that the forward sweep makes it as it stands.</summary>
    private bool IsPlain(OperationSite site) => IsAtomic(site.Operation)
        && site.Operation.Operands.All(operand => operand.Type is not (MemoryType or ObjectType) || IsUnchanged(site, operand));

    /// <summary>Whether a call is made by its two halves.</summary>
    private bool IsSplitCall(OperationSite site) => site.Operation.Code == OpCode.Call && NeedsReverse(site) && !IsPlain(site);

    private void ReversePlainCall(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation call = site.Operation;
        BlockBuilder builder = scope.Builder;
        AtomicForm form = _split.Atomic.Of(call.Symbol!, call.Operands.Select(_activity.IsActive), _index.Function.Name, call.Source);
        Value[] operands = call.Operands.Select(operand => Primal(scope, operand)).ToArray();
        Value[] turns = form.TakesTurns ? [Primal(scope, call.Results[call.Results.Count - 1])] : [];
        Value[] seeds = call.Results.Where(result => result.Type.IsFloating).Select(result => adjoints[result] ?? Zero(builder, result)).ToArray();
        List<Value> shadows = [];
        for (int i = 0; i < operands.Length; i++)
        {
            if (form.Active[i] && operands[i].Type.IsReference)
            {
                shadows.Add(_activity.IsActive(call.Operands[i])
                    ? Shadow(scope, call.Operands[i])
                    : MemoryLoops.ZerosLike(builder, operands[i], ShadowTypes.Of(operands[i].Type)));
            }
        }

        Value[] active = call.Operands.Where((operand, i) => form.Active[i] && !operand.Type.IsReference).ToArray();
        Value[] results = builder.Call(form.Function, [.. operands, .. turns, .. seeds, .. shadows], active.Select(operand => operand.Type).ToArray());
        for (int i = 0; i < active.Length; i++)
        {
            if (_activity.IsActive(active[i]))
            {
                adjoints.Add(builder, active[i], results[i]);
            }
        }
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
        if (IsPlain(site))
        {
            ReversePlainCall(site, scope, adjoints);
            return;
        }

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
                if (IsSplitCall(site))
                {
                    kinds.UnionWith(_split.TapeKinds);
                }

                site.Regions.ForEach(Collect);
            }
        }
    }
}
