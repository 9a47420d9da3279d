using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Finds the operations of a method's body.</summary>
internal static class MethodBodies
{
    /// <summary>The body of a method, accessor, operator or local function in source; null where there is none.</summary>
    public static IOperation? Of(IMethodSymbol method, ModuleLowering module)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax(module.Cancellation);
            IOperation? body = module.Model(node.SyntaxTree).GetOperation(node, module.Cancellation) switch
            {
                IMethodBodyOperation declared => (IOperation?)declared.BlockBody ?? declared.ExpressionBody,
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

    /// <summary>Whether the method's source is in the compilation.</summary>
    public static bool IsInSource(IMethodSymbol method) => method.DeclaringSyntaxReferences.Length > 0;
}
