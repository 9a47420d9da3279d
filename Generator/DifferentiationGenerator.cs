using System.Text;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Frontend;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Pipeline.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Generator;

/// <summary>
/// Writes the companions of <c>[Differentiable]</c> methods and makes <c>[Differentiable]</c> classes parameter containers.
/// </summary>
/// <remarks>
/// Every item is a pipeline of its own: nothing is collected, so an edit runs again what depends on it and nothing else.
/// Models hold nothing of Roslyn's. The generator reports nothing: the analyzer runs the same front end and does.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiationGenerator : IIncrementalGenerator
{
    private const string Attribute = "Adjoint.DifferentiableAttribute";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<GeneratorOptions> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => GeneratorOptions.Read(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.Options);

        IncrementalValuesProvider<LoweredMethod> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
                Attribute,
                static (node, _) => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax,
                static (found, cancellation) => CachedLowering.Lower(
                    (IMethodSymbol)found.TargetSymbol, found.TargetNode, found.SemanticModel.Compilation, cancellation))
            .Where(static method => method.HasOutput)
            .WithTrackingName(TrackingNames.Lowered);

        IncrementalValuesProvider<GeneratedFiles> companions = methods.Combine(options)
            .Select(static (item, cancellation) => CompanionCompiler.Compile(item.Left, item.Right, cancellation))
            .WithTrackingName(TrackingNames.Companions);

        context.RegisterSourceOutput(companions, static (production, files) => Add(production, files));

        // One file a type, however many of its methods have extension members: a row of names is all that is collected.
        IncrementalValuesProvider<GeneratedFiles> shells = methods
            .Where(static method => method.Method is not null && !MemberShell.IsInside(method.Method))
            .SelectMany(static (method, _) => ExtensionShells(method.Method!, method.Site))
            .Collect()
            .SelectMany(static (files, _) => files.Distinct())
            .WithTrackingName(TrackingNames.Shells);
        context.RegisterSourceOutput(shells, static (production, files) => Add(production, files));

        IncrementalValuesProvider<GeneratedFiles> containers = context.SyntaxProvider.ForAttributeWithMetadataName(
                Attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => ContainerLowering.Lower((INamedTypeSymbol)found.TargetSymbol, cancellation))
            .Where(static result => result.Container is not null)
            .Select(static (result, _) => result.Container!)
            .WithTrackingName(TrackingNames.Containers)
            .Select(static (container, _) => new GeneratedFiles(container.HintName, ContainerEmitter.Emit(container), null));
        context.RegisterSourceOutput(containers, static (production, files) => Add(production, files));
    }

    private static IEnumerable<GeneratedFiles> ExtensionShells(MethodModel method, CompanionSite? site) =>
        (ReceiverForms.AreNeeded(method) ? new[] { MemberShell.ExtensionClass(method), ReceiverForms.ClassName(method) } : [MemberShell.ExtensionClass(method)])
            .Select(name => new GeneratedFiles(name, FileEmitter.ExtensionClassFile(name, site is null || site.TypesArePublic), null));

    private static void Add(SourceProductionContext production, GeneratedFiles files)
    {
        production.AddSource(files.HintName + ".g.cs", SourceText.From(files.Text, Encoding.UTF8));
        if (files.Vector is not null)
        {
            production.AddSource(files.HintName + ".Vector.g.cs", SourceText.From(files.Vector, Encoding.UTF8));
        }
    }
}
