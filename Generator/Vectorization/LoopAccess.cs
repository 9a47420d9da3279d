using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>One load, store or accumulate of a loop.</summary>
/// <param name="Operation">The access.</param>
/// <param name="Order">Its place among the loop's accesses.</param>
/// <param name="Base">The memory, seen through views of the whole.</param>
/// <param name="Indices">Its indices as forms of the loop's index. The last has coefficient 1 where the access is contiguous; all others have 0.</param>
/// <param name="Conditional">Whether it stands in an <c>if</c>, so that a turn may not run it.</param>
internal sealed record LoopAccess(
    Operation Operation, int Order, Value Base, EquatableArray<AffineIndex> Indices, bool Conditional)
{
    public Value Memory => Operation.Operands[0];

    public MemoryType MemoryType => (MemoryType)Memory.Type;

    public bool Writes => Operation.Code != OpCode.Load;

    public bool Accumulates => Operation.Code == OpCode.Accumulate;

    /// <summary>Whether the turns go through memory element by element; if not, all of them use one element.</summary>
    public bool IsContiguous => Indices.Count > 0 && Indices[Indices.Count - 1].Coefficient == 1;

    public ScalarKind Element => ((ScalarType)MemoryType.Element).Kind;

    public IEnumerable<Value> IndexOperands => Operation.Operands.Skip(Operation.Code == OpCode.Load ? 1 : 2);
}
