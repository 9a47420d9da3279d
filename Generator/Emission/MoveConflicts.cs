using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Whether an operation may be evaluated later than at its place.</summary>
internal sealed class MoveConflicts(MemoryRoots roots)
{
    /// <summary>Whether something between the node and a later place of its region keeps it from moving there.</summary>
    public bool Between(IrNode node, int position) =>
        node.Region.Nodes.Any(other => other.Position > node.Position && other.Position < position && other.IsLive && Conflict(node, other));

    /// <summary>Whether a heading stands between; what is computed under it stays under it.</summary>
    public bool NoteBetween(IrNode node, int position) =>
        node.Region.Nodes.Any(other => other.Position > node.Position && other.Position < position && other.Code == OpCode.Note);

    private bool Conflict(IrNode moved, IrNode other)
    {
        if (other.Has(Effects.Once))
        {
            return true;
        }

        if (moved.Has(Effects.Traps)
            && (other.Has(Effects.Writes) || (other.Has(Effects.Traps) && !(OnlyTouches(moved) && OnlyTouches(other)))))
        {
            return true;
        }

        return (moved.Has(Effects.Reads) && MayChange(other, moved))
            || (moved.Has(Effects.Writes) && other.Has(Effects.Reads | Effects.Writes));
    }

    // Accesses fail by the same exceptions; among them the order is free.
    private static bool OnlyTouches(IrNode node) =>
        node.Code is OpCode.Load or OpCode.Length or OpCode.Element or OpCode.Slice or OpCode.Row or OpCode.Field;

    private bool MayChange(IrNode writer, IrNode reader)
    {
        if (!writer.Has(Effects.Writes))
        {
            return false;
        }

        if (writer.Regions.Count > 0)
        {
            return writer.Regions.Any(region => region.Nodes.Any(inner => inner.IsLive && MayChange(inner, reader)));
        }

        if (reader.Code is not (OpCode.Load or OpCode.VectorLoad))
        {
            return true;
        }

        return writer.Code switch
        {
            OpCode.Push or OpCode.Pop => false,
            OpCode.Store or OpCode.Accumulate or OpCode.Fill or OpCode.VectorStore =>
                roots.MayAlias(writer.Operation.Operands[0], reader.Operation.Operands[0]),
            OpCode.Copy or OpCode.FromTensor => roots.MayAlias(writer.Operation.Operands[1], reader.Operation.Operands[0]),
            _ => true,
        };
    }
}
