using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>
/// How far memory gets that a function makes or is given. What does not outlive the call can be rented from the workspace,
/// whatever the user made it by; and what is only known by names can be a span of it.
/// </summary>
internal sealed class Escapes(Func<string, FunctionFacts> facts)
{
    private readonly Dictionary<(string Function, int Parameter), Reach> _parameters = [];
    private readonly HashSet<(string Function, int Memory)> _keepers = [];

    /// <summary>How far the memory gets; <paramref name="names"/> has every value under which its array is known, if it is only known by names.</summary>
    public Reach Of(FunctionFacts function, Value memory, out List<Value> names)
    {
        names = [];
        HashSet<int> seen = [];
        return Visit(function, memory, seen, names);
    }

    /// <summary>How far an array given to a function gets.</summary>
    public Reach OfParameter(string function, int index)
    {
        if (_parameters.TryGetValue((function, index), out Reach known))
        {
            return known;
        }

        // A recursive call hands on what this one was given.
        _parameters[(function, index)] = Reach.Names;
        FunctionFacts callee = facts(function);
        return _parameters[(function, index)] = Of(callee, callee.Function.Parameters[index], out _);
    }

    /// <summary>Whether memory of this type can be a span of the workspace: one dimension of plain numbers.</summary>
    public static bool IsPlain(IrType type) => type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Span, Rank: 1 } memory && IsUnmanaged(memory.Element);

    /// <summary>Whether memory of this type can be an array that the workspace keeps.</summary>
    public static bool IsPooled(IrType type) => type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Grid, Rank: <= 3 } memory
        && (IsUnmanaged(memory.Element) || (memory.Rank == 1 && memory.Element is MemoryType && IsPooled(memory.Element)));

    private static bool IsUnmanaged(IrType type) =>
        type is ScalarType || (type is RecordType record && record.Fields.All(field => IsUnmanaged(field.Type)));

    private Reach Visit(FunctionFacts function, Value memory, HashSet<int> seen, List<Value>? names)
    {
        if (!seen.Add(memory.Id))
        {
            return Reach.Names;
        }

        if (memory.Type is MemoryType { Kind: MemoryKind.Array })
        {
            names?.Add(memory);
        }

        return function.UsesOf(memory).Select(use => Escape(function, use, seen, names)).DefaultIfEmpty(Reach.Names).Max();
    }

    private Reach Escape(FunctionFacts function, ValueUse use, HashSet<int> seen, List<Value>? names)
    {
        if (use.Node is not { } node)
        {
            return use.Region.Owner is { } owner ? Joined(function, owner, use.Index, seen, names) : Reach.Outlives;
        }

        Operation operation = node.Operation;
        switch (node.Code)
        {
            case OpCode.Load:
                return operation.Result.Type.IsReference ? ElementOf(function, operation, seen) : Reach.Names;
            case OpCode.Copy or OpCode.Fill when operation.Operands[0].Type is MemoryType { Element.IsReference: true }:
                return Reach.Outlives;
            case OpCode.Length or OpCode.Fill or OpCode.Copy or OpCode.VectorLoad or OpCode.Overlaps:
                return Reach.Names;
            case OpCode.Store when use.Index == 1:
                return Kept(function, operation.Operands[0], isElement: names is null);
            case OpCode.Store or OpCode.Accumulate or OpCode.VectorStore:
                return use.Index == 1 ? Reach.Outlives : Reach.Names;
            case OpCode.Slice or OpCode.View or OpCode.Element:
                return Visit(function, operation.Result, seen, names);
            case OpCode.Call:
                return OfParameter(operation.Symbol!, use.Index);
            case OpCode.For:
                return Joined(function, node, use.Index - 2, seen, names);
            case OpCode.While:
                return Joined(function, node, use.Index, seen, names);
            default:
                return Reach.Outlives;
        }
    }

    /// <summary>How far an element gets that is read from an array; its names are not those of the array.</summary>
    private Reach ElementOf(FunctionFacts function, Operation load, HashSet<int> seen) => Visit(function, load.Result, seen, names: null) switch
    {
        Reach.Elements when !IsMadeOnce(function, load.Operands[0]) => Reach.Outlives,
        Reach reach => reach,
    };

    /// <summary>How far what is stored into memory gets. An element of two arrays lives as long as both, so they must have one frame.</summary>
    private Reach Kept(FunctionFacts function, Value place, bool isElement)
    {
        bool isMade = isElement ? IsMadeOnce(function, place) : function.DefinitionOf(place) is { Code: OpCode.Alloc };
        if (!isMade || !IsPooled(place.Type) || !_keepers.Add((function.Function.Name, place.Id)))
        {
            // Arrays that exchange elements are not followed.
            return Reach.Outlives;
        }

        Reach reach = Of(function, place, out _);
        _keepers.Remove((function.Function.Name, place.Id));
        return reach == Reach.Outlives ? Reach.Outlives : Reach.Elements;
    }

    private static bool IsMadeOnce(FunctionFacts function, Value memory)
    {
        if (function.DefinitionOf(memory) is not { Code: OpCode.Alloc } node)
        {
            return false;
        }

        for (IrRegion? around = node.Region; around is not null; around = around.Owner?.Region)
        {
            if (around.IsLoopBody)
            {
                return false;
            }
        }

        return true;
    }

    private Reach Joined(FunctionFacts function, IrNode owner, int index, HashSet<int> seen, List<Value>? names)
    {
        Reach reach = Visit(function, owner.Operation.Results[index], seen, names);
        int first = owner.Code == OpCode.For ? 1 : 0;
        return owner.Code == OpCode.If
            ? reach
            : owner.Regions.Aggregate(reach, (furthest, region) => (Reach)Math.Max((int)Visit(function, region.Block.Parameters[index + first], seen, names), (int)furthest));
    }
}
