using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>
/// Moves memory that each turn of a loop fills anew into the turn, so that turns no longer share it: then they depend on one
/// another no more than what they compute does, and can be reversed one by one.
/// </summary>
/// <remarks>
/// <code>
/// %m = alloc %n                         gives    for … { %m = alloc %n [Uninitialized]
/// for … { for 0, %n { store %m[j] } B }             for 0, %n { store %m[j] } B }
/// </code>
/// where nothing but the loop uses <c>%m</c> and a turn writes every element before all else. Memory that is so written where it
/// is made is not cleared either.
/// </remarks>
internal static class AllocationSinking
{
    public static Function Run(Function function) => function with { Body = Rewrite(function.Body, []) };

    private static Block Rewrite(Block block, Dictionary<int, Operation> outer)
    {
        Dictionary<int, Operation> definitions = new(outer);
        foreach (Operation operation in block.Operations)
        {
            foreach (Value result in operation.Results)
            {
                definitions[result.Id] = operation;
            }
        }

        List<Operation> operations = block.Operations.ToList();
        for (int i = operations.Count - 1; i >= 0; i--)
        {
            if (operations[i] is not { Code: OpCode.Alloc } allocation)
            {
                continue;
            }

            // Views of the memory go where it goes.
            Operation[] views = operations.Where(operation => operation.Code == OpCode.View && operation.Operands[0].Id == allocation.Result.Id).ToArray();
            Operation[] moved = [allocation, .. views];
            if (LoopOf(moved, block, operations, definitions) is int loop and >= 0)
            {
                operations[loop] = Sunk(moved, operations[loop]);
                operations.RemoveAll(operation => moved.Any(item => ReferenceEquals(item, operation)));
            }
            else if (IsScratch(allocation) && Users(operations.Skip(i + 1), [allocation.Result], out List<Value> names) is [var first, ..]
                && FillsAll(first, allocation, names, definitions))
            {
                operations[i] = allocation with { Flags = allocation.Flags | OpFlags.Uninitialized };
            }
        }

        return block with
        {
            Operations = operations.Select(operation => operation.Regions.Count == 0
                ? operation
                : operation with { Regions = new(operation.Regions.Select(region => Rewrite(region, definitions))) }).ToEquatableArray(),
        };
    }

    /// <summary>The place of the one loop that uses an allocation and its views, where they can move into it; else -1.</summary>
    private static int LoopOf(Operation[] moved, Block block, List<Operation> operations, Dictionary<int, Operation> definitions)
    {
        Operation allocation = moved[0];
        Value[] memory = moved.Select(operation => operation.Result).ToArray();
        bool movable = IsScratch(allocation)
            && IsNeverNegative(allocation.Operands[0], definitions)
            && !block.Yields.Any(memory.Contains);
        int[] users = movable
            ? Enumerable.Range(0, operations.Count)
                .Where(i => moved.All(item => !ReferenceEquals(item, operations[i])) && Mentions(operations[i], memory)).ToArray()
            : [];
        return users.Length == 1 && FillsFirst(operations[users[0]], memory, allocation, definitions) ? users[0] : -1;
    }

    /// <summary>Whether every turn of a loop writes all of the memory before anything reads it, itself or in the one loop that it uses it in.</summary>
    private static bool FillsFirst(Operation loop, IReadOnlyList<Value> memory, Operation allocation, Dictionary<int, Operation> definitions)
    {
        if (loop.Code is not (OpCode.For or OpCode.While) || loop.Operands.Any(memory.Contains))
        {
            return false;
        }

        Block body = loop.Regions[loop.Regions.Count - 1];
        List<Operation> users = Users(body.Operations, memory, out List<Value> names);
        return !body.Yields.Any(names.Contains)
            && loop.Regions.Take(loop.Regions.Count - 1).All(region => !Mentions(region, names))
            && users.Count > 0
            && (FillsAll(users[0], allocation, names, definitions)
                || (users.Count == 1 && FillsFirst(users[0], names, allocation, definitions)));
    }

    /// <summary>The operations that use memory, in order. A view of it is not one, but one more name of it.</summary>
    private static List<Operation> Users(IEnumerable<Operation> operations, IReadOnlyList<Value> memory, out List<Value> names)
    {
        List<Value> known = [.. memory];
        List<Operation> users = [];
        foreach (Operation operation in operations.Where(operation => Mentions(operation, known)))
        {
            if (operation.Code == OpCode.View)
            {
                known.Add(operation.Result);
            }
            else
            {
                users.Add(operation);
            }
        }

        names = known;
        return users;
    }

    private static bool IsScratch(Operation allocation) => !allocation.Has(OpFlags.Escapes)
        && allocation.Operands.Count == 1
        && ((MemoryType)allocation.Result.Type).Element is ScalarType;

    private static Operation Sunk(Operation[] moved, Operation loop)
    {
        int last = loop.Regions.Count - 1;
        Operation[] inside = [moved[0] with { Flags = moved[0].Flags | OpFlags.Uninitialized | OpFlags.Safe }, .. moved.Skip(1)];
        return loop with
        {
            Regions = loop.Regions.Select((region, i) => i == last
                ? region with { Operations = new(inside.Concat(region.Operations)) }
                : region).ToEquatableArray(),
        };
    }

    /// <summary>Whether an operation writes every element of the memory, which has these names, and does nothing else with it.</summary>
    private static bool FillsAll(Operation operation, Operation allocation, IReadOnlyList<Value> names, Dictionary<int, Operation> definitions)
    {
        if (operation.Code == OpCode.Fill)
        {
            return true;
        }

        if (operation is not { Code: OpCode.For, Number: 1 } || !IsConstant(operation.Operands[0], 0, definitions)
            || !IsSame(operation.Operands[1], allocation.Operands[0], definitions))
        {
            return false;
        }

        Block body = operation.Regions[0];
        Operation[] uses = body.Operations.Where(inner => Mentions(inner, names)).ToArray();
        return uses.Length == 1
            && uses[0] is { Code: OpCode.Store } store
            && store.Operands[0].Id == allocation.Result.Id
            && store.Operands[2].Id == body.Parameters[0].Id
            && body.Operations.All(inner => inner.Code is not OpCode.Throw);
    }

    private static bool IsSame(Value left, Value right, Dictionary<int, Operation> definitions) => left.Id == right.Id
        || (Constant(left, definitions) is { } first && Constant(right, definitions) is { } second && first.Bits == second.Bits);

    private static bool IsConstant(Value value, long number, Dictionary<int, Operation> definitions) =>
        Constant(value, definitions) is { } literal && literal.Bits == number;

    private static Literal? Constant(Value value, Dictionary<int, Operation> definitions) =>
        definitions.TryGetValue(value.Id, out Operation? definition) ? definition.Literal : null;

    private static bool IsNeverNegative(Value size, Dictionary<int, Operation> definitions) =>
        definitions.TryGetValue(size.Id, out Operation? definition)
        && (definition.Code == OpCode.Length || definition.Literal is { Bits: >= 0 });

    private static bool Mentions(Block block, IReadOnlyList<Value> values) =>
        block.Yields.Any(values.Contains) || block.Operations.Any(operation => Mentions(operation, values));

    private static bool Mentions(Operation operation, IReadOnlyList<Value> values) =>
        operation.Operands.Any(values.Contains) || operation.Regions.Any(region => Mentions(region, values));
}
