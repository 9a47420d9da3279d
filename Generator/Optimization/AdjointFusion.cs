using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Does not clear a destination that one loop fills anyway.</summary>
/// <remarks>
/// <code>
/// if %accumulate { } { fill %d, 0 }             gives    for 0, %n { (%i)
/// for 0, %n { (%i)                                         … %old = load %d, %i
///   … accumulate %d, %e, %i                                store %d, select(%accumulate, %old, 0) + %e, %i
/// }                                                      }
/// </code>
/// where %n is the length of %d, and nothing else in between or in the loop touches it. In a companion the length of a shadow is
/// that of the parameter that it belongs to.
/// </remarks>
internal sealed class AdjointFusion : Rewriter
{
    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;
    private readonly ShadowLengths _lengths;

    // Fills that a later loop makes needless, and the accumulates of these loops with the fill's condition.
    private readonly HashSet<Operation> _removed = new(OperationIdentity.Comparer);
    private readonly Dictionary<Operation, Value> _overwrites = new(OperationIdentity.Comparer);

    private AdjointFusion(Function function, int ownParameters)
    {
        _roots = new MemoryRoots(function);
        _definitions = new Definitions(function.Body);
        _lengths = new ShadowLengths(function, _definitions, ownParameters);
    }

    public static Module Run(Module module) => module with
    {
        Functions = new(module.Functions.Select(function => Run(function, ShadowLengths.OwnParameters(module, function)))),
    };

    private static Function Run(Function function, int ownParameters)
    {
        AdjointFusion pass = new(function, ownParameters);
        pass.Plan(function.Body);
        return pass.Rewrite(function);
    }

    // Only the outermost block has destinations to clear.
    private void Plan(Block block)
    {
        for (int i = 0; i < block.Operations.Count; i++)
        {
            if (ClearedUnless(block.Operations[i]) is { } cleared && NextUse(block, i + 1, cleared.Memory) is { } next
                && OnlyAccumulate(next, cleared.Memory) is { } accumulate)
            {
                _removed.Add(block.Operations[i]);
                _overwrites[accumulate] = cleared.Condition;
            }
        }
    }

    /// <summary>The memory that an <c>if</c> clears where its condition does not hold.</summary>
    private (Value Memory, Value Condition)? ClearedUnless(Operation operation)
    {
        if (operation is not { Code: OpCode.If, Results.Count: 0 }
            || operation.Regions[0].Operations.Count > 0
            || operation.Regions[1].Operations.LastOrDefault() is not { Code: OpCode.Fill } fill
            || operation.Regions[1].Operations.Any(other => other.Code != OpCode.Const && !ReferenceEquals(other, fill))
            || fill.Operands[0].Type is not MemoryType { Element: ScalarType, Rank: 1 })
        {
            return null;
        }

        return _definitions.LiteralOf(fill.Operands[1]) is { IsFloating: true, Bits: 0 } ? (fill.Operands[0], operation.Operands[0]) : null;
    }

    /// <summary>The first operation from <paramref name="start"/> on that reads or writes the memory.</summary>
    private Operation? NextUse(Block block, int start, Value memory) => block.Operations
        .Skip(start)
        .FirstOrDefault(operation => MemoryEffects.All(operation).Any(nested => Touches(nested, memory)));

    private bool Touches(Operation operation, Value memory) => _roots.MayWrite(operation, memory) || _roots.MayRead(operation, memory);

    /// <summary>The accumulate, where the operation is a loop that adds once to each element and does nothing else with the memory.</summary>
    private Operation? OnlyAccumulate(Operation loop, Value memory)
    {
        if (loop.Code != OpCode.For
            || loop.Number != 1
            || _definitions.LiteralOf(loop.Operands[0]) is not { Bits: 0 }
            || !_lengths.IsLengthOf(loop.Operands[1], memory))
        {
            return null;
        }

        Operation[] touching = MemoryEffects.All(loop.Regions[0]).Where(operation => Touches(operation, memory)).ToArray();
        return touching is [{ Code: OpCode.Accumulate } only]
            && only.Operands[0].Id == memory.Id
            && only.Operands[2].Id == loop.Regions[0].Parameters[0].Id
            && loop.Regions[0].Operations.Any(operation => ReferenceEquals(operation, only))
            ? only
            : null;
    }

    protected override void Visit(Operation operation)
    {
        if (!_removed.Contains(operation))
        {
            base.Visit(operation);
        }
    }

    protected override Block RewriteBlock(Block block) => base.RewriteBlock(WithoutClearing(block));

    /// <summary>Accumulates that a loop does into memory that is no longer cleared become stores.</summary>
    private Block WithoutClearing(Block block) => !block.Operations.Any(_overwrites.ContainsKey)
        ? block
        : block with { Operations = new(block.Operations.SelectMany(operation => _overwrites.ContainsKey(operation) ? Overwrite(operation) : [operation])) };

    private IEnumerable<Operation> Overwrite(Operation accumulate)
    {
        Value memory = accumulate.Operands[0], added = accumulate.Operands[1], index = accumulate.Operands[2];
        ScalarType type = (ScalarType)added.Type;
        Value zero = NewValue(type), old = NewValue(type), kept = NewValue(type), sum = NewValue(type);
        Operation Make(OpCode code, Value[] operands, Value[] results, OpFlags flags = OpFlags.None) =>
            new(code, new(operands), new(results)) { Flags = flags, Source = accumulate.Source };
        return
        [
            Make(OpCode.Const, [], [zero]) with { Literal = Literal.Of(type.Kind, 0) },
            Make(OpCode.Load, [memory, index], [old], accumulate.Flags & OpFlags.Safe),
            Make(OpCode.Select, [_overwrites[accumulate], old, zero], [kept]),
            Make(OpCode.Add, [kept, added], [sum], OpFlags.Adjoint),
            Make(OpCode.Store, [memory, sum, index], [], accumulate.Flags & OpFlags.Safe),
        ];
    }
}
