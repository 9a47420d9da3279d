using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>Something that can be read and assigned, its subexpressions evaluated already: once, whatever is done with it.</summary>
/// <param name="Read">Its present values.</param>
/// <param name="Write">Assigns it; gives the values as they are known from then on.</param>
/// <param name="Refer">References to it, one a leaf; null where nothing can refer to it.</param>
internal sealed record Place(Func<Value[]> Read, Func<Value[], Value[]> Write, Func<Value[]>? Refer = null)
{
    /// <summary>The place of some of its leaves, by the first and their number; null where the whole must be read and written.</summary>
    public Func<int, int, Place>? Part { get; init; }
}
