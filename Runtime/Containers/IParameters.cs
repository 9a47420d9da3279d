namespace Adjoint;

/// <summary>
/// A container of parameters: a <c>[Differentiable]</c> class whose leaves are floating-point fields and settable
/// properties, arrays of these and further containers. The generator implements it; <see cref="Parameters"/> adds
/// <c>CopyFrom</c>, <c>Add</c>, <c>Clear</c>, <c>ParameterCount</c>, <c>ForEach</c> and <c>CopyTo</c>.
/// </summary>
/// <remarks>
/// An implementation consists of two members. <c>Visit</c> has one line for each leaf, in declaration order:
/// <code>
/// public Net ZerosLike()
/// {
///     Net zeros = (Net)MemberwiseClone();
///     zeros.W = ParameterTraversal.ZerosLike(W);
///     zeros.First = ParameterTraversal.ContainerZeros(First);
///     zeros.Bias = 0;
///     return zeros;
/// }
///
/// static void IParameters&lt;Net&gt;.Visit&lt;TVisitor&gt;(ref TVisitor visitor, Net first, Net second)
/// {
///     ParameterTraversal.Leaf(ref visitor, "W", first.W, second.W);                // arrays, matrices, jagged arrays
///     ParameterTraversal.Leaf(ref visitor, "Bias", ref first.Bias, second.Bias);   // scalars; a property by way of a local
///     ParameterTraversal.Container(ref visitor, "First", first.First, second.First);
///     ParameterTraversal.Container(ref visitor, "Layers", first.Layers, second.Layers);   // an array of containers
/// }
/// </code>
/// A scalar property is read into a local, passed by reference, and written back to <c>first</c> only. Where all leaves of
/// a class have one element type, the generator also writes
/// <c>public void ForEach(ParameterAction&lt;float&gt; action) => Parameters.ForEach(this, action);</c>.
/// </remarks>
/// <typeparam name="TSelf">The container itself.</typeparam>
public interface IParameters<TSelf>
    where TSelf : class, IParameters<TSelf>
{
    /// <summary>A container of the same shape in which every leaf is zero, with memory of its own.</summary>
    /// <returns>The new container.</returns>
    TSelf ZerosLike();

    /// <summary>
    /// Shows a visitor the leaves of two containers of the same shape, pair by pair, in declaration order. One container
    /// is visited by passing it twice. Only <paramref name="first"/> is written to.
    /// </summary>
    /// <typeparam name="TVisitor">A struct, so that each visitor gets code of its own and nothing is allocated.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="first">The container that the visitor may change.</param>
    /// <param name="second">The container that it reads.</param>
    static abstract void Visit<TVisitor>(ref TVisitor visitor, TSelf first, TSelf second)
        where TVisitor : struct, IParameterVisitor, allows ref struct;
}
