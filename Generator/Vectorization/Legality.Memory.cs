using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <content>Dependences through memory.</content>
internal sealed partial class Legality
{
    /// <summary>Refuses the loop if turns certainly meet in memory; what only run time can tell is returned, as pairs that must be disjoint.</summary>
    private List<(Value, Value, bool)> CheckMemory()
    {
        Dictionary<(int, int), (Value Left, Value Right, bool SameStartIsFine)> pairs = [];
        foreach (LoopAccess write in _accesses.Where(access => access.Writes))
        {
            foreach (LoopAccess other in _accesses)
            {
                bool seen = other.Writes && other.Order <= write.Order;
                bool commute = write.Accumulates && other.Accumulates && !write.Operation.Has(OpFlags.Strict);
                if (!seen && !commute && _roots.MayAlias(write.Memory, other.Memory))
                {
                    Check(write, other, pairs);
                }
            }
        }

        return pairs.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToList();
    }

    private void Check(LoopAccess write, LoopAccess other, Dictionary<(int, int), (Value Left, Value Right, bool)> pairs)
    {
        if (write.Base.Id == other.Base.Id)
        {
            if (!AreInOrder(write, other))
            {
                Refuse(write.Operation, "writes what another turn may use");
            }

            return;
        }

        bool comparable = write.MemoryType.Rank > 0 && other.MemoryType.Rank > 0
            && (write.MemoryType.Kind == MemoryKind.Grid) == (other.MemoryType.Kind == MemoryKind.Grid);
        if (!comparable)
        {
            Refuse(write.Operation, "may write what another turn uses");
            return;
        }

        bool sameLanes = write.IsContiguous && write.Indices == other.Indices && write.Element == other.Element;
        bool first = write.Memory.Id < other.Memory.Id;
        (Value left, Value right) = first ? (write.Memory, other.Memory) : (other.Memory, write.Memory);
        bool forgiven = !pairs.TryGetValue((left.Id, right.Id), out var known) || known.Item3;
        pairs[(left.Id, right.Id)] = (left, right, sameLanes && forgiven);
    }

    /// <summary>Whether two accesses to the same memory may be done for many turns at once, one access behind the other.</summary>
    private bool AreInOrder(LoopAccess write, LoopAccess other)
    {
        if (!write.IsContiguous || !other.IsContiguous)
        {
            return false;
        }

        // Different rows of a grid never meet; rows that may be the same are told by equal forms.
        int last = write.Indices.Count - 1;
        for (int i = 0; i < last; i++)
        {
            AffineIndex own = write.Indices[i], its = other.Indices[i];
            if (own.Terms == its.Terms && own.Constant != its.Constant)
            {
                return true;
            }

            if (own != its)
            {
                return false;
            }
        }

        AffineIndex written = write.Indices[last], used = other.Indices[last];
        if (written.Terms != used.Terms)
        {
            return false;
        }

        // In one vector step all lanes of one access come before all of the next. A turn may so read what a later one writes.
        // Vectors go up whatever the loop does, so where it goes down no turn may meet another.
        long distance = (long)used.Constant - written.Constant;
        return distance == 0 || (_loop.Number > 0 && distance > 0 && !other.Writes && other.Order < write.Order);
    }
}
