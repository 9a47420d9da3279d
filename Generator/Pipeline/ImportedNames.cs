using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Pipeline;

/// <summary>The <c>global using</c> directives of a compilation, which hold in generated files, too.</summary>
internal sealed class ImportedNames
{
    private static readonly ConditionalWeakTable<Compilation, ImportedNames> Known = new();

    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly List<INamespaceOrTypeSymbol> _scopes = [];

    private ImportedNames(Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (UsingDirectiveSyntax directive in ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings)
            {
                if (directive.GlobalKeyword.IsKind(SyntaxKind.None))
                {
                    continue;
                }

                if (directive.Alias is { } alias)
                {
                    _aliases.Add(alias.Name.Identifier.ValueText);
                }
                else if (Find(compilation, directive) is { } scope)
                {
                    _scopes.Add(scope);
                }
            }
        }

        foreach (string name in ((CSharpCompilationOptions)compilation.Options).Usings)
        {
            if (Find(compilation.GlobalNamespace, name) is { } scope)
            {
                _scopes.Add(scope);
            }
        }
    }

    public static ImportedNames Of(Compilation compilation, CancellationToken cancellation) =>
        Known.TryGetValue(compilation, out ImportedNames? known)
            ? known
            : Known.GetValue(compilation, item => new ImportedNames(item, cancellation));

    /// <summary>Whether the name of a type, with a using of its namespace, could be taken for another.</summary>
    public bool MakesAmbiguous(string name, string expected) =>
        _aliases.Contains(name) || _scopes.Any(scope => scope.ToDisplayString() != expected && scope.GetTypeMembers(name).Any());

    private static INamespaceOrTypeSymbol? Find(Compilation compilation, UsingDirectiveSyntax directive) =>
        Find(compilation.GlobalNamespace, directive.NamespaceOrType.ToString());

    private static INamespaceOrTypeSymbol? Find(INamespaceOrTypeSymbol scope, string name)
    {
        foreach (string part in name.Replace("global::", string.Empty).Split('.'))
        {
            string simple = part.Split('<')[0].Trim();
            if (scope.GetMembers(simple).OfType<INamespaceOrTypeSymbol>().FirstOrDefault() is not { } inner)
            {
                return null;
            }

            scope = inner;
        }

        return scope;
    }
}
