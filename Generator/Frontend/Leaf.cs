using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>One IR value of a C# type: a scalar or reference is a single leaf, tuples and nullables have one for each member.</summary>
/// <param name="Path">What to write behind a variable's name to read it.</param>
/// <param name="Type">The IR type.</param>
internal sealed record Leaf(string Path, IrType Type);
