namespace Adjoint.Generator.Ir;

/// <summary>A field of a container or record: its C# name and type.</summary>
public sealed record FieldDeclaration(string Name, IrType Type);
