using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>
/// All of a compilation that the meaning of a method body can depend on, other than bodies of methods that are called by
/// name: declarations, directives, references and options. What a body means is a function of its text and this.
/// </summary>
/// <remarks>Each tree is hashed once, since unchanged trees are the same objects from edit to edit.</remarks>
internal sealed class DeclarationSurface
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationSurface> Surfaces = new();
    private static readonly ConditionalWeakTable<MetadataReference, string> References = new();

    private readonly ImmutableArray<TreeSurface> _trees;
    private readonly Dictionary<string, (ContentHash Hash, HashSet<string> Names)> _closures = new(StringComparer.Ordinal);

    private DeclarationSurface(ImmutableArray<TreeSurface> trees, ContentHash declarations)
    {
        _trees = trees;
        Declarations = declarations;
    }

    /// <summary>The hash of everything but the bodies of methods called by name.</summary>
    public ContentHash Declarations { get; }

    public static DeclarationSurface Of(Compilation compilation, CancellationToken cancellation)
    {
        if (Surfaces.TryGetValue(compilation, out DeclarationSurface? known))
        {
            return known;
        }

        DeclarationSurface made = Make(compilation, cancellation);
        return Surfaces.GetValue(compilation, _ => made);
    }

    /// <summary>
    /// The hash of every body that a body with these identifiers can reach by name, by way of any number of calls, and that operators, accessors,
    /// constructors and initializers can. Names are not resolved: a method counts as reached where one of its name is mentioned, which can only be too much.
    /// </summary>
    public ContentHash Reached(BodySurface body) => Closure(body).Hash;

    /// <summary>Every identifier in that body and in all that it can reach by name.</summary>
    public IReadOnlyCollection<string> Mentions(BodySurface body) => Closure(body).Names;

    private (ContentHash Hash, HashSet<string> Names) Closure(BodySurface body)
    {
        lock (_closures)
        {
            string key = body.Hash.ToString();
            if (_closures.TryGetValue(key, out (ContentHash, HashSet<string>) known))
            {
                return known;
            }

            HashSet<string> names = new(StringComparer.Ordinal);
            SortedSet<string> hashes = new(StringComparer.Ordinal);
            Queue<IEnumerable<string>> pending = new([body.Mentioned, .. _trees.Select(tree => tree.Unnamed)]);
            while (pending.Count > 0)
            {
                // Who calls a companion depends on the method that it belongs to.
                foreach (string name in pending.Dequeue().SelectMany(name => CompanionNames.Methods(name).Prepend(name)))
                {
                    if (names.Add(name))
                    {
                        foreach (BodySurface callee in _trees.SelectMany(tree => tree.Named(name).Concat(tree.RulesOf(name))))
                        {
                            hashes.Add(callee.Hash.ToString());
                            pending.Enqueue(callee.Mentioned);
                        }
                    }
                }
            }

            return _closures[key] = (ContentHash.Of(string.Join("\n", hashes)), names);
        }
    }

    private static DeclarationSurface Make(Compilation compilation, CancellationToken cancellation)
    {
        ImmutableArray<TreeSurface>.Builder trees = ImmutableArray.CreateBuilder<TreeSurface>();
        StringBuilder text = new();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            TreeSurface surface = TreeSurface.Of(tree, cancellation);
            trees.Add(surface);
            text.Append(surface.Declarations).Append('\n');
        }

        foreach (MetadataReference reference in compilation.References)
        {
            cancellation.ThrowIfCancellationRequested();
            text.Append(Identity(reference, compilation, cancellation)).Append('\n');
        }

        CSharpCompilationOptions options = (CSharpCompilationOptions)compilation.Options;
        text.Append(compilation.AssemblyName).Append('\n')
            .Append(options.CheckOverflow).Append(options.AllowUnsafe).Append(options.OutputKind).Append(options.NullableContextOptions)
            .Append(string.Join(",", options.Usings)).Append('\n')
            .Append((compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions)?.LanguageVersion);
        return new(trees.ToImmutable(), ContentHash.Of(text.ToString()));
    }

    private static string Identity(MetadataReference reference, Compilation compilation, CancellationToken cancellation)
    {
        // A project reference in the editor: its declarations are ours as well.
        if (reference is CompilationReference project)
        {
            return project.Compilation is CSharpCompilation
                ? Of(project.Compilation, cancellation).Declarations.ToString()
                : RuntimeHelpers.GetHashCode(project.Compilation).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return References.GetValue(reference, item =>
            compilation.GetAssemblyOrModuleSymbol(item) is IAssemblySymbol assembly
                ? assembly.Identity.GetDisplayName() + " " + assembly.Modules.First().GetMetadata()?.GetModuleVersionId()
                : item.Display ?? string.Empty);
    }
}
