using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>A <c>for</c> whose index only its header changes, by a constant, towards a bound that the body leaves alone.</summary>
/// <param name="Index">The index variable, an int.</param>
/// <param name="Step">What the header adds to it; not zero.</param>
/// <param name="Bound">The other side of the header's comparison.</param>
/// <param name="BoundOffset">What to add to the bound so that the loop runs while the index is strictly before it.</param>
internal sealed record CountedLoop(ISymbol Index, int Step, IOperation Bound, int BoundOffset)
{
    /// <summary>Recognises a counted loop; null for any other.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="assigned">The variables that its body, condition and step assign.</param>
    /// <param name="assignedInBody">The variables that its body assigns.</param>
    /// <param name="isCell">Whether a variable can change through a reference.</param>
    public static CountedLoop? Of(IForLoopOperation loop, ISet<ISymbol> assigned, ISet<ISymbol> assignedInBody, Func<ISymbol, bool> isCell)
    {
        if (loop.AtLoopBottom.Length != 1
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation bottom
            || StepOf(bottom.Operation) is not { } step
            || loop.Condition is not IBinaryOperation { IsLifted: false, OperatorMethod: null } condition
            || assignedInBody.Contains(step.Index)
            || isCell(step.Index))
        {
            return null;
        }

        bool indexFirst = IsVariable(condition.LeftOperand, step.Index);
        if (!indexFirst && !IsVariable(condition.RightOperand, step.Index))
        {
            return null;
        }

        IOperation bound = indexFirst ? condition.RightOperand : condition.LeftOperand;
        if (bound.Type?.SpecialType != SpecialType.System_Int32 || !IsInvariant(bound, assigned, isCell))
        {
            return null;
        }

        BinaryOperatorKind relation = indexFirst ? condition.OperatorKind : Mirrored(condition.OperatorKind);
        return (relation, step.By) switch
        {
            (BinaryOperatorKind.LessThan, > 0) or (BinaryOperatorKind.GreaterThan, < 0) => new(step.Index, step.By, bound, 0),
            (BinaryOperatorKind.LessThanOrEqual, > 0) => new(step.Index, step.By, bound, 1),
            (BinaryOperatorKind.GreaterThanOrEqual, < 0) => new(step.Index, step.By, bound, -1),

            // Counting up from zero or less to a length meets it exactly.
            (BinaryOperatorKind.NotEquals, 1) when StartsAtZero(loop, step.Index) && IsLength(bound) => new(step.Index, 1, bound, 0),
            _ => null,
        };
    }

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind relation) => relation switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => relation,
    };

    private static bool StartsAtZero(IForLoopOperation loop, ISymbol index) => loop.Before
        .SelectMany(before => before.DescendantsAndSelf())
        .OfType<IVariableDeclaratorOperation>()
        .Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, index)
            && declarator.GetVariableInitializer()?.Value.ConstantValue is { HasValue: true, Value: <= 0 });

    private static bool IsLength(IOperation bound) =>
        bound is IPropertyReferenceOperation { Property.Name: "Length" or "Count" };

    private static (ISymbol Index, int By)? StepOf(IOperation step)
    {
        switch (step)
        {
            case IIncrementOrDecrementOperation { OperatorMethod: null } increment when IntVariable(increment.Target) is { } index:
                return (index, increment.Kind == OperationKind.Increment ? 1 : -1);
            case ICompoundAssignmentOperation { OperatorMethod: null } compound
                when IntVariable(compound.Target) is { } index
                    && compound.Value.ConstantValue is { HasValue: true, Value: int by and not (0 or int.MinValue) }
                    && compound.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return (index, compound.OperatorKind == BinaryOperatorKind.Add ? by : -by);
            case ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorMethod: null } sum } assignment
                when IntVariable(assignment.Target) is { } index
                    && IsVariable(sum.LeftOperand, index)
                    && sum.RightOperand.ConstantValue is { HasValue: true, Value: int by and not (0 or int.MinValue) }
                    && sum.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return (index, sum.OperatorKind == BinaryOperatorKind.Add ? by : -by);
            default:
                return null;
        }
    }

    private static ISymbol? IntVariable(IOperation target) => target.Type?.SpecialType != SpecialType.System_Int32 ? null : target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsVariable(IOperation operation, ISymbol variable) =>
        IntVariable(operation) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, variable);

    /// <summary>Whether an expression has the same value in every turn of a loop, and evaluating it changes nothing.</summary>
    public static bool IsInvariant(IOperation expression, ISet<ISymbol> assigned, Func<ISymbol, bool> isCell)
    {
        if (expression.ConstantValue.HasValue)
        {
            return true;
        }

        return expression switch
        {
            ILocalReferenceOperation local => !assigned.Contains(local.Local) && !isCell(local.Local),
            IParameterReferenceOperation parameter => !assigned.Contains(parameter.Parameter) && !isCell(parameter.Parameter),
            IParenthesizedOperation inner => IsInvariant(inner.Operand, assigned, isCell),
            IConversionOperation { OperatorMethod: null, IsChecked: false } conversion => IsInvariant(conversion.Operand, assigned, isCell),
            IUnaryOperation { OperatorMethod: null } unary => IsInvariant(unary.Operand, assigned, isCell),
            IBinaryOperation { OperatorMethod: null } binary =>
                IsInvariant(binary.LeftOperand, assigned, isCell) && IsInvariant(binary.RightOperand, assigned, isCell),
            IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "RowLength", Instance: { } instance, Arguments.IsEmpty: true } =>
                IsInvariant(instance, assigned, isCell),
            IInvocationOperation { TargetMethod: { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } grid } call =>
                IsInvariant(grid, assigned, isCell) && IsInvariant(call.Arguments[0].Value, assigned, isCell),
            IInvocationOperation call when MathIntrinsics.Knows(call.TargetMethod) =>
                call.Arguments.All(argument => IsInvariant(argument.Value, assigned, isCell)),
            IFieldReferenceOperation { Instance: { Type: INamedTypeSymbol type } instance, Type: IArrayTypeSymbol } when type.IsContainer() =>
                IsInvariant(instance, assigned, isCell),
            IInstanceReferenceOperation => true,
            _ => false,
        };
    }
}
