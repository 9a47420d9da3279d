using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Finds parameters that a function, and all that it calls, writes or adds to and never reads: destinations.</summary>
/// <remarks>Where references to such memory are chosen among or kept elsewhere, the parameter counts as read.</remarks>
internal sealed class UnreadParameters(CallSummaries summaries)
{
    private readonly Dictionary<(string Function, int Parameter), bool> _known = [];

    public bool IsUnread(string function, int parameter)
    {
        if (_known.TryGetValue((function, parameter), out bool known))
        {
            return known;
        }

        // A recursive call reads no more than the rest does.
        _known[(function, parameter)] = true;
        bool unread = Find(new FunctionIndex(summaries.Module.Find(function)!), parameter);
        _known[(function, parameter)] = unread;
        return unread;
    }

    private bool Find(FunctionIndex index, int parameter)
    {
        MemoryClasses classes = new(index, summaries);
        int sought = classes.Of(index.Function.Parameters[parameter]);
        bool IsSought(Value value) => value.Type.IsReference && classes.Of(value) == sought;
        return index.Function.Parameters.Count(IsSought) == 1
            && !index.Function.Results.Any(IsSought)
            && index.Operations.All(site => OnlyWrites(site.Operation, IsSought));
    }

    private bool OnlyWrites(Operation operation, Func<Value, bool> isSought)
    {
        int[] uses = Enumerable.Range(0, operation.Operands.Count).Where(i => isSought(operation.Operands[i])).ToArray();
        bool gives = operation.Results.Any(isSought);
        return operation.Code switch
        {
            _ when uses.Length == 0 => !gives,
            OpCode.Slice or OpCode.Element or OpCode.View or OpCode.Field or OpCode.Length => true,
            OpCode.Load => gives,
            OpCode.Store or OpCode.Accumulate or OpCode.Fill or OpCode.VectorStore => uses is [0],
            OpCode.Copy or OpCode.FromTensor => uses is [1],
            OpCode.Call => !gives && uses.All(i => IsUnread(operation.Symbol!, i)),
            _ => false,
        };
    }
}
