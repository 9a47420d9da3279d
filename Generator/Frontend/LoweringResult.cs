using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Frontend;

/// <summary>What lowering one root gives. Immutable and compared by value, so that the pipeline stops where nothing changed.</summary>
/// <param name="Method">The declaration; null where the declaration itself is refused or incomplete.</param>
/// <param name="Module">The root and all that it reaches; null where an error rejection or incomplete code stands in the way.</param>
/// <param name="Rejections">What there is to say, in source order.</param>
public sealed record LoweringResult(MethodModel? Method, Module? Module, EquatableArray<Rejection> Rejections)
{
    /// <summary>A fault of our own, to be printed as <c>#error</c> in the method's file; null where all went well.</summary>
    public string? InternalError { get; init; }
}
