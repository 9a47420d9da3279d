namespace Adjoint.Generator.Optimization;

/// <summary>What simplification may assume.</summary>
/// <param name="AdjointZeros">Whether the identities of zero hold for operations flagged <c>Adjoint</c>.</param>
/// <param name="SpeculateArithmetic">
/// Whether an <c>if</c> may become selects although its arms compute. Not before differentiation, where the derivative of an arm that is
/// not taken would then be multiplied by zero instead of left out.
/// </param>
internal sealed record SimplificationOptions(bool AdjointZeros = true, bool SpeculateArithmetic = true);
