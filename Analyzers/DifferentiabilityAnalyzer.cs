using System.Collections.Immutable;
using Adjoint.Generator;
using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Analyzers;

/// <summary>
/// Says what cannot be differentiated, and why, where it stands. It runs the front end of the generator, so that the two
/// are of one mind: what is not reported here is generated.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiabilityAnalyzer : DiagnosticAnalyzer
{
    private const string Attribute = "Adjoint.DifferentiableAttribute";
    private const string RuleAttribute = "Adjoint.DerivativeOfAttribute";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. Descriptors.ById.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Attribute) is not { } attribute)
            {
                return;
            }

            start.RegisterSemanticModelAction(model => Analyze(model, attribute, start.Compilation.GetTypeByMetadataName(RuleAttribute)));
        });
    }

    // File by file: what a method reaches in other files is lowered with it, and reported there.
    private static void Analyze(SemanticModelAnalysisContext context, INamedTypeSymbol attribute, INamedTypeSymbol? rule)
    {
        SyntaxNode root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        foreach (AttributeSyntax written in root.DescendantNodes().OfType<AttributeSyntax>())
        {
            if (written.Parent?.Parent is { } declaration
                && context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is { } symbol
                && context.SemanticModel.GetSymbolInfo(written, context.CancellationToken).Symbol?.ContainingType is { } type)
            {
                if (SymbolEqualityComparer.Default.Equals(type, attribute))
                {
                    Report(context, symbol);
                }
                else if (SymbolEqualityComparer.Default.Equals(type, rule))
                {
                    ReportRule(context, written);
                }
            }
        }
    }

    // Whether or not anything calls the method that it is the derivative of.
    private static void ReportRule(SemanticModelAnalysisContext context, AttributeSyntax attribute)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        Report(context, compilation, UserRules.Of(compilation, context.CancellationToken).Faults.InOrder
            .Where(fault => fault.FilePath == attribute.SyntaxTree.FilePath && fault.Start == attribute.SpanStart));
    }

    private static void Report(SemanticModelAnalysisContext context, ISymbol symbol)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        IEnumerable<Rejection> rejections = symbol switch
        {
            IMethodSymbol method => CheckedLowering.Lower(method, compilation, context.CancellationToken, withCosts: true).Rejections,
            INamedTypeSymbol type => ContainerLowering.Lower(type, context.CancellationToken).Rejections,
            _ => [],
        };
        Report(context, compilation, rejections);
    }

    private static void Report(SemanticModelAnalysisContext context, Compilation compilation, IEnumerable<Rejection> rejections)
    {
        foreach (Rejection rejection in rejections)
        {
            if (compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == rejection.FilePath && tree.Length >= rejection.Start + rejection.Length) is { } tree)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.ById[rejection.Id],
                    Location.Create(tree, new TextSpan(rejection.Start, rejection.Length)),
                    [.. rejection.Arguments]));
            }
        }
    }
}
