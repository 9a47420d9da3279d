namespace Adjoint.Generator.Differentiation;

/// <summary>How a call that is one step is reversed.</summary>
/// <param name="Function">
/// Takes the parameters, the number of turns where the callee is a loop, a cotangent for each floating result, and a shadow for each
/// active reference; gives the cotangents of the active scalars.
/// </param>
/// <param name="Active">The parameters that it has a derivative for.</param>
/// <param name="TakesTurns">Whether it takes the callee's last result, the number of turns.</param>
internal sealed record AtomicForm(string Function, bool[] Active, bool TakesTurns);
