using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Where everything stands in a function: the block and operation that defines each value, and the order of operations.</summary>
internal sealed class FunctionIndex
{
    private readonly Dictionary<int, OperationSite> _definitions = [];
    private readonly Dictionary<int, BlockSite> _blocks = [];
    private readonly List<OperationSite> _operations = [];

    public FunctionIndex(Function function)
    {
        Function = function;
        Root = Visit(function.Body, null);
    }

    public Function Function { get; }

    public BlockSite Root { get; }

    /// <summary>Every operation, an operation before those of its regions.</summary>
    public IReadOnlyList<OperationSite> Operations => _operations;

    /// <summary>The operation that gives <paramref name="value"/>, null for a parameter of a block.</summary>
    public OperationSite? Definition(Value value) => _definitions.TryGetValue(value.Id, out OperationSite? site) ? site : null;

    /// <summary>The block in which <paramref name="value"/> is defined, as a parameter or by an operation.</summary>
    public BlockSite BlockOf(Value value) => _blocks[value.Id];

    /// <summary>The number that <paramref name="value"/> always is, null where it is not a constant.</summary>
    public double? ConstantOf(Value value) => Definition(value) is { Operation: { Code: OpCode.Const, Literal: { } literal } }
        ? literal.IsFloating ? literal.Floating : literal.Integer
        : null;

    private BlockSite Visit(Block block, OperationSite? owner)
    {
        BlockSite site = new(block, owner);
        foreach (Value parameter in block.Parameters)
        {
            _blocks[parameter.Id] = site;
        }

        foreach (Operation operation in block.Operations)
        {
            OperationSite operationSite = new(operation, site, _operations.Count);
            _operations.Add(operationSite);
            site.Operations.Add(operationSite);
            foreach (Value result in operation.Results)
            {
                _definitions[result.Id] = operationSite;
                _blocks[result.Id] = site;
            }

            foreach (Block region in operation.Regions)
            {
                operationSite.Regions.Add(Visit(region, operationSite));
            }

            operationSite.End = _operations.Count;
        }

        return site;
    }
}
