using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Frontend;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Pipeline.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator;

/// <summary>
/// Declarations of companions for the front end, where the generator has not run yet: differentiated code that calls a companion
/// binds to them, as it will to what is generated. Other methods never pay for them.
/// </summary>
internal static class CompanionStubs
{
    private const string Suffix = ".g.cs";

    private static readonly ConditionalWeakTable<Compilation, Lazy<HashSet<string>>> Mentioned = new();

    private static readonly ConditionalWeakTable<Compilation, Lazy<Compilation>> Completed = new();

    /// <summary>The method in a compilation that has the companions that its code calls.</summary>
    public static (IMethodSymbol Method, Compilation Compilation) Complete(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || compilation is not CSharpCompilation)
        {
            return (method, compilation);
        }

        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        HashSet<string> companions = Mentioned.GetValue(compilation, _ => new(() => CompanionsIn(compilation, cancellation), LazyThreadSafetyMode.PublicationOnly)).Value;
        if (companions.Count == 0 || !DeclarationSurface.Of(compilation, cancellation).Mentions(BodySurface.Of(declaration)).Any(companions.Contains))
        {
            return (method, compilation);
        }

        Compilation completed = Completed.GetValue(compilation, _ => new(() => With(compilation, companions, cancellation), LazyThreadSafetyMode.PublicationOnly)).Value;
        return !ReferenceEquals(completed, compilation)
            && completed.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is IMethodSymbol seen
                ? (seen, completed)
                : (method, compilation);
    }

    // The names of companions, of methods that there are, that the code mentions anywhere.
    private static HashSet<string> CompanionsIn(Compilation compilation, CancellationToken cancellation)
    {
        List<NamedMethods> trees = compilation.SyntaxTrees.Select(tree => NamedMethods.Of(tree, cancellation)).ToList();
        HashSet<string> differentiable = new(trees.SelectMany(names => names.Methods).Select(item => item.Name), StringComparer.Ordinal);
        return new(trees.SelectMany(names => names.Mentioned).Where(name => CompanionNames.Methods(name).Any(differentiable.Contains)), StringComparer.Ordinal);
    }

    private static Compilation With(Compilation compilation, HashSet<string> mentioned, CancellationToken cancellation)
    {
        HashSet<string> generated = new(compilation.SyntaxTrees.Select(tree => Path.GetFileName(tree.FilePath)).Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)), StringComparer.Ordinal);
        ImmutableArray<SyntaxTree>.Builder stubs = ImmutableArray.CreateBuilder<SyntaxTree>();
        CSharpParseOptions? options = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach ((string name, Microsoft.CodeAnalysis.Text.TextSpan span) in NamedMethods.Of(tree, cancellation).Methods
                .Where(item => CompanionNames.Suffixes.Any(suffix => mentioned.Contains(item.Name + suffix))))
            {
                cancellation.ThrowIfCancellationRequested();
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(tree.GetRoot(cancellation).FindNode(span, getInnermostNodeForTie: true), cancellation) is IMethodSymbol method
                    && method.HasAttribute(WellKnown.Differentiable)
                    && MethodLowering.Declaration(method, compilation, cancellation) is { } model
                    && !generated.Contains(model.HintName + Suffix))
                {
                    bool isPublic = NameShadowing.At(method, compilation, cancellation).TypesArePublic;
                    string text = StubEmitter.Write(model, CompanionSignatures.Of(model, name), isPublic);
                    stubs.Add(CSharpSyntaxTree.ParseText(text, options, model.HintName + ".Stub" + Suffix, cancellationToken: cancellation));
                }
            }
        }

        return stubs.Count == 0 ? compilation : compilation.AddSyntaxTrees(stubs);
    }
}
