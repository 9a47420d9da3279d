using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Writes on every <c>for</c> what is known of its turns: whether they are independent, and the kind of each carried value.</summary>
/// <remarks>
/// <code>
/// %5: f32 = for %3, %4, %1 { (%6: i32, %7: f32) … %11 = add %7, %10 yield %11 }    gains    [independent(Sum)]
/// </code>
/// </remarks>
internal static class LoopShape
{
    public static Function Run(Function function)
    {
        MemoryRoots roots = new(function);
        Definitions definitions = new(function.Body);
        UseCounts uses = new(function.Body);
        return function with { Body = Visit(function.Body) };

        Block Visit(Block block) => block.Operations.Any(operation => operation.Regions.Count > 0)
            ? block with { Operations = new(block.Operations.Select(VisitOperation)) }
            : block;

        Operation VisitOperation(Operation operation)
        {
            if (operation.Regions.Count == 0)
            {
                return operation;
            }

            LoopFacts? facts = operation.Code == OpCode.For ? Facts(operation, roots, definitions, uses) : null;
            return operation with { Regions = new(operation.Regions.Select(Visit)), Facts = facts };
        }
    }

    private static LoopFacts Facts(Operation loop, MemoryRoots roots, Definitions definitions, UseCounts uses)
    {
        Block body = loop.Regions[0];
        EquatableArray<CarriedKind> carried = new(body.Yields.Select((yield, i) =>
            ReductionChain.Classify(body.Parameters[i + 1], yield, body, definitions, uses)));
        bool independent = carried.All(kind => kind != CarriedKind.State) && new LoopMemory(loop, roots, definitions).IsIndependent();
        return new(independent, carried);
    }
}
