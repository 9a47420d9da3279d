using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>
/// Which loads give the same value when they are repeated after the function's forward sweep: those whose memory nothing
/// writes later. This is the memory part of "to be recorded" analysis: an unstable load that an adjoint needs is stored.
/// </summary>
internal sealed class Stability
{
    private readonly FunctionIndex _index;
    private readonly MemoryClasses _classes;
    private readonly Dictionary<int, List<OperationSite>> _writes = [];
    private readonly Dictionary<int, List<OperationSite>> _referenceWrites = [];
    private readonly Dictionary<int, BlockSite> _homes = [];
    private readonly HashSet<int> _foreign = [];
    private readonly HashSet<int> _received = [];
    private readonly HashSet<int> _made = [];

    /// <param name="index">The function.</param>
    /// <param name="classes">Its memory classes.</param>
    /// <param name="summaries">Summaries of its module.</param>
    /// <param name="stableParameters">Whether the caller promises not to write each parameter's memory until the reverse sweep is over.</param>
    public Stability(FunctionIndex index, MemoryClasses classes, CallSummaries summaries, Func<int, bool> stableParameters)
    {
        _index = index;
        _classes = classes;
        for (int i = 0; i < index.Function.Parameters.Count; i++)
        {
            Value parameter = index.Function.Parameters[i];
            if (parameter.Type.IsReference)
            {
                _homes[classes.Of(parameter)] = index.Root;
                _received.Add(classes.Of(parameter));
                if (!stableParameters(i))
                {
                    _foreign.Add(classes.Of(parameter));
                }
            }
        }

        foreach (OperationSite site in index.Operations)
        {
            foreach (Value written in summaries.WrittenOperands(site.Operation))
            {
                SitesOf(_writes, classes.Of(written)).Add(site);
                if (StoresReference(site.Operation, summaries))
                {
                    SitesOf(_referenceWrites, classes.Of(written)).Add(site);
                }
            }

            if (site.Operation.Code is OpCode.Alloc or OpCode.NewTape)
            {
                int memory = classes.Of(site.Operation.Result);
                _made.Add(memory);
                _homes[memory] = _homes.TryGetValue(memory, out BlockSite? home) ? Common(home, site.Block) : site.Block;
            }
        }
    }

    /// <summary>The innermost block within which all memory of the value's class is made.</summary>
    public BlockSite Home(Value memory) => _homes.TryGetValue(_classes.Of(memory), out BlockSite? home) ? home : _index.Root;

    /// <summary>Whether all memory of the value's class comes in through parameters.</summary>
    public bool IsGiven(Value memory) => !_made.Contains(_classes.Of(memory));

    /// <summary>Whether some memory of the value's class comes in through a parameter.</summary>
    public bool MayBeGiven(Value memory) => _received.Contains(_classes.Of(memory));

    /// <summary>The operations that may write memory of the value's class.</summary>
    public IReadOnlyList<OperationSite> Writes(Value memory) => SitesOf(_writes, _classes.Of(memory));

    /// <summary>The operations that may store references into memory of the value's class.</summary>
    public IReadOnlyList<OperationSite> ReferenceWrites(Value memory) => SitesOf(_referenceWrites, _classes.Of(memory));

    /// <summary>Whether references are stored into memory of the value's class, so that its shadows are made as the primal runs.</summary>
    public bool HoldsStoredReferences(Value memory) => ReferenceWrites(memory).Count > 0;

    /// <summary>
    /// Whether the memory that <paramref name="site"/> reads through <paramref name="memory"/> keeps what was read until the
    /// forward sweep is over; of memory that holds references and was asked for one, only the references count.
    /// </summary>
    public bool IsStable(OperationSite site, Value memory)
    {
        int number = _classes.Of(memory);
        if (_foreign.Contains(number))
        {
            return false;
        }

        bool readsReference = site.Operation.Code == OpCode.Load && site.Operation.Result.Type.IsReference;
        BlockSite home = Home(memory);
        return SitesOf(readsReference ? _referenceWrites : _writes, number)
            .All(write => write.Position < site.Position && !SharesLoop(site, write, home));
    }

    private static bool StoresReference(Operation operation, CallSummaries summaries) => operation.Code switch
    {
        OpCode.Store => operation.Operands[1].Type.IsReference,
        OpCode.Copy => ((MemoryType)operation.Operands[1].Type).Element.IsReference,
        OpCode.Call => summaries.StoresReferences(operation.Symbol!),
        _ => false,
    };

    private static List<OperationSite> SitesOf(Dictionary<int, List<OperationSite>> writes, int number)
    {
        if (!writes.TryGetValue(number, out List<OperationSite>? sites))
        {
            writes[number] = sites = [];
        }

        return sites;
    }

    /// <summary>Whether a loop inside the memory's home runs both operations, so that a write of one turn precedes a read of the next.</summary>
    private static bool SharesLoop(OperationSite read, OperationSite write, BlockSite home) =>
        read.Block.Loops().Any(loop => loop.Block.IsWithin(home) && loop.Contains(write));

    private static BlockSite Common(BlockSite left, BlockSite right)
    {
        BlockSite site = left;
        while (!right.IsWithin(site))
        {
            site = site.Parent!;
        }

        return site;
    }
}
