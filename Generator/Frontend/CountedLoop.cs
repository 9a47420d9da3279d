using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>A <c>for</c> whose index only its header changes, by a constant, towards a bound that the body leaves alone.</summary>
/// <param name="Index">The index variable, an int.</param>
/// <param name="Step">What the header adds to it; not zero.</param>
/// <param name="Bound">The other side of the header's comparison.</param>
/// <param name="BoundOffset">What to add to the bound so that the loop runs while the index is strictly before it.</param>
/// <param name="IsInclusive">Whether the loop runs at its bound, too.</param>
/// <param name="StepsInCondition">Whether the condition takes the step, and the body sees the index after it: <c>i-- &gt; 0</c>.</param>
internal sealed record CountedLoop(ISymbol Index, int Step, IOperation Bound, int BoundOffset, bool IsInclusive = false, bool StepsInCondition = false)
{
    /// <summary>1 for a loop that counts up, -1 for one that counts down.</summary>
    public int Direction => Math.Sign(Step);

    /// <summary>What the header adds to the index before it compares.</summary>
    public int Added => (IsInclusive ? Direction : 0) - BoundOffset;

    /// <summary>
    /// How far behind its bound the loop can end, which is how far from the end of the range the bound must be: else the index of C# wraps around
    /// and the loop goes on.
    /// </summary>
    public long Overshoot => Math.Abs((long)Step) - (IsInclusive ? 0 : 1);

    /// <summary>Recognises a counted loop; null for any other.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="assigned">The variables that its body, condition and step assign.</param>
    /// <param name="assignedInBody">The variables that its body assigns.</param>
    /// <param name="isCell">Whether a variable can change through a reference.</param>
    public static CountedLoop? Of(IForLoopOperation loop, ISet<ISymbol> assigned, ISet<ISymbol> assignedInBody, Func<ISymbol, bool> isCell)
    {
        if (loop.AtLoopBottom.IsEmpty)
        {
            return Backwards(loop, assignedInBody, isCell);
        }

        if (loop.AtLoopBottom.Length != 1
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation bottom
            || StepOf(bottom.Operation) is not { } step
            || loop.Condition is not IBinaryOperation { IsLifted: false, OperatorMethod: null } condition
            || assignedInBody.Contains(step.Index)
            || isCell(step.Index))
        {
            return null;
        }

        int? left = OffsetFrom(condition.LeftOperand, step.Index);
        if ((left ?? OffsetFrom(condition.RightOperand, step.Index)) is not { } added)
        {
            return null;
        }

        bool indexFirst = left is not null;
        IOperation bound = indexFirst ? condition.RightOperand : condition.LeftOperand;
        if (bound.Type?.SpecialType != SpecialType.System_Int32 || !IsInvariant(bound, assigned, isCell))
        {
            return null;
        }

        BinaryOperatorKind relation = indexFirst ? condition.OperatorKind : Mirrored(condition.OperatorKind);
        int? offset = (relation, step.By) switch
        {
            (BinaryOperatorKind.LessThan, > 0) or (BinaryOperatorKind.GreaterThan, < 0) => 0,
            (BinaryOperatorKind.LessThanOrEqual, > 0) => 1,
            (BinaryOperatorKind.GreaterThanOrEqual, < 0) => -1,

            // Counting up from zero or less to a length meets it exactly.
            (BinaryOperatorKind.NotEquals, 1) when added == 0 && StartsAtZero(loop, step.Index) && IsLength(bound) => 0,
            _ => null,
        };
        return offset is null ? null : new(step.Index, step.By, bound, offset.Value - added, IsInclusive: offset != 0);
    }

    /// <summary><c>for (…; i-- &gt; 0;)</c></summary>
    private static CountedLoop? Backwards(IForLoopOperation loop, ISet<ISymbol> assignedInBody, Func<ISymbol, bool> isCell)
    {
        if (loop.Condition is not IBinaryOperation { IsLifted: false, OperatorMethod: null } condition)
        {
            return null;
        }

        bool indexFirst = condition.LeftOperand is IIncrementOrDecrementOperation;
        BinaryOperatorKind relation = indexFirst ? condition.OperatorKind : Mirrored(condition.OperatorKind);
        return (indexFirst ? condition.LeftOperand : condition.RightOperand) is IIncrementOrDecrementOperation
        { IsPostfix: true, Kind: OperationKind.Decrement, OperatorMethod: null } step
            && IntVariable(step.Target) is { } index && !assignedInBody.Contains(index) && !isCell(index)
            && (indexFirst ? condition.RightOperand : condition.LeftOperand) is { ConstantValue: { HasValue: true, Value: int and > -1000 } } bound
            && relation is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
            ? new(index, -1, bound, relation == BinaryOperatorKind.GreaterThan ? -1 : -2, StepsInCondition: true)
            : null;
    }

    /// <summary>Whether the step behind a turn that leaves could throw, which in the source is never taken.</summary>
    public static bool MayOverflow(IForLoopOperation loop, CountedLoop counted)
    {
        bool isChecked = loop.AtLoopBottom[0] is IExpressionStatementOperation bottom && bottom.Operation switch
        {
            IIncrementOrDecrementOperation increment => increment.IsChecked,
            ICompoundAssignmentOperation compound => compound.IsChecked,
            ISimpleAssignmentOperation { Value: IBinaryOperation sum } => sum.IsChecked,
            _ => true,
        };
        return isChecked && (counted.BoundOffset != 0 || counted.Step is not (1 or -1));
    }

    /// <summary>What an expression adds to the index; null where it is something else.</summary>
    private static int? OffsetFrom(IOperation expression, ISymbol index) => expression switch
    {
        _ when IsVariable(expression, index) => 0,
        IParenthesizedOperation inner => OffsetFrom(inner.Operand, index),
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue: { HasValue: true, Value: int and > 0 and < 1000 and var by } } sum
            when IsVariable(sum.LeftOperand, index) => by,
        _ => null,
    };

    /// <summary>Whether the bound is so far from the end of the range that the index cannot wrap around.</summary>
    public bool HasModestBound => Bound.ConstantValue is { HasValue: true, Value: int constant }
        ? Math.Abs((long)constant) + Overshoot + Math.Abs((long)Added) < int.MaxValue
        : Overshoot < 1000 && IsModest(Bound);

    /// <summary>Whether an int is a count, or else a number so far from both ends of the range that one more or less is no matter.</summary>
    public static bool IsModest(IOperation expression) => expression switch
    {
        { ConstantValue: { HasValue: true, Value: int and > int.MinValue + 1000 and < int.MaxValue - 1000 } } => true,
        IParenthesizedOperation inner => IsModest(inner.Operand),
        IPropertyReferenceOperation { Property: { Name: "Length" or "Count" or "RowLength", ContainingType.IsExtension: false } } => true,
        IInvocationOperation { TargetMethod.Name: "GetLength" } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum => IsModest(sum.LeftOperand) && IsModest(sum.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.RightShift, RightOperand.ConstantValue: { HasValue: true, Value: int and > 1 } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => true,
        _ => false,
    };

    /// <summary>What the header gives the index first; null where it is assigned elsewhere.</summary>
    public static IOperation? InitialOf(IForLoopOperation loop, ISymbol index) => loop.Before
        .SelectMany(before => before.DescendantsAndSelf())
        .Select(operation => operation switch
        {
            IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, index) => declarator.GetVariableInitializer()?.Value,
            ISimpleAssignmentOperation assignment when IsVariable(assignment.Target, index) => assignment.Value,
            _ => null,
        })
        .FirstOrDefault(value => value is not null);

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind relation) => relation switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => relation,
    };

    private static bool StartsAtZero(IForLoopOperation loop, ISymbol index) =>
        InitialOf(loop, index)?.ConstantValue is { HasValue: true, Value: <= 0 };

    private static bool IsLength(IOperation bound) =>
        bound is IPropertyReferenceOperation { Property: { Name: "Length" or "Count", ContainingType.IsExtension: false } };

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
            IPropertyReferenceOperation { Property: { Name: "Length" or "Count" or "RowLength", ContainingType.IsExtension: false }, Instance: { } instance, Arguments.IsEmpty: true } =>
                IsInvariant(instance, assigned, isCell),
            IInvocationOperation { TargetMethod: { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } grid } call =>
                IsInvariant(grid, assigned, isCell) && IsInvariant(call.Arguments[0].Value, assigned, isCell),
            IInvocationOperation call when MathIntrinsics.Knows(call.TargetMethod) =>
                call.Arguments.All(argument => IsInvariant(argument.Value, assigned, isCell)),
            IFieldReferenceOperation { Instance: { Type: INamedTypeSymbol type } instance, Type: IArrayTypeSymbol } when type.IsContainer() =>
                IsInvariant(instance, assigned, isCell),
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => !isCell(field.Field),
            IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => !isCell(property.Property),
            IInstanceReferenceOperation => true,
            _ => false,
        };
    }
}
