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
        return Visit(function, memory, [], names);
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

    private Reach Visit(FunctionFacts function, Value memory, HashSet<int> seen, List<Value>? names, Value? keeper = null)
    {
        if (!seen.Add(memory.Id))
        {
            return Reach.Names;
        }

        if (memory.Type is MemoryType { Kind: MemoryKind.Array })
        {
            names?.Add(memory);
        }

        return function.UsesOf(memory).Select(use => Escape(function, use, seen, names, keeper)).DefaultIfEmpty(Reach.Names).Max();
    }

    // With a keeper the memory is what was read from that array or tape, else it is what was made or given.
    private Reach Escape(FunctionFacts function, ValueUse use, HashSet<int> seen, List<Value>? names, Value? keeper)
    {
        if (use.Node is not { } node)
        {
            return use.Region.Owner is { } owner ? Joined(function, owner, use.Index, seen, names, keeper) : Reach.Outlives;
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
            case OpCode.Store or OpCode.Push when use.Index == 1:
                return Kept(function, operation.Operands[0], keeper);
            case OpCode.Push:
                return Reach.Names;
            case OpCode.Pop:
                return operation.Result.Type.IsReference ? ElementOf(function, operation, seen) : Reach.Names;
            case OpCode.Store or OpCode.Accumulate or OpCode.VectorStore:
                return use.Index == 1 ? Reach.Outlives : Reach.Names;
            case OpCode.Slice or OpCode.View or OpCode.Element:
                return Visit(function, operation.Result, seen, names, keeper);
            case OpCode.Call:
                return OfParameter(operation.Symbol!, use.Index);
            case OpCode.For:
                return Joined(function, node, use.Index - 2, seen, names, keeper);
            case OpCode.While:
                return Joined(function, node, use.Index, seen, names, keeper);
            default:
                return Reach.Outlives;
        }
    }

    /// <summary>How far an element gets that is read from an array or tape; its names are not those of the array.</summary>
    private Reach ElementOf(FunctionFacts function, Operation read, HashSet<int> seen) => Visit(function, read.Result, seen, names: null, read.Operands[0]);

    /// <summary>How far what is stored into memory gets. An element of two arrays lives as long as both, so they must have one frame.</summary>
    private Reach Kept(FunctionFacts function, Value place, Value? keeper)
    {
        if (!IsMade(function, place) || (keeper is not null && !(IsMade(function, keeper) && TurnOf(function, place) == TurnOf(function, keeper)))
            || !(place.Type is TapeType tape ? IsPooled(tape.Element) : IsPooled(place.Type)))
        {
            return Reach.Outlives;
        }

        if (!_keepers.Add((function.Function.Name, place.Id)))
        {
            // Where elements are exchanged, whoever asked for the array sees to its other uses.
            return keeper is null ? Reach.Outlives : Reach.Elements;
        }

        Reach reach = Of(function, place, out _);
        _keepers.Remove((function.Function.Name, place.Id));
        return reach == Reach.Outlives ? Reach.Outlives : Reach.Elements;
    }

    private static bool IsMade(FunctionFacts function, Value memory) => function.DefinitionOf(memory) is { Code: OpCode.Alloc or OpCode.NewTape };

    /// <summary>The body of the innermost loop in which a value is made; null outside of loops.</summary>
    private static IrRegion? TurnOf(FunctionFacts function, Value memory)
    {
        IrRegion? around = function.RegionOf(memory);
        while (around is { IsLoopBody: false })
        {
            around = around.Owner?.Region;
        }

        return around;
    }

    private Reach Joined(FunctionFacts function, IrNode owner, int index, HashSet<int> seen, List<Value>? names, Value? keeper)
    {
        Reach reach = Visit(function, owner.Operation.Results[index], seen, names, keeper);
        int first = owner.Code == OpCode.For ? 1 : 0;
        return owner.Code == OpCode.If
            ? reach
            : owner.Regions.Aggregate(reach, (furthest, region) =>
                (Reach)Math.Max((int)Visit(function, region.Block.Parameters[index + first], seen, names, keeper), (int)furthest));
    }
}
