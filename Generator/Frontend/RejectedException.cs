namespace Adjoint.Generator.Frontend;

/// <summary>Leaves the statement being lowered, after its rejection is recorded or because the code is incomplete. Never leaves the front end.</summary>
internal sealed class RejectedException : Exception;
