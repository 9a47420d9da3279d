using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Frontend;

/// <summary>Looks for derivatives written by hand.</summary>
internal static class DerivativeAttributes
{
    /// <summary>Whether a <c>[DerivativeOf]</c> anywhere in the project names the method.</summary>
    public static bool HasCustom(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        Targets.GetValue(compilation, _ => new(() => Find(compilation, cancellation))).Value
            .Contains((method.OriginalDefinition.ContainingType, method.Name));

    /// <summary>The methods that have one, by type and name.</summary>
    private static readonly ConditionalWeakTable<Compilation, Lazy<HashSet<(INamedTypeSymbol, string)>>> Targets = new();

    private static readonly ConditionalWeakTable<SyntaxTree, AttributeSyntax[]> Written = new();

    private static HashSet<(INamedTypeSymbol, string)> Find(Compilation compilation, CancellationToken cancellation)
    {
        HashSet<(INamedTypeSymbol, string)> targets = new(TargetComparer.Instance);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (AttributeSyntax attribute in Written.GetValue(tree, tree => WrittenIn(tree.GetRoot(cancellation))))
            {
                if (attribute.Parent?.Parent is { } declaration
                    && compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellation) is IMethodSymbol { ContainingType: { } type } symbol)
                {
                    targets.UnionWith(symbol.GetAttributes()
                        .Where(data => data.AttributeClass?.MetadataFullName() == WellKnown.DerivativeOf)
                        .Select(data => Named(data, type))
                        .OfType<(INamedTypeSymbol, string)>());
                }
            }
        }

        return targets;
    }

    private static AttributeSyntax[] WrittenIn(SyntaxNode root) => root
        .DescendantNodes(node => node is not (BlockSyntax or ExpressionSyntax) || node is BlockSyntax { Parent: GlobalStatementSyntax })
        .OfType<AttributeSyntax>()
        .Where(attribute => attribute.Name.ToString().Contains("DerivativeOf"))
        .ToArray();

    private static (INamedTypeSymbol, string)? Named(AttributeData attribute, INamedTypeSymbol type) => attribute.ConstructorArguments switch
    {
        [{ Value: string name }] => (type.OriginalDefinition, name),
        [{ Value: INamedTypeSymbol other }, { Value: string name }] => (other.OriginalDefinition, name),
        _ => null,
    };

    private sealed class TargetComparer : IEqualityComparer<(INamedTypeSymbol Type, string Name)>
    {
        public static readonly TargetComparer Instance = new();

        public bool Equals((INamedTypeSymbol Type, string Name) left, (INamedTypeSymbol Type, string Name) right) =>
            left.Name == right.Name && SymbolEqualityComparer.Default.Equals(left.Type, right.Type);

        public int GetHashCode((INamedTypeSymbol Type, string Name) item) => StringComparer.Ordinal.GetHashCode(item.Name);
    }
}
