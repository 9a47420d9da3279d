using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>For each reference of a function the places that it may come from, and so which memory may be the same.</summary>
/// <remarks>
/// Flow does not matter: a value has one set of roots. Sets only grow while the function is walked, and it is walked until nothing
/// grows, so values carried by loops and references stored in memory are covered. Memory reached through a parameter
/// belongs to that parameter. An allocation that no call, foreign code, store or result has seen is reached by nothing else.
/// </remarks>
internal sealed class MemoryRoots
{
    private readonly Dictionary<int, HashSet<MemoryRoot>> _roots = [];

    // What references stored in the memory of a root may refer to.
    private readonly Dictionary<MemoryRoot, HashSet<MemoryRoot>> _contents = [];
    private readonly HashSet<MemoryRoot> _escaped = [];
    private readonly HashSet<int> _unaliased;
    private bool _grew;

    public MemoryRoots(Function function)
    {
        _unaliased = [.. function.Unaliased];
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].Type.IsReference)
            {
                AddRoot(function.Parameters[i], MemoryRoot.Parameter(i));
            }
        }

        do
        {
            _grew = false;
            Visit(function.Body);
            foreach (Value result in function.Results)
            {
                Escape(result);
            }
        }
        while (_grew);
    }

    /// <summary>The roots of a reference; empty for values of other types.</summary>
    public IReadOnlyCollection<MemoryRoot> Of(Value value) =>
        _roots.TryGetValue(value.Id, out HashSet<MemoryRoot>? roots) ? roots : [];

    /// <summary>Whether an access through <paramref name="left"/> can reach an element that one through <paramref name="right"/> reaches.</summary>
    public bool MayAlias(Value left, Value right) =>
        left.Id == right.Id || Of(left).Any(root => Of(right).Any(other => MayAlias(root, other)));

    public bool MayAlias(MemoryRoot left, MemoryRoot right)
    {
        if (left == right)
        {
            return true;
        }

        return (left.Kind, right.Kind) switch
        {
            (MemoryRootKind.Parameter, MemoryRootKind.Parameter) =>
                !_unaliased.Contains(left.Number) && !_unaliased.Contains(right.Number),
            (MemoryRootKind.Allocation, MemoryRootKind.Unknown) => _escaped.Contains(left),
            (MemoryRootKind.Unknown, MemoryRootKind.Allocation) => _escaped.Contains(right),
            (MemoryRootKind.Allocation, _) or (_, MemoryRootKind.Allocation) => false,
            _ => true,
        };
    }

    /// <summary>Whether nothing but the function's own values refers to this memory, during the function and after it.</summary>
    public bool IsPrivate(Value memory) =>
        Of(memory) is { Count: > 0 } roots
        && roots.All(root => root.Kind == MemoryRootKind.Allocation && !_escaped.Contains(root));

    /// <summary>Whether <paramref name="operation"/>, without its regions, may change memory that <paramref name="memory"/> reaches.</summary>
    public bool MayWrite(Operation operation, Value memory) =>
        MemoryEffects.Writes(operation).Any(written => MayAlias(written, memory))
        || (MemoryEffects.TouchesUnknown(operation) && Reaches(memory, MemoryRoot.Unknown));

    /// <summary>Whether <paramref name="operation"/>, without its regions, may read memory that <paramref name="memory"/> reaches.</summary>
    public bool MayRead(Operation operation, Value memory) =>
        MemoryEffects.Reads(operation).Any(read => MayAlias(read, memory))
        || (MemoryEffects.TouchesUnknown(operation) && Reaches(memory, MemoryRoot.Unknown));

    private bool Reaches(Value memory, MemoryRoot root) => Of(memory).Any(own => MayAlias(own, root));

    private void Visit(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            Visit(operation);
        }
    }

    private void Visit(Operation operation)
    {
        switch (operation.Code)
        {
            case OpCode.Alloc or OpCode.NewTape:
                AddRoot(operation.Result, MemoryRoot.Allocation(operation.Result.Id));
                break;

            case OpCode.Slice or OpCode.Element or OpCode.Row or OpCode.View or OpCode.Field or OpCode.Stop:
                Flow(operation.Operands[0], operation.Result);
                break;

            case OpCode.Select:
                Flow(operation.Operands[1], operation.Result);
                Flow(operation.Operands[2], operation.Result);
                break;

            case OpCode.Load or OpCode.Pop when operation.Result.Type.IsReference:
                foreach (MemoryRoot root in Of(operation.Operands[0]).ToArray())
                {
                    AddRoots(operation.Result, Contents(root));
                }

                break;

            case OpCode.Store or OpCode.Fill or OpCode.Push when operation.Operands[1].Type.IsReference:
                Keep(operation.Operands[0], operation.Operands[1]);
                Escape(operation.Operands[1]);
                break;

            case OpCode.Copy when ((MemoryType)operation.Operands[0].Type).Element.IsReference:
                foreach (MemoryRoot from in Of(operation.Operands[0]).ToArray())
                {
                    foreach (MemoryRoot to in Of(operation.Operands[1]).ToArray())
                    {
                        AddContents(to, Contents(from));
                    }
                }

                break;

            case OpCode.Call or OpCode.Opaque:
                VisitForeign(operation);
                break;

            case OpCode.If:
                Visit(operation.Regions[0]);
                Visit(operation.Regions[1]);
                Flow(operation.Regions[0].Yields, operation.Results);
                Flow(operation.Regions[1].Yields, operation.Results);
                break;

            case OpCode.For:
                VisitLoop(operation, operation.Operands.Skip(2), operation.Regions[0].Parameters.Skip(1));
                break;

            case OpCode.While:
                Flow(operation.Operands, operation.Regions[0].Parameters);
                Visit(operation.Regions[0]);
                Flow(operation.Regions[1].Yields, operation.Regions[0].Parameters);
                VisitLoop(operation, operation.Operands, operation.Regions[1].Parameters);
                break;
        }
    }

    private void VisitLoop(Operation loop, IEnumerable<Value> initial, IEnumerable<Value> parameters)
    {
        Block body = loop.Regions[loop.Regions.Count - 1];
        Value[] carried = parameters.ToArray();
        Flow(initial, carried);
        Visit(body);
        Flow(body.Yields, carried);
        Flow(carried, loop.Results);
    }

    // Arguments escape, each may afterwards be reached from each, and a result may be any of them or something else.
    private void VisitForeign(Operation operation)
    {
        Value[] arguments = operation.Operands.Where(operand => operand.Type.IsReference).ToArray();
        foreach (Value argument in arguments)
        {
            Escape(argument);
            if (argument.Type is ObjectType or MemoryType { Element.IsReference: true })
            {
                foreach (Value other in arguments)
                {
                    Keep(argument, other);
                }
            }
        }

        foreach (Value result in operation.Results.Where(result => result.Type.IsReference))
        {
            AddRoot(result, MemoryRoot.Unknown);
            foreach (Value argument in arguments)
            {
                Flow(argument, result);
            }
        }
    }

    private void Escape(Value value)
    {
        foreach (MemoryRoot root in Of(value))
        {
            EscapeRoot(root);
        }
    }

    private void EscapeRoot(MemoryRoot root)
    {
        if (root.Kind == MemoryRootKind.Allocation && _escaped.Add(root))
        {
            _grew = true;
            foreach (MemoryRoot inner in Contents(root).ToArray())
            {
                EscapeRoot(inner);
            }
        }
    }

    private void Keep(Value memory, Value content)
    {
        foreach (MemoryRoot root in Of(memory).ToArray())
        {
            AddContents(root, Of(content));
        }
    }

    // Parameters and unknown memory hold what they held on entry, which belongs to them, and what was stored.
    private IEnumerable<MemoryRoot> Contents(MemoryRoot root)
    {
        IEnumerable<MemoryRoot> stored = _contents.TryGetValue(root, out HashSet<MemoryRoot>? roots) ? roots : [];
        return root.Kind == MemoryRootKind.Allocation ? stored : stored.Append(root);
    }

    private void AddContents(MemoryRoot root, IEnumerable<MemoryRoot> added)
    {
        if (!_contents.TryGetValue(root, out HashSet<MemoryRoot>? contents))
        {
            _contents[root] = contents = [];
        }

        foreach (MemoryRoot item in added.ToArray())
        {
            _grew |= contents.Add(item);
        }
    }

    private void Flow(IEnumerable<Value> from, IEnumerable<Value> to)
    {
        foreach ((Value source, Value target) in from.Zip(to, (source, target) => (source, target)))
        {
            Flow(source, target);
        }
    }

    private void Flow(Value from, Value to) => AddRoots(to, Of(from));

    private void AddRoots(Value value, IEnumerable<MemoryRoot> roots)
    {
        foreach (MemoryRoot root in roots.ToArray())
        {
            AddRoot(value, root);
        }
    }

    private void AddRoot(Value value, MemoryRoot root)
    {
        if (!_roots.TryGetValue(value.Id, out HashSet<MemoryRoot>? roots))
        {
            _roots[value.Id] = roots = [];
        }

        _grew |= roots.Add(root);
    }
}
