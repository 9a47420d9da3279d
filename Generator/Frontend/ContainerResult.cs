using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Frontend;

/// <summary>What the front end made of a parameter container.</summary>
/// <param name="Container">The model; null where the class is refused or incomplete.</param>
/// <param name="Rejections">What there is to say, in source order.</param>
public sealed record ContainerResult(ContainerModel? Container, EquatableArray<Rejection> Rejections)
{
    /// <summary>A fault of our own, to be printed as <c>#error</c>; null where all went well.</summary>
    public string? InternalError { get; init; }
}
