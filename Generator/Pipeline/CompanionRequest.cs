using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>A companion that differentiated code calls: what a transform has to add to the module before the caller is differentiated.</summary>
/// <param name="Name">The function to add.</param>
/// <param name="Function">The function that it differentiates.</param>
/// <param name="Kind">Which companion.</param>
/// <param name="Active">Which of that function's parameters are differentiated.</param>
/// <param name="Outputs">How many of its last results are <c>out</c> parameters.</param>
/// <param name="Strict">Whether the method is <c>Strict</c>.</param>
public sealed record CompanionRequest(
    string Name, string Function, CompanionKind Kind, EquatableArray<bool> Active, int Outputs, bool Strict);
