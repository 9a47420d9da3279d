using Adjoint.Generator.Emission;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator;

/// <summary>Finds the names that generated files must write in full, because they mean something else where companions stand.</summary>
internal static class NameShadowing
{
    public static CompanionSite At(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        SortedSet<string> members = new(StringComparer.Ordinal);
        bool isPublic = true;
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            isPublic &= type.DeclaredAccessibility == Accessibility.Public;
            members.Add(type.Name);
            members.UnionWith(type.TypeParameters.Select(parameter => parameter.Name));
            for (INamedTypeSymbol? ancestor = type; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
            {
                members.UnionWith(ancestor.MemberNames);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        SortedSet<string> shadowed = new(members, StringComparer.Ordinal);
        ImportedNames imports = ImportedNames.Of(compilation, cancellation);
        foreach (string name in TypeNames.Candidates)
        {
            string expected = TypeNames.NamespaceOf(name);
            if (imports.MakesAmbiguous(name, expected) || Namespaces(method.ContainingNamespace).Any(space => Declares(space, name, expected)))
            {
                shadowed.Add(name);
            }
        }

        return new(shadowed.ToEquatableArray(), members.ToEquatableArray(), isPublic);
    }

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol? space)
    {
        for (; space is not null; space = space.ContainingNamespace)
        {
            yield return space;
        }
    }

    private static bool Declares(INamespaceSymbol space, string name, string expected) =>
        (space.IsGlobalNamespace || space.ToDisplayString() != expected) && space.GetMembers(name).Any();
}
