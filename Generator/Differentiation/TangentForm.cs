using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation;

/// <summary>Which tangents a function in forward mode has, and which of its primal parameters it is not given.</summary>
/// <param name="Active">For each parameter, whether it has a tangent.</param>
internal sealed record TangentForm(EquatableArray<bool> Active)
{
    /// <summary>Positions of active parameters of which only the tangent is there, since the function never reads them.</summary>
    public EquatableArray<int> Discarded { get; init; }

    /// <summary>Positions of active parameters that the function makes itself, as zeros of the shape of the tangent.</summary>
    public EquatableArray<int> Made { get; init; }

    /// <summary>Whether the parameter stays one.</summary>
    public bool IsKept(int parameter) => !Discarded.Contains(parameter) && !Made.Contains(parameter);
}
