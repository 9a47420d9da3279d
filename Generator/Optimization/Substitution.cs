using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Puts one value in the place of another.</summary>
internal static class Substitution
{
    /// <summary>The block with every use of <paramref name="old"/>, in regions too, a use of <paramref name="value"/>.</summary>
    public static Block Apply(Block block, Value old, Value value)
    {
        return Visit(block);

        Block Visit(Block inner) => inner with { Operations = new(inner.Operations.Select(VisitOperation)), Yields = Map(inner.Yields) };

        Operation VisitOperation(Operation operation) => operation with
        {
            Operands = Map(operation.Operands),
            Regions = operation.Regions.Count == 0 ? default : new(operation.Regions.Select(Visit)),
        };

        EquatableArray<Value> Map(EquatableArray<Value> values) => values.Any(used => used.Id == old.Id)
            ? new(values.Select(used => used.Id == old.Id ? value : used))
            : values;
    }
}
