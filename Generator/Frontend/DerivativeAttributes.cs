using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Looks for derivatives written by hand.</summary>
internal static class DerivativeAttributes
{
    /// <summary>Whether a <c>[DerivativeOf]</c> in the method's type, or in that of its caller, names it.</summary>
    public static bool HasCustom(IMethodSymbol method, IMethodSymbol caller) =>
        In(method.ContainingType, method) || (caller.ContainingType is { } type && In(type, method));

    private static readonly string[] Suffixes = ["Forward", "Gradient", "Vjp", "Jvp", "Hvp", "Jacobian", "Hessian", "Batch", "GradientBatch", "Check"];

    /// <summary>Whether a method is what the generator writes beside a differentiable one: the analyzer sees it, the generator does not.</summary>
    public static bool IsCompanion(IMethodSymbol method) => method.ContainingType is { } type && Suffixes.Any(suffix =>
        method.Name.EndsWith(suffix, StringComparison.Ordinal)
        && type.GetMembers(method.Name.Substring(0, method.Name.Length - suffix.Length)).Any(member => member.HasAttribute(WellKnown.Differentiable)));

    private static bool In(INamedTypeSymbol type, IMethodSymbol method) => type.GetMembers()
        .OfType<IMethodSymbol>()
        .SelectMany(member => member.GetAttributes())
        .Any(attribute => attribute.AttributeClass?.MetadataFullName() == WellKnown.DerivativeOf && Names(attribute, type, method));

    private static bool Names(AttributeData attribute, INamedTypeSymbol type, IMethodSymbol method) => attribute.ConstructorArguments switch
    {
        [{ Value: string name }] => name == method.Name && SymbolEqualityComparer.Default.Equals(type, method.ContainingType),
        [{ Value: INamedTypeSymbol other }, { Value: string name }] =>
            name == method.Name && SymbolEqualityComparer.Default.Equals(other, method.ContainingType),
        _ => false,
    };
}
