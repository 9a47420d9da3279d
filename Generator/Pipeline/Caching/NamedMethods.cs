using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>What a syntax tree says, by name alone, of differentiable methods and of calls of companions. Found once a tree.</summary>
internal sealed class NamedMethods
{
    private static readonly ConditionalWeakTable<SyntaxTree, NamedMethods> Known = new();

    private NamedMethods(SyntaxNode root)
    {
        Methods = root.DescendantNodes()
            .OfType<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString().Contains("Differentiable"))
            .Select(attribute => attribute.Parent?.Parent)
            .Select(node => node switch
            {
                MethodDeclarationSyntax method => (Name: method.Identifier.ValueText, method.Span),
                LocalFunctionStatementSyntax function => (Name: function.Identifier.ValueText, function.Span),
                _ => (Name: string.Empty, Span: default),
            })
            .Where(item => item.Name.Length > 0)
            .Distinct()
            .ToList();
        Mentioned = new(root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && CompanionNames.Methods(token.ValueText).Any())
            .Select(token => token.ValueText), StringComparer.Ordinal);
    }

    /// <summary>The methods and local functions with an attribute of that name, and where they stand.</summary>
    public IReadOnlyList<(string Name, TextSpan Span)> Methods { get; }

    /// <summary>The identifiers that end as companions do.</summary>
    public HashSet<string> Mentioned { get; }

    public static NamedMethods Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out NamedMethods? known))
        {
            return known;
        }

        NamedMethods made = new(tree.GetRoot(cancellation));
        return Known.GetValue(tree, _ => made);
    }
}
