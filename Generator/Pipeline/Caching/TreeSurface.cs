using System.Runtime.CompilerServices;
using System.Text;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>What a syntax tree adds to the declarations of a compilation, and its methods by name.</summary>
/// <remarks>
/// Bodies left out of the declarations are those of ordinary methods, which code can only reach by mentioning their names.
/// Operators, constructors, accessors, and methods that C# calls without naming them stay in.
/// </remarks>
internal sealed class TreeSurface
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeSurface> Surfaces = new();

    private static readonly HashSet<string> CalledUnnamed = new(StringComparer.Ordinal)
    {
        "Add", "Deconstruct", "Dispose", "GetAwaiter", "GetEnumerator", "GetPinnableReference", "MoveNext", "Slice", "Equals",
        "GetHashCode", "ToString", "AppendLiteral", "AppendFormatted",
    };

    private readonly Dictionary<string, List<BodySurface>> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BodySurface>> _rules = new(StringComparer.Ordinal);

    private TreeSurface(SyntaxTree tree, CancellationToken cancellation)
    {
        SyntaxNode root = tree.GetRoot(cancellation);
        HashSet<SyntaxNode> bodies = [];
        foreach (MethodDeclarationSyntax method in root.DescendantNodes(Descend).OfType<MethodDeclarationSyntax>())
        {
            cancellation.ThrowIfCancellationRequested();
            string name = method.Identifier.ValueText;
            if (((SyntaxNode?)method.Body ?? method.ExpressionBody) is { } body && !CalledUnnamed.Contains(name))
            {
                bodies.Add(body);
                if (!_methods.TryGetValue(name, out List<BodySurface>? overloads))
                {
                    _methods.Add(name, overloads = []);
                }

                overloads.Add(BodySurface.Of(method));
            }
        }

        foreach (AttributeSyntax attribute in root.DescendantNodes(Descend).OfType<MethodDeclarationSyntax>()
            .SelectMany(method => method.AttributeLists).SelectMany(list => list.Attributes)
            .Where(attribute => attribute.Name.ToString().Contains("DerivativeOf")))
        {
            BodySurface rule = BodySurface.Of(attribute.Parent!.Parent!);
            foreach (SyntaxToken token in attribute.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken)))
            {
                if (!_rules.TryGetValue(token.ValueText, out List<BodySurface>? rules))
                {
                    _rules.Add(token.ValueText, rules = []);
                }

                rules.Add(rule);
            }
        }

        StringBuilder text = new();
        foreach (SyntaxToken token in root.DescendantTokens(node => !bodies.Contains(node)))
        {
            AppendDirectives(text, token.LeadingTrivia);
            text.Append(token.Text).Append(' ');
        }

        Declarations = ContentHash.Of(text.ToString());
        Unnamed = root.DescendantNodes(node => !bodies.Contains(node)).Where(node => IsCode(node) && !bodies.Contains(node))
            .SelectMany(BodySurface.Identifiers).Distinct(StringComparer.Ordinal).ToList();
    }

    public ContentHash Declarations { get; }

    /// <summary>The identifiers in bodies that stay in the declarations: code can run these without a name of theirs, and by them reach others.</summary>
    public IReadOnlyList<string> Unnamed { get; }

    public static TreeSurface Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Surfaces.TryGetValue(tree, out TreeSurface? known))
        {
            return known;
        }

        TreeSurface made = new(tree, cancellation);
        return Surfaces.GetValue(tree, _ => made);
    }

    public IReadOnlyList<BodySurface> Named(string name) => _methods.TryGetValue(name, out List<BodySurface>? methods) ? methods : [];

    /// <summary>The derivatives that the user wrote of methods of a name, which those who call one of them reach.</summary>
    public IReadOnlyList<BodySurface> RulesOf(string name) => _rules.TryGetValue(name, out List<BodySurface>? rules) ? rules : [];

    private static bool Descend(SyntaxNode node) =>
        node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static bool IsCode(SyntaxNode node) => node is ArrowExpressionClauseSyntax or GlobalStatementSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
        or BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
        or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } };

    private static void AppendDirectives(StringBuilder text, SyntaxTriviaList trivia)
    {
        foreach (SyntaxTrivia piece in trivia)
        {
            if (piece.IsDirective)
            {
                text.Append(piece.ToFullString());
            }
        }
    }
}
