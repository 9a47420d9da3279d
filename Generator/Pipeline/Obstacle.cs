namespace Adjoint.Generator.Pipeline;

/// <summary>What a derivative cannot be written past, found in IR; the front end says it at the C# that it came from.</summary>
/// <param name="Function">The IR function.</param>
/// <param name="Line">The line within its declaration, as in <see cref="Ir.SourceLine"/>; null where none is known.</param>
/// <param name="Text">The statement's text, as in <see cref="Ir.SourceLine"/>.</param>
/// <param name="Why">Why not.</param>
/// <param name="Instead">What to write instead.</param>
public sealed record Obstacle(string Function, int? Line, string? Text, string Why, string Instead)
{
    public ObstacleKind Kind { get; init; }
}
