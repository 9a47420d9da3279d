namespace Adjoint.Generator.Pipeline;

/// <summary>A type around a differentiable method, outermost first, as the companion's file reopens it.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">Name with type parameters.</param>
/// <param name="IsPartial">Whether the companion may stand inside.</param>
/// <param name="IsStatic">Declared static.</param>
public sealed record TypeShell(string Keyword, string Name, bool IsPartial, bool IsStatic);
