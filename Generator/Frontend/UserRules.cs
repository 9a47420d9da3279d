using System.Runtime.CompilerServices;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Frontend;

/// <summary>The <c>[DerivativeOf]</c> of a compilation: which method has which rule, and what is wrong with the others.</summary>
internal sealed class UserRules
{
    private static readonly ConditionalWeakTable<Compilation, Lazy<UserRules>> Known = new();
    private static readonly ConditionalWeakTable<SyntaxTree, AttributeSyntax[]> Written = new();

    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<IMethodSymbol, List<UserRule>> _rules = new(SymbolEqualityComparer.Default);
    private readonly List<(INamedTypeSymbol Type, string Name)> _faulty = [];

    private UserRules(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (AttributeSyntax attribute in Written.GetValue(tree, tree => WrittenIn(tree.GetRoot(cancellation))))
            {
                if (attribute.Parent?.Parent is { } declaration
                    && compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellation) is IMethodSymbol { ContainingType: not null } method
                    && method.GetAttributes().FirstOrDefault(data => IsAt(data, attribute)) is { } data
                    && data.AttributeClass?.MetadataFullName() == WellKnown.DerivativeOf)
                {
                    Add(method, data, attribute);
                }
            }
        }
    }

    /// <summary>What is wrong with rules, at their attributes.</summary>
    public Rejections Faults { get; } = new();

    public static UserRules Of(Compilation compilation, CancellationToken cancellation) =>
        Known.GetValue(compilation, _ => new(() => new UserRules(compilation, cancellation), LazyThreadSafetyMode.PublicationOnly)).Value;

    public IEnumerable<UserRule> All => _rules.Values.SelectMany(rules => rules);

    /// <summary>The rules of a method.</summary>
    public IReadOnlyList<UserRule> For(IMethodSymbol method) =>
        _rules.TryGetValue((method.ReducedFrom ?? method).OriginalDefinition, out List<UserRule>? rules) ? rules : [];

    /// <summary>Whether a rule that cannot be used names the method.</summary>
    public bool IsNamedInVain(IMethodSymbol method) => _faulty.Any(faulty =>
        faulty.Name == method.Name && SymbolEqualityComparer.Default.Equals(faulty.Type, method.ContainingType?.OriginalDefinition));

    private static AttributeSyntax[] WrittenIn(SyntaxNode root) => root
        .DescendantNodes(node => node is not ExpressionSyntax)
        .OfType<AttributeSyntax>()
        .Where(attribute => attribute.Name.ToString().Contains("DerivativeOf"))
        .ToArray();

    private static bool IsAt(AttributeData data, AttributeSyntax syntax) =>
        data.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == syntax.SyntaxTree && reference.Span == syntax.Span;

    private void Add(IMethodSymbol method, AttributeData data, AttributeSyntax syntax)
    {
        (INamedTypeSymbol Type, string Name)? named = data.ConstructorArguments switch
        {
            [{ Value: string own }] => (method.ContainingType.OriginalDefinition, own),
            [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } other }, { Value: string name }] => (other.OriginalDefinition, name),
            _ => null,
        };
        if (named is not { } target)
        {
            if (data.ConstructorArguments.Length > 0 && data.ConstructorArguments.All(argument => argument.Kind != TypedConstantKind.Error))
            {
                Faults.Add(RejectionKind.CustomTarget, syntax, method.Name, "it names no method of a class, struct or interface", "write its name, and the type that declares it");
            }

            return;
        }

        void Fault(RejectionKind kind, params string[] arguments)
        {
            _faulty.Add(target);
            Faults.Add(kind, syntax, arguments);
        }

        CompanionKind? kind = (data.NamedArguments.FirstOrDefault(argument => argument.Key == "Mode").Value.Value as int? ?? 0) switch
        {
            CompanionSet.Vjp => CompanionKind.Vjp,
            CompanionSet.Jvp => CompanionKind.Jvp,
            0 => method.Name.EndsWith("Vjp", StringComparison.Ordinal) ? CompanionKind.Vjp : method.Name.EndsWith("Jvp", StringComparison.Ordinal) ? CompanionKind.Jvp : null,
            _ => null,
        };
        if (kind is not { } mode)
        {
            Fault(RejectionKind.CustomTarget, method.Name, "its mode is neither Vjp nor Jvp", "let its name end in Vjp or Jvp, or write Mode = Derivatives.Vjp or Derivatives.Jvp");
            return;
        }

        List<IMethodSymbol> candidates = [.. target.Type.GetMembers(target.Name).OfType<IMethodSymbol>(), .. LocalFunctions(method, syntax, target.Name)];
        if (candidates.Count == 0)
        {
            Fault(RejectionKind.CustomTarget, method.Name, $"'{target.Type.PlainText()}' has no method '{target.Name}'", "name one that it has");
            return;
        }

        List<RuleDeclaration> declarations = candidates.Select(candidate => RuleDeclaration.Of(candidate, method, mode, _compilation, _cancellation)).ToList();
        RuleDeclaration? match = declarations.FirstOrDefault(declaration => declaration.Matches);
        if (match is null)
        {
            if (declarations.All(declaration => declaration.Signature is null))
            {
                Fault(RejectionKind.CustomTarget, method.Name, declarations[0].Fault!, declarations[0].Instead!);
                return;
            }

            string expected = string.Join("' or '", declarations.Where(declaration => declaration.Signature is not null).Select(declaration => declaration.Expected).Distinct());
            Fault(RejectionKind.CustomSignature, method.Name, mode.ToString(), target.Name, expected);
            return;
        }

        if (match.Fault is { } fault)
        {
            Fault(RejectionKind.CustomTarget, method.Name, fault, match.Instead!);
            return;
        }

        IMethodSymbol key = match.Target.OriginalDefinition;
        if (!_rules.TryGetValue(key, out List<UserRule>? rules))
        {
            _rules.Add(key, rules = []);
        }

        if (rules.FirstOrDefault(rule => rule.Kind == mode) is { } earlier)
        {
            Faults.Add(RejectionKind.CustomTarget, syntax, method.Name, $"'{key.Name}' has the rule '{earlier.Method.PlainText()}' of that mode already", "remove one of the two");
            return;
        }

        rules.Add(new UserRule(method, key, mode, match.Model!, match.Signature!, syntax));
    }

    // Those beside it, where the rule is itself a local function.
    private IEnumerable<IMethodSymbol> LocalFunctions(IMethodSymbol method, SyntaxNode attribute, string name)
    {
        if (method.MethodKind != MethodKind.LocalFunction || attribute.Parent?.Parent is not LocalFunctionStatementSyntax own)
        {
            return [];
        }

        SyntaxNode? around = own.Parent is GlobalStatementSyntax global ? global.Parent : own.Parent;
        SemanticModel model = _compilation.GetSemanticModel(own.SyntaxTree);
        return around!.ChildNodes()
            .Select(node => node is GlobalStatementSyntax statement ? statement.Statement : node)
            .OfType<LocalFunctionStatementSyntax>()
            .Where(function => function.Identifier.ValueText == name)
            .Select(function => model.GetDeclaredSymbol(function, _cancellation))
            .OfType<IMethodSymbol>();
    }
}
