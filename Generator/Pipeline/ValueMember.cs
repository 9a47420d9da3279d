namespace Adjoint.Generator.Pipeline;

/// <summary>A part of a C# value.</summary>
/// <param name="Name">The member's name as code writes it; empty for the parts of tuples and nullables.</param>
/// <param name="Leaf">The position of its first leaf among those of the whole.</param>
/// <param name="Shape">What it is made of.</param>
public sealed record ValueMember(string Name, int Leaf, ValueShape Shape);
