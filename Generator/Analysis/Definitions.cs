using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Where each value of a block, and of the regions inside it, is made.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<int, (Operation Operation, int Index)> _results = [];
    private readonly Dictionary<int, (Operation Operation, int Region, int Index)> _parameters = [];

    public Definitions(Block block) => Visit(block);

    /// <summary>The operation that has the value among its results, and which one it is.</summary>
    public (Operation Operation, int Index)? Result(Value value) => _results.TryGetValue(value.Id, out var found) ? found : null;

    /// <summary>The operation that has the value among its regions' parameters, the region and which parameter it is.</summary>
    public (Operation Operation, int Region, int Index)? Parameter(Value value) =>
        _parameters.TryGetValue(value.Id, out var found) ? found : null;

    /// <summary>The operation whose result the value is.</summary>
    public Operation? Of(Value value) => _results.TryGetValue(value.Id, out var found) ? found.Operation : null;

    public Operation? Of(Value value, OpCode code) => Of(value) is { } found && found.Code == code ? found : null;

    /// <summary>The value of an integer, bool or floating constant.</summary>
    public Literal? LiteralOf(Value value) => Of(value, OpCode.Const)?.Literal;

    /// <summary>Whether the block, or a region inside it, makes the value.</summary>
    public bool Contains(Value value) => _results.ContainsKey(value.Id) || _parameters.ContainsKey(value.Id);

    private void Visit(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            for (int i = 0; i < operation.Results.Count; i++)
            {
                _results[operation.Results[i].Id] = (operation, i);
            }

            for (int region = 0; region < operation.Regions.Count; region++)
            {
                Block inner = operation.Regions[region];
                for (int i = 0; i < inner.Parameters.Count; i++)
                {
                    _parameters[inner.Parameters[i].Id] = (operation, region, i);
                }

                Visit(inner);
            }
        }
    }
}
