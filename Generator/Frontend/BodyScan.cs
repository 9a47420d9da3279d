using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Questions about operation trees that lowering asks before it lowers them.</summary>
internal static class BodyScan
{
    /// <summary>The operation and all below it, without the bodies of lambdas and local functions, which run elsewhere.</summary>
    public static IEnumerable<IOperation> Here(IOperation operation)
    {
        Stack<IOperation> waiting = new();
        waiting.Push(operation);
        while (waiting.Count > 0)
        {
            IOperation next = waiting.Pop();
            yield return next;
            if (next is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            foreach (IOperation child in next.ChildOperations.Reverse())
            {
                waiting.Push(child);
            }
        }
    }

    public static bool Returns(IOperation operation) => Here(operation).Any(child => child is IReturnOperation);

    public static bool BranchesTo(IOperation operation, ILabelSymbol label) => Here(operation).Any(child =>
        child is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, label));

    /// <summary>Whether control can leave the statement for somewhere other than what follows it.</summary>
    public static bool MayLeave(IOperation operation) => Here(operation).Any(child => child is IReturnOperation or IBranchOperation);

    /// <summary>Whether control certainly leaves the statement for a place inside the method.</summary>
    public static bool AlwaysLeaves(IOperation? operation) => operation switch
    {
        IReturnOperation or IBranchOperation => true,
        IBlockOperation block => block.Operations.Any(AlwaysLeaves),
        IConditionalOperation { WhenFalse: { } otherwise } branch =>
            (AlwaysLeaves(branch.WhenTrue) && AlwaysLeavesOrThrows(otherwise))
            || (AlwaysLeavesOrThrows(branch.WhenTrue) && AlwaysLeaves(otherwise)),
        _ => false,
    };

    private static bool AlwaysLeavesOrThrows(IOperation? operation) =>
        AlwaysLeaves(operation) || operation switch
        {
            IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => true,
            IBlockOperation block => block.Operations.Any(AlwaysLeavesOrThrows),
            _ => false,
        };

    /// <summary>Whether evaluating an expression changes nothing, declares nothing, calls nothing that may, and reads nothing that others may change.</summary>
    public static bool IsPure(IOperation expression, Func<ISymbol, bool> isCell) => expression.DescendantsAndSelf().All(child => child switch
    {
        IAssignmentOperation or IIncrementOrDecrementOperation => false,
        IDeclarationExpressionOperation or IDeclarationPatternOperation or IThrowOperation => false,
        IRecursivePatternOperation { DeclaredSymbol: not null } or IListPatternOperation => false,
        IInvocationOperation call => MathIntrinsics.Knows(call.TargetMethod),
        IPropertyReferenceOperation property => PropertyIsPure(property) && IsFollowed(property.Instance, property.Property, isCell),
        IObjectCreationOperation or IArrayCreationOperation or IDynamicInvocationOperation or IAwaitOperation => false,
        IFieldReferenceOperation { Field: { IsConst: false, ContainingType.IsTupleType: false } field } reference => IsFollowed(reference.Instance, field, isCell),
        IInterpolatedStringOperation => false,
        _ => true,
    });

    // Members of structs and containers are values and memory of their own.
    private static bool IsFollowed(IOperation? instance, ISymbol member, Func<ISymbol, bool> isCell) => instance switch
    {
        null => !isCell(member),
        IInstanceReferenceOperation { Type: INamedTypeSymbol { IsReferenceType: true } type } when !type.IsContainer() => !isCell(member),
        { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } => type.IsContainer() && !member.HasNoDerivative(),
        _ => true,
    };

    private static bool PropertyIsPure(IPropertyReferenceOperation property) =>
        property.Property.ContainingType is { } type
        && (type.SpecialType == SpecialType.System_Array
            || TypeMapping.NullableUnderlying(type) is not null
            || type.MetadataFullName() is "System.Span`1" or "System.ReadOnlySpan`1" or WellKnown.Rows
            || ContainerMembers.IsAutomatic(property.Property));
}
