using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Finds the variables that something else may refer to, which therefore live in memory.</summary>
internal static class AddressTaken
{
    public static void Collect(IOperation body, HashSet<object> variables)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } declarator:
                    Add(declarator.GetVariableInitializer()?.Value, variables);
                    break;
                case ISimpleAssignmentOperation { IsRef: true } assignment:
                    Add(assignment.Value, variables);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref } argument when IsFollowedByReference(argument):
                    Add(argument.Value, variables);
                    break;
            }
        }
    }

    // Calls that are not followed refuse reference arguments.
    private static bool IsFollowedByReference(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod: { } method }
        && (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke || MethodBodies.IsInSource(method));

    private static void Add(IOperation? location, HashSet<object> variables)
    {
        switch (location)
        {
            case ILocalReferenceOperation { Local: { RefKind: RefKind.None } local }:
                variables.Add(local);
                break;
            case IParameterReferenceOperation { Parameter: { RefKind: not RefKind.Ref } parameter }:
                variables.Add(parameter);
                break;
            case IDeclarationExpressionOperation declaration:
                Add(declaration.Expression, variables);
                break;
            case IFieldReferenceOperation { Instance: { Type.IsTupleType: true } instance }:
                Add(instance, variables);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } branch:
                Add(branch.WhenTrue, variables);
                Add(otherwise, variables);
                break;
        }
    }
}
