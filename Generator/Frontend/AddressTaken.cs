using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Finds the variables that something else may refer to, which therefore live in memory.</summary>
internal static class AddressTaken
{
    public static void Collect(IOperation body, HashSet<object> variables, ThisUse instances)
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
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref } argument when IsFollowedByReference(argument, instances):
                    Add(argument.Value, variables);
                    break;
                case IInvocationOperation { Instance: { } instance } call when instances.IsByReference(call.TargetMethod):
                    Add(instance, variables);
                    break;
                case IPropertyReferenceOperation { Instance: { } instance, Property: var property }
                    when new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>().Any(instances.IsByReference):
                    Add(instance, variables);
                    break;
                case ICompoundAssignmentOperation { OperatorMethod.IsStatic: false } compound:
                    Add(compound.Target, variables);
                    break;
            }
        }
    }

    // Calls that are not followed refuse reference arguments.
    private static bool IsFollowedByReference(IArgumentOperation argument, ThisUse instances) =>
        argument.Parent is IInvocationOperation { TargetMethod: { } method }
        && (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke || instances.IsFollowed(method));

    private static void Add(IOperation? location, HashSet<object> variables)
    {
        switch (location)
        {
            case ILocalReferenceOperation { Local: { RefKind: RefKind.None } local }:
                variables.Add(local);
                break;
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None or RefKind.Out } parameter }:
                variables.Add(parameter);
                break;
            case IDeclarationExpressionOperation declaration:
                Add(declaration.Expression, variables);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { TypeKind: TypeKind.Struct } type }:
                variables.Add(type);
                break;
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance }:
                Add(instance, variables);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } branch:
                Add(branch.WhenTrue, variables);
                Add(otherwise, variables);
                break;
        }
    }
}
