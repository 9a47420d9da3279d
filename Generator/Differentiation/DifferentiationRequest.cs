using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation;

/// <summary>What to differentiate.</summary>
/// <param name="Function">The function of the module.</param>
/// <param name="Active">For each of its parameters, whether it is differentiated.</param>
public sealed record DifferentiationRequest(string Function, EquatableArray<bool> Active);
