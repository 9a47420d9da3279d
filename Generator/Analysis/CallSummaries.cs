using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>What each function of a module does to the memory that it is given, closed over calls and recursion.</summary>
internal sealed class CallSummaries
{
    private readonly Dictionary<string, HashSet<int>> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _storesReferences = new(StringComparer.Ordinal);
    private readonly HashSet<string> _runsOnce = new(StringComparer.Ordinal);

    public CallSummaries(Module module)
    {
        Module = module;
        Dictionary<string, FunctionIndex> indices = module.Functions.ToDictionary(
            function => function.Name, function => new FunctionIndex(function), StringComparer.Ordinal);
        foreach (Function function in module.Functions)
        {
            _written[function.Name] = [];
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Function function in module.Functions)
            {
                changed |= Visit(indices[function.Name]);
            }
        }
    }

    public Module Module { get; }

    /// <summary>Whether a call of the function may write through its parameter.</summary>
    public bool Writes(string function, int parameter) => _written[function].Contains(parameter);

    /// <summary>Whether the function may store references, so that its arguments may come to share memory.</summary>
    public bool StoresReferences(string function) => _storesReferences.Contains(function);

    /// <summary>Whether the function runs something that must happen exactly once.</summary>
    public bool RunsOnce(string function) => _runsOnce.Contains(function);

    /// <summary>The operands of <paramref name="operation"/> (not of its regions) through which it may write.</summary>
    public IEnumerable<Value> WrittenOperands(Operation operation) => operation.Code switch
    {
        OpCode.Store or OpCode.Accumulate or OpCode.Fill or OpCode.Push or OpCode.Pop or OpCode.VectorStore =>
            [operation.Operands[0]],
        OpCode.Copy or OpCode.FromTensor => [operation.Operands[1]],
        OpCode.Opaque when !operation.IsFixedRead => operation.Operands.Where(operand => operand.Type is MemoryType { Kind: not (MemoryKind.ReadOnlySpan or MemoryKind.Rows) }),
        OpCode.Call => operation.Operands.Where((operand, i) => operand.Type.IsReference && Writes(operation.Symbol!, i)),
        _ => [],
    };

    private bool Visit(FunctionIndex index)
    {
        string name = index.Function.Name;
        MemoryClasses classes = new(index, this);
        bool changed = false;
        foreach (OperationSite site in index.Operations)
        {
            Operation operation = site.Operation;
            bool storesReference = operation.Code == OpCode.Store && operation.Operands[1].Type.IsReference;
            if (storesReference || (operation.Code == OpCode.Call && StoresReferences(operation.Symbol!)))
            {
                changed |= _storesReferences.Add(name);
            }

            bool once = (operation.Info.Effects & Effects.Once) != 0 && !operation.IsFixedRead && operation.Code is not (OpCode.Note or OpCode.Throw);
            if (once || (operation.Code == OpCode.Call && RunsOnce(operation.Symbol!)))
            {
                changed |= _runsOnce.Add(name);
            }

            foreach (Value written in WrittenOperands(operation))
            {
                for (int i = 0; i < index.Function.Parameters.Count; i++)
                {
                    Value parameter = index.Function.Parameters[i];
                    if (parameter.Type.IsReference && classes.Of(parameter) == classes.Of(written))
                    {
                        changed |= _written[name].Add(i);
                    }
                }
            }
        }

        return changed;
    }
}
