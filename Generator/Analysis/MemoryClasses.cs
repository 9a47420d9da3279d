using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>
/// Sorts the references of a function into classes: two references may reach the same memory only if they are of one class,
/// or come in through different parameters. Flow-insensitive (Steensgaard, "Points-to analysis in almost linear time", 1996).
/// </summary>
internal sealed class MemoryClasses
{
    private readonly Dictionary<int, int> _parents = [];

    public MemoryClasses(FunctionIndex index, CallSummaries summaries)
    {
        foreach (OperationSite site in index.Operations)
        {
            Visit(site.Operation, summaries);
        }
    }

    /// <summary>The number of the class that <paramref name="value"/> belongs to.</summary>
    public int Of(Value value) => Find(value.Id);

    private void Visit(Operation operation, CallSummaries summaries)
    {
        switch (operation.Code)
        {
            case OpCode.Slice or OpCode.Element or OpCode.Row or OpCode.View or OpCode.Field or OpCode.Load:
                Join(operation.Result, operation.Operands[0]);
                break;
            case OpCode.Pop:
                Join(operation.Result, operation.Operands[0]);
                break;
            case OpCode.Store or OpCode.Push:
                Join(operation.Operands[1], operation.Operands[0]);
                break;
            case OpCode.Select:
                Join(operation.Result, operation.Operands[1]);
                Join(operation.Result, operation.Operands[2]);
                break;
            case OpCode.If:
                JoinAll(operation.Results, operation.Regions[0].Yields);
                JoinAll(operation.Results, operation.Regions[1].Yields);
                break;
            case OpCode.For:
                JoinCarried(operation, operation.Operands.Skip(2), operation.Regions[0].Parameters.Skip(1), operation.Regions[0].Yields);
                break;
            case OpCode.While:
                JoinCarried(operation, operation.Operands, operation.Regions[0].Parameters, operation.Regions[1].Yields);
                JoinAll(operation.Results, operation.Regions[1].Parameters);
                break;
            case OpCode.Call:
                VisitCall(operation, summaries);
                break;
        }
    }

    private void VisitCall(Operation call, CallSummaries summaries)
    {
        Value[] references = call.Operands.Where(operand => operand.Type.IsReference).ToArray();
        foreach (Value result in call.Results.Where(result => result.Type.IsReference))
        {
            foreach (Value reference in references)
            {
                Join(result, reference);
            }
        }

        if (summaries.StoresReferences(call.Symbol!))
        {
            foreach (Value reference in references.Skip(1))
            {
                Join(reference, references[0]);
            }
        }
    }

    private void JoinCarried(Operation loop, IEnumerable<Value> initial, IEnumerable<Value> parameters, IEnumerable<Value> yields)
    {
        JoinAll(loop.Results, initial);
        JoinAll(loop.Results, parameters);
        JoinAll(loop.Results, yields);
    }

    private void JoinAll(IEnumerable<Value> left, IEnumerable<Value> right)
    {
        foreach ((Value first, Value second) in left.Zip(right, (first, second) => (first, second)))
        {
            Join(first, second);
        }
    }

    private void Join(Value left, Value right)
    {
        if (left.Type.IsReference && right.Type.IsReference)
        {
            int first = Find(left.Id);
            int second = Find(right.Id);
            _parents[Math.Max(first, second)] = Math.Min(first, second);
        }
    }

    private int Find(int id)
    {
        while (_parents.TryGetValue(id, out int parent) && parent != id)
        {
            id = parent;
        }

        return id;
    }
}
