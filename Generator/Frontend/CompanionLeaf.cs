using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>Where one leaf of what a companion returns comes from; neither, and it is zero.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Result">The result of the IR function.</param>
/// <param name="Given">The argument, as companions' bindings name it.</param>
internal sealed record CompanionLeaf(IrType Type, int? Result, string? Given);
