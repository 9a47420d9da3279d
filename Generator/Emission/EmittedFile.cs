namespace Adjoint.Generator.Emission;

/// <summary>The text of a method's companions.</summary>
/// <param name="Prose">The file that people read.</param>
/// <param name="Vector">The file of vector helpers, null where there are none.</param>
internal sealed record EmittedFile(string Prose, string? Vector);
