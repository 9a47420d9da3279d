using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Copies operations with new values for their results, so that a piece of a function can stand in a second place.</summary>
/// <param name="newValue">Numbers the copies.</param>
internal sealed class Cloning(Func<IrType, string?, Value> newValue)
{
    private readonly Dictionary<int, Value> _copies = [];

    /// <summary>Lets <paramref name="value"/> stand for <paramref name="original"/> in what is copied from here on.</summary>
    public void Map(Value original, Value value) => _copies[original.Id] = value;

    public Value Map(Value original) => _copies.TryGetValue(original.Id, out Value? copy) ? copy : original;

    public Operation Clone(Operation operation)
    {
        EquatableArray<Value> operands = Map(operation.Operands);
        EquatableArray<Block> regions = operation.Regions.Count == 0 ? default : new(operation.Regions.Select(Clone));
        return operation with { Operands = operands, Regions = regions, Results = Fresh(operation.Results) };
    }

    public Block Clone(Block block)
    {
        EquatableArray<Value> parameters = Fresh(block.Parameters);
        EquatableArray<Operation> operations = new(block.Operations.Select(Clone));
        return new(parameters, operations, Map(block.Yields));
    }

    public EquatableArray<Value> Map(EquatableArray<Value> values) => values.Count == 0 ? values : new(values.Select(Map));

    private EquatableArray<Value> Fresh(EquatableArray<Value> values)
    {
        if (values.Count == 0)
        {
            return values;
        }

        Value[] copies = values.Select(value => newValue(value.Type, value.Name)).ToArray();
        for (int i = 0; i < copies.Length; i++)
        {
            Map(values[i], copies[i]);
        }

        return new(copies);
    }
}
