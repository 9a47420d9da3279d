using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>A body being lowered: that of the function, or of a lambda, local function or helper that is inlined into it.</summary>
/// <param name="Method">Whose body it is.</param>
/// <param name="Return">Where its <c>return</c> leaves for; also the key of the returned value.</param>
/// <param name="Results">The types of the values that it returns.</param>
/// <param name="Outer">The body that this one is inlined into.</param>
internal sealed record Activation(IMethodSymbol Method, ExitTarget Return, IrType[] Results, Activation? Outer)
{
    /// <summary>Whether a method is being lowered here or around here, so that inlining it again would not end.</summary>
    public bool Contains(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(Method, method) || (Outer?.Contains(method) ?? false);
}
