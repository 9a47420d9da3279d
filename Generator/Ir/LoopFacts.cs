using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>What is known of a loop: found by analysis, kept through differentiation, never needed for correctness.</summary>
/// <param name="Independent">No turn reads what another turn wrote, other than through carried values that are reductions.</param>
/// <param name="Carried">The kind of each carried value, in order.</param>
public sealed record LoopFacts(bool Independent, EquatableArray<CarriedKind> Carried);
