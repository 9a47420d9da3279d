using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Does not clear new memory whose first use is a loop that adds once to each element: the sums are stored instead.</summary>
/// <remarks>
/// <code>
/// %d = alloc %n                              gives    %d = alloc %n [Uninitialized]
/// for 0, %n { … accumulate %d, %e, %i }               for 0, %n { … store %d, %e, %i }
/// </code>
/// Only of additions that a transform made, which are flagged <c>Safe</c>: adding to zero would turn a negative zero of the source.
/// </remarks>
internal sealed class ShadowFilling
{
    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;
    private readonly HashSet<Operation> _filled = new(OperationIdentity.Comparer);
    private readonly HashSet<Operation> _first = new(OperationIdentity.Comparer);

    private ShadowFilling(Function function)
    {
        _roots = new MemoryRoots(function);
        _definitions = new Definitions(function.Body);
    }

    public static Function Run(Function function)
    {
        ShadowFilling pass = new(function);
        pass.Plan(function.Body);
        return pass._filled.Count == 0 ? function : function with { Body = pass.Stored(function.Body) };
    }

    private void Plan(Block block)
    {
        for (int i = 0; i < block.Operations.Count; i++)
        {
            Operation operation = block.Operations[i];
            foreach (Block region in operation.Regions)
            {
                Plan(region);
            }

            if (IsCleared(operation)
                && block.Operations.Skip(i + 1).FirstOrDefault(next => MemoryEffects.All(next).Any(nested => Touches(nested, operation.Result))) is { } loop
                && OnlyAccumulate(loop, operation) is { } accumulate)
            {
                _filled.Add(operation);
                _first.Add(accumulate);
            }
        }
    }

    private static bool IsCleared(Operation operation) => operation is { Code: OpCode.Alloc, Operands.Count: 1, Result.Type: MemoryType { Rank: 1, Element: ScalarType } }
        && !operation.Has(OpFlags.Uninitialized);

    private bool Touches(Operation operation, Value memory) => _roots.MayWrite(operation, memory) || _roots.MayRead(operation, memory);

    /// <summary>The accumulate, where the operation is a loop that adds once to each element and does nothing else with the memory.</summary>
    private Operation? OnlyAccumulate(Operation loop, Operation allocation)
    {
        if (loop.Code != OpCode.For || !VisitsAll(loop, allocation.Operands[0]))
        {
            return null;
        }

        Block body = loop.Regions[0];
        Operation[] touching = MemoryEffects.All(body).Where(operation => Touches(operation, allocation.Result)).ToArray();
        return touching is [{ Code: OpCode.Accumulate } only]
            && only.Operands[0].Id == allocation.Result.Id
            && only.Operands[2].Id == body.Parameters[0].Id
            && only.Has(OpFlags.Safe)
            && !only.Has(OpFlags.Strict)
            && body.Operations.Any(operation => ReferenceEquals(operation, only))
            ? only
            : null;
    }

    // From 0 to the length, or from the last element down.
    private bool VisitsAll(Operation loop, Value length)
    {
        Value from = loop.Operands[0], to = loop.Operands[1];
        return loop.Number switch
        {
            1 => IsNumber(from, 0) && IsSame(to, length),
            -1 => IsNumber(to, -1)
                && ((_definitions.Of(from, OpCode.Sub) is { } difference && IsSame(difference.Operands[0], length) && IsNumber(difference.Operands[1], 1))
                    || (_definitions.Of(from, OpCode.Add) is { } sum && IsSame(sum.Operands[0], length) && IsNumber(sum.Operands[1], -1))),
            _ => false,
        };
    }

    private bool IsSame(Value left, Value right) =>
        left.Id == right.Id || (_definitions.LiteralOf(left) is { } literal && _definitions.LiteralOf(right) is { } other && literal == other);

    private bool IsNumber(Value value, long number) => _definitions.LiteralOf(value) is { } literal && literal.Bits == number;

    private Block Stored(Block block) => block with { Operations = new(block.Operations.Select(Stored)) };

    private Operation Stored(Operation operation) =>
        _filled.Contains(operation) ? operation with { Flags = operation.Flags | OpFlags.Uninitialized }
        : _first.Contains(operation) ? operation with { Code = OpCode.Store }
        : operation.Regions.Count == 0 ? operation
        : operation with { Regions = new(operation.Regions.Select(Stored)) };
}
