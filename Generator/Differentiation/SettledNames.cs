using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Gives every use of a value the name under which it is defined: transforms name a value when they learn what it stands for,
/// and may by then have used it without.
/// </summary>
internal static class SettledNames
{
    public static Function Run(Function function)
    {
        Dictionary<int, Value> defined = [];
        Collect(function.Body, defined);
        return function with { Body = Settle(function.Body, defined) };
    }

    private static void Collect(Block block, Dictionary<int, Value> defined)
    {
        foreach (Value value in block.Parameters.Concat(block.Operations.SelectMany(operation => operation.Results)))
        {
            defined[value.Id] = value;
        }

        foreach (Block region in block.Operations.SelectMany(operation => operation.Regions))
        {
            Collect(region, defined);
        }
    }

    private static Block Settle(Block block, Dictionary<int, Value> defined)
    {
        Value Named(Value value) => defined.TryGetValue(value.Id, out Value? settled) ? settled : value;
        return new Block(
            block.Parameters,
            block.Operations.Select(operation => operation with
            {
                Operands = operation.Operands.Select(Named).ToEquatableArray(),
                Regions = operation.Regions.Select(region => Settle(region, defined)).ToEquatableArray(),
            }).ToEquatableArray(),
            block.Yields.Select(Named).ToEquatableArray());
    }
}
