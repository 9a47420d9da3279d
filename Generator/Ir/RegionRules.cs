using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>The parameters and yields of regions against the operation around them.</summary>
internal static class RegionRules
{
    public static IEnumerable<string> Faults(Operation operation, IrType[] operands, IrType[] results) => operation.Code switch
    {
        OpCode.If => If(operation, operands, results),
        OpCode.For => For(operation, operands, results),
        _ => While(operation, operands, results),
    };

    private static IEnumerable<string> If(Operation operation, IrType[] operands, IrType[] results) =>
        OperationRules.Require(operands[0] == IrType.Bool, "the condition is not a bool")
            .Concat(operation.Regions.SelectMany(region =>
                OperationRules.Match("parameter", Types(region.Parameters), [])
                    .Concat(OperationRules.Match("yield", Types(region.Yields), results))));

    private static IEnumerable<string> For(Operation operation, IrType[] operands, IrType[] results)
    {
        Block body = operation.Regions[0];
        return OperationRules.Require(operation.Number != 0, "the step is zero")
            .Concat(OperationRules.Match("operand", operands, [IrType.I32, IrType.I32, .. results]))
            .Concat(OperationRules.Match("parameter", Types(body.Parameters), [IrType.I32, .. results]))
            .Concat(OperationRules.Match("yield", Types(body.Yields), results))
            .Concat(Facts(operation));
    }

    private static IEnumerable<string> While(Operation operation, IrType[] operands, IrType[] results)
    {
        Block condition = operation.Regions[0];
        Block body = operation.Regions[1];
        Effects effects = Effects.None;
        foreach (Operation inner in condition.Operations)
        {
            effects |= inner.Effects;
        }

        return OperationRules.Match("operand", operands, results)
            .Concat(OperationRules.Match("parameter of the condition", Types(condition.Parameters), results))
            .Concat(OperationRules.Match("yield of the condition", Types(condition.Yields), [IrType.Bool]))
            .Concat(OperationRules.Match("parameter", Types(body.Parameters), results))
            .Concat(OperationRules.Match("yield", Types(body.Yields), results))
            .Concat(OperationRules.Require((effects & (Effects.Writes | Effects.Once)) == 0, "the condition writes, or runs something once-only"))
            .Concat(Facts(operation));
    }

    private static IEnumerable<string> Facts(Operation operation) =>
        OperationRules.Require(
            operation.Facts is null || operation.Facts.Carried.Count == operation.Results.Count,
            "the loop facts are not about as many values as it carries");

    private static IEnumerable<IrType> Types(EquatableArray<Value> values) => values.Select(value => value.Type);
}
