using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Adjoint.CodeFixes;

/// <summary>Marks a parameter or member whose derivative is not followed as a constant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoDerivativeCodeFix))]
[Shared]
public sealed class NoDerivativeCodeFix : CodeFixProvider
{
    private const string Title = "Mark as [NoDerivative]";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ADJ0003", "ADJ0009"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not null && Declaration(root, context.Diagnostics[0]) is { } declaration)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, Mark(declaration)))), Title),
                context.Diagnostics);
        }
    }

    private static SyntaxNode? Declaration(SyntaxNode root, Diagnostic diagnostic) => root
        .FindNode(diagnostic.Location.SourceSpan)
        .AncestorsAndSelf()
        .FirstOrDefault(node => node is ParameterSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax);

    private static SyntaxNode Mark(SyntaxNode declaration)
    {
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
            SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Adjoint.NoDerivative").WithAdditionalAnnotations(Simplifier.Annotation))));
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        return declaration switch
        {
            ParameterSyntax parameter => parameter.WithoutLeadingTrivia()
                .AddAttributeLists(list.WithTrailingTrivia(SyntaxFactory.Space)).WithLeadingTrivia(leading),
            MemberDeclarationSyntax member => member.WithoutLeadingTrivia()
                .WithAttributeLists(member.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)))
                .WithLeadingTrivia(leading),
            _ => declaration,
        };
    }
}
