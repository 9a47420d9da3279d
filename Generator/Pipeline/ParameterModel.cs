using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>A parameter of a differentiable method, as its declaration says; nothing in it depends on the body.</summary>
/// <param name="Name">The C# name, without <c>@</c>.</param>
/// <param name="TypeText">The type as C# text valid anywhere (<c>global::</c> where needed, keywords for built-in types).</param>
/// <param name="Mode">How it is passed.</param>
/// <param name="DefaultText">The default value as C# text, null where there is none.</param>
/// <param name="IsParams">Declared <c>params</c>.</param>
/// <param name="ByReference">Whether the derivative goes to a destination (spans, arrays, containers, <c>ref</c>), else it is returned.</param>
/// <param name="DestinationTypeText">The type of the destination or accumulator, null where there is none: <c>global::System.Span&lt;float&gt;</c> for a span or one-dimensional array, else the parameter's own type.</param>
/// <param name="TangentTypeText">The type of the tangent in a Jvp companion, null where there is no derivative.</param>
/// <param name="Written">Whether the type allows the method to write through the parameter (Span, array, ref).</param>
/// <param name="Shape">How a value of its type is put together.</param>
/// <param name="Leaves">The IR values that stand for it, in order. An <c>out</c> parameter's leaves are results of the IR function, all others its parameters.</param>
public sealed record ParameterModel(
    string Name,
    string TypeText,
    ParameterMode Mode,
    string? DefaultText,
    bool IsParams,
    bool ByReference,
    string? DestinationTypeText,
    string? TangentTypeText,
    bool Written,
    ValueShape Shape,
    EquatableArray<LeafModel> Leaves)
{
    /// <summary>For the instance of an instance method, which companions do not declare as a parameter, the expression by which they read it; null for parameters.</summary>
    public string? Receiver { get; init; }

    /// <summary>Marked <c>[Uniform]</c>: batch companions have one for all points.</summary>
    public bool IsUniform { get; init; }

    public bool IsReceiver => Receiver is not null;

    /// <summary>The expression by which companions read it.</summary>
    public string Code => Receiver ?? Identifiers.Escape(Name);

    /// <summary>Whether the derivative goes to a variable of the caller: scalars passed by reference, and what holds references among its members.</summary>
    public bool HasVariable => Mode == ParameterMode.Ref || (ByReference && Shape.Form != ValueForm.Leaf);

    /// <summary>Whether the companions have a derivative for it.</summary>
    public bool Differentiable => Leaves.Any(leaf => leaf.Differentiable);
}
