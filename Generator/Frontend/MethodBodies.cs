using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Finds the operations of a method's body.</summary>
internal static class MethodBodies
{
    /// <summary>The body of a method, accessor, operator or local function in source; null where there is none.</summary>
    public static IOperation? Of(IMethodSymbol method, ModuleLowering module)
    {
        if (!IsInSource(method, module))
        {
            return null;
        }

        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax(module.Cancellation);
            if (node is TypeDeclarationSyntax)
            {
                // A primary constructor has no body.
                return null;
            }

            IOperation? body = module.Model(node.SyntaxTree).GetOperation(node, module.Cancellation) switch
            {
                IMethodBodyOperation declared => (IOperation?)declared.BlockBody ?? declared.ExpressionBody,
                IConstructorBodyOperation declared => (IOperation?)declared.BlockBody ?? declared.ExpressionBody,
                ILocalFunctionOperation local => local.Body,
                IBlockOperation block => block,
                _ => null,
            };
            if (body is not null)
            {
                return body;
            }
        }

        return null;
    }

    /// <summary>The call of another constructor by which a constructor begins; none where it has none.</summary>
    public static IEnumerable<IOperation> ChainOf(IMethodSymbol constructor, ModuleLowering module)
    {
        SyntaxNode? node = constructor.MethodKind == MethodKind.Constructor ? constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(module.Cancellation) : null;
        return node is ConstructorDeclarationSyntax { Initializer: not null }
            && module.Model(node.SyntaxTree).GetOperation(node, module.Cancellation) is IConstructorBodyOperation { Initializer: { } chain }
            ? [chain]
            : [];
    }

    /// <summary>Whether a constructor leaves the members to another one of its type.</summary>
    public static bool ChainsToOwn(IMethodSymbol constructor, ModuleLowering module) => ChainOf(constructor, module).Any();

    /// <summary>The value that a field or automatic property starts with; null where its declaration gives none.</summary>
    public static IOperation? InitializerOf(ISymbol member, ModuleLowering module)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            EqualsValueClauseSyntax? clause = reference.GetSyntax(module.Cancellation) switch
            {
                PropertyDeclarationSyntax property => property.Initializer,
                VariableDeclaratorSyntax field => field.Initializer,
                _ => null,
            };
            if (clause is not null)
            {
                return module.Model(clause.SyntaxTree).GetOperation(clause, module.Cancellation) is ISymbolInitializerOperation initializer ? initializer.Value : null;
            }
        }

        return null;
    }

    /// <summary>Whether the method's source is in the compilation.</summary>
    public static bool IsInSource(IMethodSymbol method, ModuleLowering module) => module.Types.IsOwn(method);
}
