using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation;

/// <summary>What to differentiate.</summary>
/// <param name="Function">The function of the module.</param>
/// <param name="Active">For each of its parameters, whether it is differentiated.</param>
public sealed record DifferentiationRequest(string Function, EquatableArray<bool> Active)
{
    /// <summary>How many of the last results are <c>out</c> parameters: a gradient is not of them, and a vjp gives them, too.</summary>
    public int Outputs { get; init; }

    /// <summary>Whether a gradient is always added to its destinations, with no parameter that says so: <see cref="Ir.FunctionNames.Adjoint"/>.</summary>
    public bool Adds { get; init; }
}
