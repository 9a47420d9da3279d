using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The integers that tell a reference of a <see cref="ReferenceGroup"/>; those that do not vary are null.</summary>
/// <param name="Which">The number of the root.</param>
/// <param name="Index">The index of the element, array or row.</param>
/// <param name="Start">The start of the slice.</param>
/// <param name="Length">The length of the slice.</param>
internal sealed record ReferenceNumbers(Value? Which, Value? Index, Value? Start, Value? Length)
{
    public IEnumerable<Value> All => new[] { Which, Index, Start, Length }.OfType<Value>();

    /// <summary>The same integers, each made into another value.</summary>
    public ReferenceNumbers Select(Func<Value, Value> change) => new(
        Which is null ? null : change(Which), Index is null ? null : change(Index),
        Start is null ? null : change(Start), Length is null ? null : change(Length));
}
