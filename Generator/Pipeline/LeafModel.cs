using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// One IR value of a C# parameter or result. A scalar, span, array or container is a single leaf with an empty path;
/// a tuple, nullable or struct has one leaf for each member that the IR sees.
/// </summary>
/// <param name="Path">What to write behind the parameter's name to read the leaf: empty, <c>.Item1</c>, <c>.HasValue</c>…</param>
/// <param name="Type">The IR type.</param>
/// <param name="Differentiable">Whether the leaf has a derivative in the companions.</param>
/// <param name="Packing">Of memory of structs that the IR sees as memory of scalars: the struct as C# text, with brackets where it is an array.</param>
public sealed record LeafModel(string Path, IrType Type, bool Differentiable, string? Packing = null);
