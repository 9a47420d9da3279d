using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>The fields of an <see cref="ObjectType"/>, by its C# name.</summary>
public sealed record TypeDeclaration(string Name, EquatableArray<FieldDeclaration> Fields);
