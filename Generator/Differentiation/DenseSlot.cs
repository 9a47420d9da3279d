using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Rows or columns of a dense derivative that one leaf stands for.</summary>
/// <param name="Index">The number of the leaf among the function's parameters, or of the result.</param>
/// <param name="Leaf">The parameter or result.</param>
/// <param name="Offset">The first of them.</param>
/// <param name="Count">How many they are.</param>
internal sealed record DenseSlot(int Index, Value Leaf, Value Offset, Value Count);
