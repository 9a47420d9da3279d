namespace Adjoint.Generator.Ir;

/// <summary>An SSA value: assigned once, by an operation, a block or a function. <paramref name="Id"/> is unique within its function.</summary>
/// <param name="Id">The number that identifies the value.</param>
/// <param name="Type">The type.</param>
/// <param name="Name">The user's name for it, or a role, where there is one; emission starts from it.</param>
public sealed record Value(int Id, IrType Type, string? Name = null)
{
    public override string ToString() => Name is null ? $"%{Id}" : $"%{Id}.{Name}";
}
