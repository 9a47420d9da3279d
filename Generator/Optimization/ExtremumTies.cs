using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>
/// Gives the largest (or smallest) value that a loop finds a derivative that all ties share evenly: the mean of the derivatives of
/// what equals it. Step by step, <c>Math.Max</c> would give the last tie half, the one before a quarter, and so on.
/// </summary>
/// <remarks>
/// <code>
/// %r = for … { (%c) … %d = math %c, %y [Max] yield %d }    gives
///
/// %m = for … { (%c) … %d = math %c, %y [Max] yield %d }
/// %sum, %ties = for … { (%s, %n) … adds %y and 1 where not %y &lt; %m }
/// %r = follow %m, %sum * (1 / %ties)
/// </code>
/// Without derivatives the second loop is dead. Where what is compared cannot be computed again, not cheaply, or not surely to the same bit, the first loop keeps
/// the sum and the number of ties of its best value so far.
/// </remarks>
internal sealed class ExtremumTies
{
    private readonly Definitions _definitions;
    private readonly UseCounts _uses;
    private readonly MemoryRoots _roots;
    private readonly BlockBuilder _numbers;

    private ExtremumTies(Function function)
    {
        _definitions = new(function.Body);
        _uses = new(function.Body);
        _roots = new(function);
        _numbers = new(function.NextId());
    }

    public static Function Run(Function function) => function with { Body = new ExtremumTies(function).Rewrite(function.Body, []) };

    // Inner loops of a chain that was shared further out are done.
    private Block Rewrite(Block block, List<ReductionChain> done) => block.Operations.Any(operation => operation.Regions.Count > 0)
        ? block with { Operations = block.Operations.SelectMany(operation => Rewrite(operation, done)).ToEquatableArray() }
        : block;

    private IEnumerable<Operation> Rewrite(Operation operation, List<ReductionChain> done)
    {
        (int Index, ReductionChain Chain)[] chains = operation.Code == OpCode.For ? Chains(operation, done).ToArray() : [];
        List<ReductionChain> known = [.. done, .. chains.Select(item => item.Chain)];
        Operation loop = operation.Regions.Count == 0
            ? operation
            : operation with { Regions = new(operation.Regions.Select(region => Rewrite(region, known))) };
        if (chains.Length == 0)
        {
            return [loop];
        }

        BlockBuilder before = _numbers.Nested();
        BlockBuilder after = _numbers.Nested();
        before.Source = after.Source = operation.Source;
        foreach ((int index, ReductionChain chain) in chains)
        {
            loop = Share(loop, operation, index, chain, before, after);
        }

        return [.. before.Operations, loop, .. after.Operations];
    }

    /// <summary>The extrema that a loop carries, but for those that a loop around carries through it and those without derivative.</summary>
    private IEnumerable<(int Index, ReductionChain Chain)> Chains(Operation loop, List<ReductionChain> done)
    {
        Block body = loop.Regions[0];
        for (int i = 0; i < loop.Results.Count; i++)
        {
            Value parameter = body.Parameters[i + 1];
            if (parameter.Type.IsFloating
                && !done.Any(chain => chain.Contains(parameter))
                && ReductionChain.Find(parameter, body.Yields[i], body, _definitions, _uses) is { Kind: CarriedKind.Maximum or CarriedKind.Minimum } found)
            {
                yield return (i, found);
            }
        }
    }

    /// <summary>Writes what shares the derivative of one extremum; returns the loop, which now gives the value alone.</summary>
    private Operation Share(Operation loop, Operation original, int index, ReductionChain chain, BlockBuilder before, BlockBuilder after)
    {
        Value result = loop.Results[index];
        Value value = _numbers.NewValue(result.Type, result.Name);
        Value initial = loop.Operands[index + 2];
        loop = loop with { Results = new(loop.Results.Select((other, i) => i == index ? value : other)) };
        TieCounting counting = new(chain, original, _roots);
        Value sum, ties;
        if (counting.CanRepeat)
        {
            (sum, ties) = counting.Repeat(after, value, initial);
        }
        else
        {
            (loop, sum, ties) = counting.Extend(loop, before, initial);
        }

        Value share = after.Binary(OpCode.Div, after.Floating(result.Type, 1), ties, "share");
        Value mean = after.Binary(OpCode.Mul, sum, share);
        after.Append(new Operation(OpCode.Follow, new([value, mean]), new([result])) { Source = after.Source });
        return loop;
    }
}
