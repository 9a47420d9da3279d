using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Members of <c>extension</c> blocks: functions whose first parameter is that of the block.</summary>
internal sealed partial class BodyLowering
{
    private void CheckExtension(IOperation call, IMethodSymbol method)
    {
        if (IsImplementation(method))
        {
            throw RefuseExpression(call, $"'{method.PlainText()}' is the static form of an extension member", "call it as a member of what it extends");
        }

        // The receiver is no argument in C#'s eyes, so that the check of those passes it over.
        if (method.ExtensionReceiver() is { RefKind: not RefKind.None } && method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
        {
            throw RefuseExpression(call, "its receiver and its arguments are references, which may be to one variable", "take the receiver by value");
        }

        if (method.ExtensionReceiver() is { RefKind: RefKind.Ref } && InstanceOf(call) is { } instance && !IsVariable(instance))
        {
            throw RefuseExpression(call, "what it extends is no variable here", "assign it to a local first");
        }
    }

    private static IOperation? InstanceOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Instance,
        IPropertyReferenceOperation property => property.Instance,
        ICompoundAssignmentOperation compound => compound.Target,
        _ => null,
    };

    // What the compiler makes of an extension member for languages that have none; its body speaks of the block's parameter.
    private static bool IsImplementation(IMethodSymbol method) => method is { IsStatic: true, IsImplicitlyDeclared: true, ContainingType: { IsStatic: true } owner }
        && owner.GetTypeMembers().Where(block => block.IsExtension).SelectMany(block => block.GetMembers()).OfType<IMethodSymbol>()
            .Any(member => SymbolEqualityComparer.Default.Equals(member.AssociatedExtensionImplementation?.OriginalDefinition, method.OriginalDefinition));
}
