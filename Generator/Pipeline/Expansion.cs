using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>A module with the companions that it asked for, or what stood in their way.</summary>
public sealed record Expansion(Module? Module, Obstacle? Obstacle);
