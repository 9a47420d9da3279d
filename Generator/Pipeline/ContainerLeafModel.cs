using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>A field or property of a parameter container that holds values with a derivative.</summary>
/// <param name="Name">The C# name, without <c>@</c>.</param>
/// <param name="TypeText">The type as C# text valid anywhere in a nullable context.</param>
/// <param name="Type">The type as the IR knows it.</param>
/// <param name="Shape">What it is.</param>
/// <param name="ElementText"><c>float</c> or <c>double</c>; empty for containers.</param>
/// <param name="IsProperty">A property, which nothing can refer to.</param>
public sealed record ContainerLeafModel(
    string Name,
    string TypeText,
    IrType Type,
    ContainerShape Shape,
    string ElementText,
    bool IsProperty);
