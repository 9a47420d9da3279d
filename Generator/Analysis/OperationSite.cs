using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>An operation at its place in a function. Sites compare by identity.</summary>
internal sealed class OperationSite(Operation operation, BlockSite block, int position)
{
    public Operation Operation { get; } = operation;

    public BlockSite Block { get; } = block;

    /// <summary>Number in program order; the operations of the regions have <c>Position &lt; n &lt; End</c>.</summary>
    public int Position { get; } = position;

    public int End { get; set; }

    public List<BlockSite> Regions { get; } = [];

    public bool IsLoop => Operation.Code is OpCode.For or OpCode.While;

    public bool Contains(OperationSite other) => other.Position > Position && other.Position < End;
}
