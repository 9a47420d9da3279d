using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>The target of a delegate, known while lowering: a lambda or local function by its body, or a method.</summary>
/// <param name="Method">The symbol of the lambda, local function or method.</param>
/// <param name="Body">The body of a lambda or local function; null for a method.</param>
internal sealed record Callable(IMethodSymbol Method, IOperation? Body)
{
    public bool Equals(Callable? other) => other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}
