using System.Globalization;
using Adjoint.Generator.Frontend;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator;

/// <summary>What stands in the way of a method's companions though the method itself could be differentiated.</summary>
internal sealed class CompanionRules
{
    private readonly IMethodSymbol _method;
    private readonly MethodModel _model;
    private readonly Rejections _rejections = new();

    private CompanionRules(IMethodSymbol method, MethodModel model)
    {
        _method = method;
        _model = model;
    }

    /// <param name="method">The method.</param>
    /// <param name="model">Its declaration.</param>
    /// <param name="models">The declarations of others, null where they have none.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IEnumerable<Rejection> Check(IMethodSymbol method, MethodModel model, Func<IMethodSymbol, MethodModel?> models, CancellationToken cancellation)
    {
        CompanionRules rules = new(method, model);
        rules.CheckSet();
        rules.CheckPlacement();
        cancellation.ThrowIfCancellationRequested();
        rules.CheckCollisions(models);
        return rules._rejections.InOrder;
    }

    private void CheckSet()
    {
        if ((_model.Derivatives & ~CompanionSet.All) is var unknown and not 0)
        {
            Refuse(RejectionKind.CompanionUnavailable, unknown.ToString(CultureInfo.InvariantCulture), "there is no such companion", "combine the members of Derivatives");
        }

        foreach ((int flag, string name) in CompanionSet.Names)
        {
            if ((_model.Derivatives & flag) == 0)
            {
                continue;
            }

            if ((flag & CompanionSet.Emitted) == 0)
            {
                Refuse(RejectionKind.CompanionUnavailable, name, "this version does not write it", "leave it out of the attribute");
            }
            else if (flag is CompanionSet.Gradient or CompanionSet.Hvp or CompanionSet.Hessian or CompanionSet.Batch && !ReturnsNumber)
            {
                Refuse(RejectionKind.CompanionUnavailable, name, $"'{_model.Name}' does not return a float or double", "ask for Derivatives.Vjp");
            }
            else if ((flag & CompanionSet.Dense) != 0 && DenseShape.Fault(_model, flag == CompanionSet.Hessian) is { } fault)
            {
                Refuse(RejectionKind.CompanionUnavailable, name, fault.Why, fault.Instead);
            }
            else if (flag == CompanionSet.Batch && BatchShape.Fault(_model) is { } obstacle)
            {
                Refuse(RejectionKind.CompanionUnavailable, name, obstacle.Why, obstacle.Instead);
            }
            else if (flag == CompanionSet.Check && ((_model.Derivatives & CompanionSet.Gradient) == 0 || !ReturnsNumber))
            {
                Refuse(RejectionKind.CompanionUnavailable, name, "it compares a Gradient, which is not asked for", "ask for Derivatives.Gradient, too");
            }
        }
    }

    private bool ReturnsNumber => _method.ReturnType.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    // Extension members stand outside, where they must be able to see the method and all types around it.
    private void CheckPlacement()
    {
        if (_model.IsLocalFunction || _model.Types.All(type => type.IsPartial))
        {
            return;
        }

        string? why = _method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            ? $"'{_model.Name}' is {_model.Accessibility}"
            : ContainingTypes().FirstOrDefault(type => type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) is { } hidden
            ? $"'{hidden.Name}' is hidden from code outside"
            : ContainingTypes().FirstOrDefault(type => type.IsFileLocal) is { } local ? $"'{local.Name}' is local to its file"
            : _method.IsVirtual || _method.IsOverride ? $"'{_model.Name}' is virtual"
            : null;
        if (why is not null)
        {
            Refuse(RejectionKind.NeedsPartial, _model.Name, why, _model.Types.First(type => !type.IsPartial).Name);
        }
    }

    private IEnumerable<INamedTypeSymbol> ContainingTypes()
    {
        for (INamedTypeSymbol? type = _method.ContainingType; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }

    private void CheckCollisions(Func<IMethodSymbol, MethodModel?> models)
    {
        List<(IMethodSymbol Method, CompanionSignature Companion)> others = Siblings()
            .Select(sibling => (sibling, model: models(sibling)))
            .Where(pair => pair.model is not null)
            .SelectMany(pair => CompanionSignatures.Of(pair.model!, string.Empty).Select(companion => (pair.sibling, companion)))
            .ToList();
        foreach (CompanionSignature companion in CompanionSignatures.Of(_model, string.Empty))
        {
            string[] types = companion.Parameters.Select(TypeOf).ToArray();
            if (others.FirstOrDefault(other => other.Companion.Name == companion.Name && other.Companion.Parameters.Select(TypeOf).SequenceEqual(types))
                is { Method: { } sibling })
            {
                Refuse(RejectionKind.CompanionCollides, companion.Name, $"a companion of {sibling.PlainText()}");
                continue;
            }

            for (INamedTypeSymbol? type = _method.ContainingType; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
            {
                if (type.GetMembers(companion.Name).FirstOrDefault(member => Collides(member, types, type)) is { } member)
                {
                    Refuse(RejectionKind.CompanionCollides, companion.Name, member.PlainText());
                    break;
                }
            }
        }
    }

    // Only where one name begins with the other can companions have one name.
    private IEnumerable<IMethodSymbol> Siblings() => _model.IsLocalFunction ? [] : _method.ContainingType.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(other => !SymbolEqualityComparer.Default.Equals(other, _method)
            && (other.Name.StartsWith(_method.Name, StringComparison.Ordinal) || _method.Name.StartsWith(other.Name, StringComparison.Ordinal))
            && other.FindAttribute(WellKnown.Differentiable) is not null);

    private bool Collides(ISymbol member, string[] types, INamedTypeSymbol owner)
    {
        // The analyzer also sees what was generated.
        if (member.HasAttribute("System.CodeDom.Compiler.GeneratedCodeAttribute"))
        {
            return false;
        }

        bool inherited = !SymbolEqualityComparer.Default.Equals(owner, _method.ContainingType);
        if (inherited && member.DeclaredAccessibility == Accessibility.Private)
        {
            return false;
        }

        return member is not IMethodSymbol method
            || (method.Parameters.Length == types.Length && method.Parameters.Zip(types, (parameter, type) => TypeOf(parameter) == type).All(same => same));
    }

    // The part of a declaration that tells overloads apart: reference or not, and type; nullable annotations do not.
    private static string TypeOf(CompanionParameter parameter)
    {
        string text = parameter.Declaration;
        text = text.Substring(0, text.LastIndexOf(" " + parameter.Name + (text.Contains(" = ") ? " = " : string.Empty), StringComparison.Ordinal));
        foreach (string modifier in new[] { "this ", "params " })
        {
            text = text.StartsWith(modifier, StringComparison.Ordinal) ? text.Substring(modifier.Length) : text;
        }

        foreach (string modifier in new[] { "in ", "out " })
        {
            text = text.StartsWith(modifier, StringComparison.Ordinal) ? "ref " + text.Substring(modifier.Length) : text;
        }

        return text.Replace("]?", "]");
    }

    private static string TypeOf(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? string.Empty : "ref ") + parameter.Type.NullableText().Replace("]?", "]");

    private void Refuse(RejectionKind kind, params string[] arguments) => _rejections.Add(kind, _method.Locations[0], arguments);
}
