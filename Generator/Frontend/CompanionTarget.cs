using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Frontend;

/// <summary>The method that a companion belongs to. The analyzer sees the companion as it was generated, the generator a stub; both by name.</summary>
/// <param name="Method">The differentiable method.</param>
/// <param name="Model">Its declaration; null where it is refused.</param>
/// <param name="Signature">The companion's declaration; null where there is no model.</param>
internal sealed record CompanionTarget(IMethodSymbol Method, MethodModel? Model, CompanionSignature? Signature)
{
    private const string Attribute = "System.CodeDom.Compiler.GeneratedCodeAttribute";

    /// <summary>What a called method is the companion of, null where it is none.</summary>
    public static CompanionTarget? Find(IMethodSymbol called, ModuleLowering module)
    {
        if (called.FindAttribute(Attribute)?.ConstructorArguments is not [{ Value: "Adjoint" }, ..])
        {
            return null;
        }

        List<IMethodSymbol> methods = CompanionNames.Methods(called.Name)
            .SelectMany(name => Methods(called, name, module))
            .Where(method => method.HasAttribute(WellKnown.Differentiable))
            .ToList();
        List<CompanionTarget> targets = methods
            .Select(method => (Method: method, Model: MethodLowering.Declaration(method, module.Compilation, module.Cancellation)))
            .SelectMany(pair => pair.Model is null ? [] : CompanionSignatures.Of(pair.Model, string.Empty)
                .Where(signature => signature.Name == called.Name && HasParameters(signature, called, (_, _) => true))
                .Select(signature => new CompanionTarget(pair.Method, pair.Model, signature)))
            .ToList();
        return targets.Count == 1 ? targets[0]
            : targets.FirstOrDefault(target => HasParameters(target.Signature!, called, HasType))
            ?? methods.Select(method => new CompanionTarget(method, null, null)).FirstOrDefault();
    }

    private static IEnumerable<IMethodSymbol> Methods(IMethodSymbol called, string name, ModuleLowering module)
    {
        INamedTypeSymbol? owner = called.ContainingType is { IsExtension: true, ExtensionParameter.Type: INamedTypeSymbol extended } ? extended : called.ContainingType;
        IEnumerable<IMethodSymbol> members = owner?.GetMembers(name).OfType<IMethodSymbol>() ?? [];
        return owner is { Name: "Program", ContainingNamespace.IsGlobalNamespace: true } ? members.Concat(LocalFunctions(name, module)) : members;
    }

    // Those of a top-level program, whose companions are members of its class.
    private static IEnumerable<IMethodSymbol> LocalFunctions(string name, ModuleLowering module) => module.Compilation.SyntaxTrees
        .Select(tree => tree.GetRoot(module.Cancellation))
        .OfType<CompilationUnitSyntax>()
        .SelectMany(unit => unit.Members.OfType<GlobalStatementSyntax>())
        .Select(statement => statement.Statement)
        .OfType<LocalFunctionStatementSyntax>()
        .Where(function => function.Identifier.ValueText == name)
        .Select(function => module.Model(function.SyntaxTree).GetDeclaredSymbol(function, module.Cancellation))
        .OfType<IMethodSymbol>();

    private static bool HasParameters(CompanionSignature signature, IMethodSymbol called, Func<CompanionParameter, IParameterSymbol, bool> isSame) =>
        signature.Parameters.Count == called.Parameters.Length
        && signature.Parameters.Zip(called.Parameters, (wanted, given) => wanted.Name.TrimStart('@') == given.Name && isSame(wanted, given)).All(same => same);

    private static bool HasType(CompanionParameter wanted, IParameterSymbol given) =>
        wanted.Declaration.Contains(given.Type.NullableText() + " " + wanted.Name);
}
