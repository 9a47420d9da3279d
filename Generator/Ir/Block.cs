using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>A region: its parameters, its operations in order, and the values that it yields to the operation or function around it.</summary>
/// <remarks>A block sees every value of the blocks around it. It has one entry and one exit; there is no jump.</remarks>
public sealed record Block(
    EquatableArray<Value> Parameters,
    EquatableArray<Operation> Operations,
    EquatableArray<Value> Yields)
{
    public static readonly Block Empty = new(default, default, default);
}
