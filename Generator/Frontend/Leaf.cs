using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>One IR value of a C# type: a scalar or reference is a single leaf, tuples, nullables and structs have one for each member.</summary>
/// <param name="Path">What to write behind a variable's name to read it.</param>
/// <param name="Type">The IR type.</param>
internal sealed record Leaf(string Path, IrType Type)
{
    /// <summary>Whether the member, or one that it is part of, is marked <c>[NoDerivative]</c>.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Of memory of structs that the IR sees as memory of scalars: the struct as C# text, with brackets where it is an array.</summary>
    public string? Packing { get; init; }

    /// <summary>Whether its type is not followed although it may hold values with a derivative.</summary>
    public bool HidesFloating { get; init; }
}
