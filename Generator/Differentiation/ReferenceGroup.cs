using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// References that a loop carries or a branch in it chooses and that can be one another: all of them are told by the number of a
/// root, an index into it, and the start and length of a slice, as far as these vary.
/// </summary>
internal sealed class ReferenceGroup(IrType type)
{
    /// <summary>The type of the references.</summary>
    public IrType Type { get; } = type;

    /// <summary>What the references come from, known before the loop.</summary>
    public List<ReferenceRoot> Roots { get; } = [];

    /// <summary>Whether a turn takes a slice.</summary>
    public bool IsSliced { get; set; }

    public bool IsChosen => Roots.Count > 1;

    public bool IsIndexed => Roots.Any(root => root.Kind is ReferenceRootKind.Item or ReferenceRootKind.Held or ReferenceRootKind.Row);

    /// <summary>The memory that each turn makes anew; null where none does.</summary>
    public Value? Made => Roots.FirstOrDefault(root => root.Kind == ReferenceRootKind.Made)?.Base;

    /// <summary>The buffer that takes the contents of <see cref="Made"/>.</summary>
    public Value? Buffer { get; set; }

    /// <summary>The number of a root, which is added where it is new.</summary>
    public int Add(ReferenceRoot root)
    {
        int known = Roots.FindIndex(other => other.Kind == root.Kind && other.Base.Id == root.Base.Id);
        if (known < 0)
        {
            Roots.Add(root);
        }

        return known < 0 ? Roots.Count - 1 : known;
    }
}
