using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.CodeFixes;

/// <summary>Makes the types around a differentiable method, or a container and those around it, <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialTypeCodeFix))]
[Shared]
public sealed class PartialTypeCodeFix : CodeFixProvider
{
    private const string Title = "Make the type partial";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ADJ0008", "ADJ0031"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not null && Types(root, context.Diagnostics[0]).Any(type => !IsPartial(type)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(Fix(context.Document, root, context.Diagnostics[0])), Title),
                context.Diagnostics);
        }
    }

    private static Document Fix(Document document, SyntaxNode root, Diagnostic diagnostic) => document.WithSyntaxRoot(
        root.ReplaceNodes(Types(root, diagnostic).Where(type => !IsPartial(type)), static (_, type) => MakePartial(type)));

    private static IEnumerable<TypeDeclarationSyntax> Types(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().OfType<TypeDeclarationSyntax>();

    private static bool IsPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    // The modifier must stand right before the keyword, which hands over its leading trivia where it was first.
    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return type.AddModifiers(partial);
        }

        SyntaxTriviaList leading = type.Keyword.LeadingTrivia;
        return (TypeDeclarationSyntax)type
            .WithKeyword(type.Keyword.WithLeadingTrivia(SyntaxTriviaList.Empty))
            .AddModifiers(partial.WithLeadingTrivia(leading));
    }
}
