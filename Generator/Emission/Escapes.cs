using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>
/// Whether memory that a function makes or is given outlives the call: returned, stored into other memory, or handed to code
/// of the user's. What does not can be a span of the workspace, whatever the user made it by.
/// </summary>
internal sealed class Escapes(Func<string, FunctionFacts> facts)
{
    private readonly Dictionary<(string Function, int Parameter), bool> _parameters = [];

    /// <summary>Whether the memory escapes; if not, <paramref name="names"/> has every value under which its array is known.</summary>
    public bool Of(FunctionFacts function, Value memory, out List<Value> names)
    {
        names = [];
        HashSet<int> seen = [];
        return Visit(function, memory, seen, names);
    }

    /// <summary>Whether an array given to a function outlives the call.</summary>
    public bool OfParameter(string function, int index)
    {
        if (_parameters.TryGetValue((function, index), out bool known))
        {
            return known;
        }

        // A recursive call hands on what this one was given.
        _parameters[(function, index)] = false;
        FunctionFacts callee = facts(function);
        return _parameters[(function, index)] = Of(callee, callee.Function.Parameters[index], out _);
    }

    /// <summary>Whether memory of this type can lie in the workspace: one dimension of plain numbers.</summary>
    public static bool IsPlain(IrType type) => type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Span, Rank: 1 } memory && IsUnmanaged(memory.Element);

    private static bool IsUnmanaged(IrType type) =>
        type is ScalarType || (type is RecordType record && record.Fields.All(field => IsUnmanaged(field.Type)));

    private bool Visit(FunctionFacts function, Value memory, HashSet<int> seen, List<Value> names)
    {
        if (!seen.Add(memory.Id))
        {
            return false;
        }

        if (memory.Type is MemoryType { Kind: MemoryKind.Array })
        {
            names.Add(memory);
        }

        return function.UsesOf(memory).Any(use => Escape(function, use, seen, names));
    }

    private bool Escape(FunctionFacts function, ValueUse use, HashSet<int> seen, List<Value> names)
    {
        if (use.Node is not { } node)
        {
            return use.Region.Owner is not { } owner || Joined(function, owner, use.Index, seen, names);
        }

        switch (node.Code)
        {
            case OpCode.Load or OpCode.Length or OpCode.Fill or OpCode.Copy or OpCode.VectorLoad or OpCode.Overlaps:
                return false;
            case OpCode.Store or OpCode.Accumulate or OpCode.VectorStore:
                return use.Index == 1;
            case OpCode.Slice or OpCode.View or OpCode.Element:
                return Visit(function, node.Operation.Result, seen, names);
            case OpCode.Call:
                return OfParameter(node.Operation.Symbol!, use.Index);
            case OpCode.For:
                return Joined(function, node, use.Index - 2, seen, names);
            case OpCode.While:
                return Joined(function, node, use.Index, seen, names);
            default:
                return true;
        }
    }

    private bool Joined(FunctionFacts function, IrNode owner, int index, HashSet<int> seen, List<Value> names)
    {
        bool escapes = Visit(function, owner.Operation.Results[index], seen, names);
        int first = owner.Code == OpCode.For ? 1 : 0;
        return owner.Code == OpCode.If
            ? escapes
            : owner.Regions.Aggregate(escapes, (any, region) => Visit(function, region.Block.Parameters[index + first], seen, names) || any);
    }
}
