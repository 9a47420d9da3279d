using System.ComponentModel;

namespace Adjoint.Generated;

/// <summary>One number that a check moves, with the derivative that belongs to it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CheckComponent
{
    private protected CheckComponent(int index) => Index = index;

    /// <summary>The component as C# writes it: <c>ls[1].W[3]</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its position among the numbers that are moved together, in row-major order; -1 for a single one.</summary>
    public int Index { get; }

    /// <summary>The derivative, or the component of the tangent, that stands in the same place.</summary>
    public abstract double Slope { get; set; }

    /// <summary>The number itself.</summary>
    internal abstract double Point { get; set; }

    /// <summary>Whether it is a float.</summary>
    internal abstract bool IsSingle { get; }
}
