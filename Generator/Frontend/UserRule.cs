using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>A derivative written by the user, whose declaration is what a companion's would be.</summary>
/// <param name="Method">The method that computes it.</param>
/// <param name="Target">The method that it is the derivative of.</param>
/// <param name="Kind">The companion that it has the declaration of.</param>
/// <param name="Model">The declaration of the target, without derivative for what the rule holds constant.</param>
/// <param name="Signature">The companion's declaration.</param>
/// <param name="Syntax">The attribute.</param>
internal sealed record UserRule(
    IMethodSymbol Method, IMethodSymbol Target, CompanionKind Kind, MethodModel Model, CompanionSignature Signature, SyntaxNode Syntax)
{
    /// <summary>Whether it has the very name and place of the companion, which is then not generated.</summary>
    public bool StandsIn => Method.Name == Signature.Name && SymbolEqualityComparer.Default.Equals(Method.ContainingType, Target.ContainingType)
        && Method.MethodKind == Target.MethodKind;
}
