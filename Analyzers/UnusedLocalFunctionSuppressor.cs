using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Analyzers;

/// <summary>A differentiable local function that only its companions stand for is used all the same.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedLocalFunctionSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new(
        "ADJS0001", "CS8321", "The companions of a [Differentiable] local function are what the program calls.");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Rule];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            SyntaxNode? function = diagnostic.Location.SourceTree?.GetRoot(context.CancellationToken)
                .FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                .FirstAncestorOrSelf<LocalFunctionStatementSyntax>();
            if (function is not null
                && context.GetSemanticModel(function.SyntaxTree).GetDeclaredSymbol(function, context.CancellationToken) is { } symbol
                && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "Adjoint.DifferentiableAttribute"))
            {
                context.ReportSuppression(Suppression.Create(Rule, diagnostic));
            }
        }
    }
}
