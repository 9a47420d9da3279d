using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Joint loops: counted loops whose turns can be run again when they are reversed, so that nothing of them is stored. The
/// reverse of a turn starts by running the turn (II-loops of Hascoët, Fidanova and Held, "Adjoining independent computations", 2001).
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<OperationSite, bool> _joint = [];
    private HashSet<OperationSite>? _delayed;

    private bool IsJoint(OperationSite loop)
    {
        if (loop.Operation.Code != OpCode.For)
        {
            return false;
        }

        if (!_joint.TryGetValue(loop, out bool joint))
        {
            joint = !_storedLoops.Contains(loop) && CanRepeatTurns(loop) && WantsRepeatedTurns(loop) && FindsMemoryAgain(loop);
            _joint[loop] = joint;
        }

        return joint;
    }

    /// <summary>Whether a loop that stands in a repeated turn is itself repeated, and not merged with its reverse.</summary>
    public bool IsRepeatedWithin(OperationSite loop) =>
        IsJoint(loop) && NeedsReverse(loop) && !ReferenceEquals(SweepRootOf(loop.Block), _index.Root);

    /// <summary>How deep the loops around what is stored for a loop nest within it; beyond any depth where a tape is needed.</summary>
    public int StoredDepth(OperationSite loop)
    {
        int depth = 0;
        foreach (BlockSite block in loop.Regions.Concat(Descendants(loop).SelectMany(site => site.Regions)))
        {
            if (StoredIn(block).Count > 0 && !IsRepeated(block, loop))
            {
                depth = StorageOf(block) == StorageKind.Tape
                    ? int.MaxValue
                    : Math.Max(depth, block.Loops().Count(around => loop.Contains(around) && !ReferenceEquals(around, loop)));
            }
        }

        return depth;
    }

    // What a loop inside stores for its own repeated turns is stored either way.
    private bool IsRepeated(BlockSite block, OperationSite loop) =>
        loop.Regions.All(region => !ReferenceEquals(SweepRootOf(block), SweepRootOf(region)));

    /// <summary>Whether running a turn a second time, after the loop, gives the same values and changes nothing.</summary>
    private bool CanRepeatTurns(OperationSite loop) =>
        Enumerable.Range(0, loop.Operation.Results.Count).All(k => Reductions.IsSum(loop.Operation, k) || IsCarriedAlong(loop, k))
        && Descendants(loop).All(site => CanRepeat(site, loop.Regions[0]))
        && (!CarriesAlong(loop) || Descendants(loop).All(site => OnlyAdds(site, loop.Regions[0])));

    /// <summary>
    /// Whether a carried value, though a recurrence, has no derivative (an index that moves by its own law): the reverse loop runs
    /// upwards as well, and carries it along.
    /// </summary>
    private bool IsCarriedAlong(OperationSite loop, int k)
    {
        Value carried = loop.Regions[0].Block.Parameters[k + 1];
        return carried.Type is ScalarType && !_activity.IsActive(carried) && !_activity.IsActive(loop.Operation.Results[k])
            && !Reductions.IsSum(loop.Operation, k);
    }

    private bool CarriesAlong(OperationSite loop) =>
        Enumerable.Range(0, loop.Operation.Results.Count).Any(k => IsCarriedAlong(loop, k));

    /// <summary>Whether an operation leaves nothing outside the turn that the reverse of another turn could take for its own: it adds, or writes what has no derivative.</summary>
    private bool OnlyAdds(OperationSite site, BlockSite body) => site.Operation.Code == OpCode.Accumulate
        || _summaries.WrittenOperands(site.Operation).All(written => IsLocalTo(written, body) || !_activity.IsActive(written));

    /// <summary>The carried values that the reverse of a joint loop carries as well: all of a merged loop, else those without derivative.</summary>
    private int[] KeptInReverse(OperationSite loop) => Enumerable.Range(0, loop.Operation.Results.Count)
        .Where(k => Delayed().Contains(loop) || IsCarriedAlong(loop, k)).ToArray();

    private bool CanRepeat(OperationSite site, BlockSite body)
    {
        Operation operation = site.Operation;
        switch (operation.Code)
        {
            case OpCode.Opaque when operation.IsFixedRead:
                return true;
            case OpCode.Opaque or OpCode.Push or OpCode.Pop or OpCode.NewTape:
                return false;
            case OpCode.Alloc when !IsLocalTo(operation.Result, body):
                // Memory of the turn that other memory comes to hold: a second run would make another.
                return false;
            case OpCode.Store when operation.Operands[1].Type.IsReference && !IsLocalTo(operation.Operands[0], body):
                // The shadow of the memory outside gets its reference as the primal runs, which the reverse of a turn would be too late for.
                return false;
            case OpCode.Call when _summaries.RunsOnce(operation.Symbol!) || operation.Operands.Any(operand => operand.Type is TapeType):
                return false;
            case OpCode.Call when _summaries.WrittenOperands(operation).Any(written => !IsLocalTo(written, body)):
                return false;
        }

        // What is written outside is not written again, so it must not be read through an operation that also writes locally.
        return ReadOperands(operation).All(read => IsLocalTo(read, body) || _stability.IsStable(site, read));
    }

    /// <summary>Whether the memory that the turns read is still at hand in the reverse sweep, and not released with a turn of a loop around.</summary>
    private bool FindsMemoryAgain(OperationSite loop) => Descendants(loop)
        .SelectMany(site => ReadOperands(site.Operation))
        .All(read => IsLocalTo(read, loop.Regions[0]) || IsAtHand(read));

    private bool IsLocalTo(Value memory, BlockSite body) => _stability.Home(memory).IsWithin(body);

    private static IEnumerable<Value> ReadOperands(Operation operation) => operation.Code switch
    {
        OpCode.Load or OpCode.VectorLoad or OpCode.Copy or OpCode.ToTensor => [operation.Operands[0]],
        OpCode.Call => operation.Operands.Where(operand => operand.Type.IsReference && operand.Type is not OpaqueType),
        _ => [],
    };

    /// <summary>
    /// Whether repeating is also the cheaper way: always for an innermost loop; with loops inside only where values would be
    /// stored for every turn of those, or where the loop can be merged with its reverse because no seed waits for its result.
    /// </summary>
    private bool WantsRepeatedTurns(OperationSite loop)
    {
        List<OperationSite> inside = Descendants(loop).ToList();
        return !inside.Any(site => site.IsLoop || site.Operation.Code == OpCode.Call)
            || inside.Any(site => site.Operation.Code is OpCode.Alloc or OpCode.While or OpCode.Call)
            || inside.Any(site => site.Operation.Code == OpCode.For && !CanRepeatTurns(site))
            || HasIndependentSeed(loop);
    }

    /// <summary>Whether the adjoints of the loop's results can be computed without any value that depends on the results.</summary>
    private bool HasIndependentSeed(OperationSite loop) => LinearDependents(loop) is not null;

    /// <summary>
    /// The operations after a loop of the function's body that depend on its results, where all of them are linear in these with
    /// constant factors; null where one is not, so that adjoints before it need its value.
    /// </summary>
    private List<OperationSite>? LinearDependents(OperationSite loop)
    {
        if (loop.Block.Owner is not null)
        {
            return null;
        }

        List<OperationSite> dependents = [];
        HashSet<int> dependent = [.. loop.Operation.Results.Select(result => result.Id)];
        bool mayThrow = (loop.Operation.Effects & Effects.Traps) != 0;
        foreach (OperationSite site in loop.Block.Operations.SkipWhile(site => !ReferenceEquals(site, loop)).Skip(1))
        {
            Operation operation = site.Operation;
            bool[] uses = operation.Operands.Select(operand => dependent.Contains(operand.Id)).ToArray();
            if ((operation.Code == OpCode.Opaque && !operation.IsFixedRead) || (mayThrow && Trapping.ThrowsOtherwise(operation)) || operation.Regions.Any(region => dependent.Any(id => UsesId(region, id))))
            {
                return null;
            }

            if (!uses.Any(use => use))
            {
                continue;
            }

            bool IsFactor(int operand) => uses[operand] || !_activity.IsActive(operation.Operands[operand]);
            bool linear = operation.Code is OpCode.Add or OpCode.Sub or OpCode.Neg or OpCode.Convert
                || (operation.Code == OpCode.Mul && uses.Count(use => use) == 1 && IsFactor(0) && IsFactor(1))
                || (operation.Code == OpCode.Div && !uses[1] && IsFactor(1));
            if (!linear || !operation.Results.All(result => result.Type.IsFloating))
            {
                return null;
            }

            dependents.Add(site);
            dependent.UnionWith(operation.Results.Select(result => result.Id));
        }

        return dependents;
    }

    /// <summary>
    /// Whether a loop runs once only, in the reverse sweep, gathering its sums and their adjoints in the same turn: no seed waits for
    /// the sums, and nothing outside the turn is written.
    /// </summary>
    private bool IsMerged(OperationSite loop) => !_isSplit
        && loop.Block.Owner is null
        && IsJoint(loop)
        && NeedsReverse(loop)
        && IsFreeOfOrder(loop)
        && loop.Operation.Results.Count > 0
        && Descendants(loop).All(site => _summaries.WrittenOperands(site.Operation).All(written => IsLocalTo(written, loop.Regions[0])))
        && HasIndependentSeed(loop);

    /// <summary>Whether a loop of the forward sweep was left to the reverse sweep.</summary>
    public bool IsMergedSomewhere => Delayed().Count > 0;

    /// <summary>The operations of the function's body that wait for merged loops, these included.</summary>
    private HashSet<OperationSite> Delayed()
    {
        if (_delayed is null)
        {
            _delayed = [];
            foreach (OperationSite loop in _index.Root.Operations.Where(IsMerged))
            {
                _delayed.Add(loop);
                _delayed.UnionWith(LinearDependents(loop)!);
            }
        }

        return _delayed;
    }

    private static bool UsesId(Block block, int id) =>
        block.Yields.Any(value => value.Id == id)
        || block.Operations.Any(operation => operation.Operands.Any(operand => operand.Id == id)
            || operation.Regions.Any(region => UsesId(region, id)));

    private static IEnumerable<OperationSite> Descendants(OperationSite site)
    {
        foreach (BlockSite region in site.Regions)
        {
            foreach (OperationSite operation in region.Operations)
            {
                yield return operation;
                foreach (OperationSite inner in Descendants(operation))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The operations that only gather sums of a joint loop which its reverse has no use for; a repeated turn leaves them out.</summary>
    private static HashSet<int> SumUpdates(Operation loop, IEnumerable<int> kept)
    {
        HashSet<int> carried = [.. loop.Regions[0].Parameters.Skip(1).Select(parameter => parameter.Id)];
        return [.. loop.Regions[0].Yields.Where((yielded, k) => !carried.Contains(yielded.Id) && !kept.Contains(k)).Select(yielded => yielded.Id)];
    }
}
