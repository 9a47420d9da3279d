using Adjoint.Generator.Frontend;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator;

/// <summary>The front end, and the rules of companions after it: what generator and analyzer both go by.</summary>
internal static class CheckedLowering
{
    /// <param name="method">A method with <c>[Differentiable]</c>.</param>
    /// <param name="compilation">The compilation that it is in.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="withCosts">Whether what the attribute requires of the generated code is held against it; what loses it is generated all the same.</param>
    public static LoweringResult Lower(IMethodSymbol method, Compilation compilation, CancellationToken cancellation, bool withCosts = false)
    {
        (IMethodSymbol seen, Compilation completed) = CompanionStubs.Complete(method, compilation, cancellation);
        LoweringResult result = MethodLowering.Lower(seen, completed, cancellation,
            (model, module, stop) => ReferenceTrial.Find(model, module, stop) ?? (withCosts ? RequiredCosts.Find(model, module, stop) : null), CompanionExpansion.Run);
        if (result.Method is null)
        {
            return result;
        }

        EquatableArray<Rejection> found = CompanionRules.Check(
            method, result.Method, other => MethodLowering.Declaration(other, compilation, cancellation), cancellation).ToEquatableArray();
        return found.Count == 0 ? result : result with
        {
            Module = found.Any(rejection => rejection.Severity == RejectionSeverity.Error) ? null : result.Module,
            Rejections = result.Rejections.Concat(found).ToEquatableArray(),
        };
    }
}
