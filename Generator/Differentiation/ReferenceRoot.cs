using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Memory that is known before a loop, and what of it a reference in the loop refers to.</summary>
internal sealed record ReferenceRoot(ReferenceRootKind Kind, Value Base);
