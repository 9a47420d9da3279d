using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>What <c>[Differentiable]</c> on a method says.</summary>
/// <param name="Derivatives">The companions named, null where none are.</param>
/// <param name="Names">The parameters named; empty for all.</param>
/// <param name="Strict">The property <c>Strict</c>.</param>
/// <param name="Require">The property <c>Require</c>.</param>
/// <param name="Syntax">The attribute, for diagnostics.</param>
internal sealed record DifferentiableAttributeModel(int? Derivatives, string[] Names, bool Strict, int Require, SyntaxReference? Syntax)
{
    public static DifferentiableAttributeModel Of(IMethodSymbol method)
    {
        AttributeData? attribute = method.FindAttribute(WellKnown.Differentiable);
        if (attribute is null)
        {
            return new(null, [], false, 0, null);
        }

        int? derivatives = null;
        List<string> names = [];
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Enum && argument.Value is int flags)
            {
                derivatives = flags;
            }
            else if (argument.Kind == TypedConstantKind.Array && !argument.IsNull)
            {
                names.AddRange(argument.Values.Select(value => value.Value).OfType<string>());
            }
            else if (argument is { Kind: TypedConstantKind.Primitive, Value: string name })
            {
                names.Add(name);
            }
        }

        bool strict = attribute.NamedArguments.Any(argument => argument.Key == "Strict" && argument.Value.Value is true);
        int require = attribute.NamedArguments.Where(argument => argument.Key == "Require").Select(argument => argument.Value.Value).OfType<int>().FirstOrDefault();
        return new(derivatives, [.. names], strict, require, attribute.ApplicationSyntaxReference);
    }
}
