using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Makes a failing program smaller: it drops operations, replaces their results by constants, and empties regions, while it fails.</summary>
public static class Reducer
{
    /// <param name="module">The program.</param>
    /// <param name="fails">Whether a smaller program, which verifies, still fails.</param>
    public static Module Reduce(Module module, Func<Module, bool> fails)
    {
        bool changed = true;
        for (int round = 0; changed && round < 20; round++)
        {
            changed = false;
            for (int f = 0; f < module.Functions.Count; f++)
            {
                // From the end, so that what is used only by dropped operations can go in the same round.
                for (int at = Count(module.Functions[f].Body) - 1; at >= 0; at--)
                {
                    foreach (Module smaller in Smaller(module, f, at))
                    {
                        if (Verifier.Verify(smaller).Count == 0 && fails(smaller))
                        {
                            module = smaller;
                            changed = true;
                            break;
                        }
                    }
                }
            }
        }

        return module;
    }

    private static IEnumerable<Module> Smaller(Module module, int f, int at)
    {
        yield return With(module, f, at, _ => []);
        yield return With(module, f, at, operation => operation.Code == OpCode.Const ? [operation] : Constants(operation));
        yield return With(module, f, at, operation => operation.Code == OpCode.If ? Opened(operation, 0) : [operation]);
        yield return With(module, f, at, operation => operation.Code == OpCode.If ? Opened(operation, 1) : [operation]);
    }

    private static Module With(Module module, int f, int at, Func<Operation, IReadOnlyList<Operation>> replace)
    {
        int next = 0;
        Function function = module.Functions[f] with { Body = Rewrite(module.Functions[f].Body) };
        return module with { Functions = module.Functions.Select((old, i) => i == f ? function : old).ToEquatableArray() };

        Block Rewrite(Block block) => block with
        {
            Operations = block.Operations.SelectMany(operation => next++ == at ? replace(operation) : [Inside(operation)]).ToEquatableArray(),
        };

        Operation Inside(Operation operation) => operation with { Regions = operation.Regions.Select(Rewrite).ToEquatableArray() };
    }

    private static Operation[] Constants(Operation operation) => operation.Results.All(result => result.Type is ScalarType)
        ? [.. operation.Results.Select(result => new Operation(OpCode.Const, default, new([result])) { Literal = Literal.Of(((ScalarType)result.Type).Kind, 1) })]
        : [operation];

    // A region in the place of its if: its operations stand outside, each result is a copy of what it yields.
    private static IReadOnlyList<Operation> Opened(Operation operation, int region) =>
    [
        .. operation.Regions[region].Operations,
        .. operation.Results.Select((result, i) => new Operation(OpCode.Stop, new([operation.Regions[region].Yields[i]]), new([result]))),
    ];

    private static int Count(Block block) =>
        block.Operations.Sum(operation => 1 + operation.Regions.Sum(Count));
}
