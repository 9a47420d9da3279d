using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>The <c>for</c> that a <c>while</c> spells out.</summary>
/// <remarks>
/// <code>
/// while %i0 { (%i) yield i &lt; n } { (%i) … %next = add %i, 1 yield %next }    is    for %i0, n { (%i) … }
/// </code>
/// Steps of one only: a longer step can wrap around past the bound, where a <c>for</c> of the IR never does.
/// </remarks>
/// <param name="Before">Operations of the condition that do not change between turns; they run before the loop, as they did at the first test.</param>
/// <param name="Counter">Which carried value counts.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Step">1 or -1.</param>
internal sealed record CountedLoop(EquatableArray<Operation> Before, int Counter, Value Bound, int Step)
{
    public static CountedLoop? From(Operation loop, Func<Value, Literal?> literalOf)
    {
        Block condition = loop.Regions[0], body = loop.Regions[1];
        if (condition.Operations.Count == 0
            || condition.Operations[condition.Operations.Count - 1] is not { Code: OpCode.Less or OpCode.Greater } test
            || condition.Yields[0].Id != test.Result.Id)
        {
            return null;
        }

        Operation[] before = condition.Operations.Take(condition.Operations.Count - 1).ToArray();
        int counter = IndexOf(condition.Parameters, test.Operands[0]);
        bool moves = before.All(operation => operation.IsPure && operation.Operands.All(value => IndexOf(condition.Parameters, value) < 0));
        if (counter < 0 || !moves || IndexOf(condition.Parameters, test.Operands[1]) >= 0 || test.Operands[0].Type != IrType.I32)
        {
            return null;
        }

        int step = test.Code == OpCode.Less ? 1 : -1;
        return Advance(body, counter, literalOf) == step ? new(new(before), counter, test.Operands[1], step) : null;
    }

    /// <summary>The constant by which the counter moves each turn; 0 where it is not plain.</summary>
    private static int Advance(Block body, int counter, Func<Value, Literal?> literalOf)
    {
        Operation? advance = Definition(body, body.Yields[counter]);
        if (advance is not { Code: OpCode.Add or OpCode.Sub } || advance.Operands[0].Id != body.Parameters[counter].Id)
        {
            return 0;
        }

        Literal? by = literalOf(advance.Operands[1]) ?? Definition(body, advance.Operands[1])?.Literal;
        return by is { Bits: 1 or -1 } unit ? (int)(advance.Code == OpCode.Add ? unit.Bits : -unit.Bits) : 0;
    }

    /// <summary>The body as that of a <c>for</c>: the counter first, and not among the yields. Below the bound the counter cannot overflow.</summary>
    public Block ForBody(Block body) => new(
        new(body.Parameters.Where((_, i) => i == Counter).Concat(body.Parameters.Where((_, i) => i != Counter))),
        new(body.Operations.Select(operation => operation.Results is [var only] && only.Id == body.Yields[Counter].Id
            ? operation with { Flags = operation.Flags & ~OpFlags.Checked }
            : operation)),
        new(body.Yields.Where((_, i) => i != Counter)));

    private static Operation? Definition(Block body, Value value) =>
        body.Operations.FirstOrDefault(operation => operation.Results is [var only] && only.Id == value.Id);

    private static int IndexOf(EquatableArray<Value> values, Value value)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Id == value.Id)
            {
                return i;
            }
        }

        return -1;
    }
}
